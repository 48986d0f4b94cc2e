import { compressToEncodedURIComponent, decompressFromEncodedURIComponent } from 'lz-string';

/*
 * What the microscope shows, as its address has it: `#v=3.12&beside=3.8&step=4&p=…`. The program is in the
 * fragment, which a browser sends to nobody.
 */

export interface Address {
  readonly source: string;
  readonly python: string;
  /** A second version beside it, or ''. */
  readonly beside: string;
  readonly step: number;
  readonly play: boolean;
  /** Only the player, for a frame on another page. */
  readonly embed: boolean;
}

/** Characters that a program may have in an address. */
const LONGEST = 20_000;

export function readAddress(
  hash: string,
  versions: readonly string[],
  otherwise: { readonly source: string; readonly python: string },
): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const version = (name: string): string => versions.find((each) => each === said.get(name)) ?? '';
  const step = said.get('step') ?? '';
  const packed = said.get('p') ?? '';
  const source = packed.length <= LONGEST ? decompressFromEncodedURIComponent(packed) : '';
  return {
    source: source || otherwise.source,
    python: version('v') || otherwise.python,
    beside: version('beside'),
    step: /^\d{1,6}$/.test(step) ? Number(step) : 0,
    play: said.has('play'),
    embed: said.has('embed'),
  };
}

/** @param known the source that an address need not repeat */
export function addressText(address: Address, known: string): string {
  const said = new URLSearchParams({ v: address.python });
  if (address.beside !== '') said.set('beside', address.beside);
  if (address.step > 0) said.set('step', String(address.step));
  if (address.embed) said.set('embed', '1');
  // The compressed text has signs of its own, which need no escape.
  const packed = compressToEncodedURIComponent(address.source);
  return `#${said}${address.source === known ? '' : `&p=${packed}`}`;
}
