import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Example, GALLERY } from '../../gallery';
import {
  type Address,
  addressText,
  isTooLong,
  type Known,
  NOTHING_OPEN,
  readAddress,
} from './address';
import { Choices, Gallery, Notice, Waiting } from './choices';
import { keepProgram } from './kept';
import { Marks } from './marks';
import { NoAddress, NoProgram } from './no-address';
import { OwnProgram } from './own-program';
import { Player } from './player';
import { usePlayer } from './use-player';
import { PANELS } from './view';

export interface MicroscopeData {
  readonly versions: readonly string[];
  readonly version: string;
  /** What programs can import. */
  readonly modules: readonly string[];
  /** The picture of the gallery's first program before it runs, as HTML. */
  readonly still: string;
}

/** All of the microscope page: what it shows is in its address. */
export function MicroscopePart({ versions, version, modules, still }: MicroscopeData) {
  const known: Known = { versions, version, examples: GALLERY.map(({ name }) => name) };
  const [address, setAddress] = useState<Address>(() => readAddress(location.hash, known));
  useEffect(() => {
    const follow = (): void => setAddress(readAddress(location.hash, known));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const change = (by: Partial<Address>): void =>
    setAddress((before) => {
      const next = { ...before, play: false, missing: undefined, ...by };
      const program = next.program !== before.program || next.example !== before.example;
      const text = addressText(next);
      // Another program is another place: Back leads to the one before.
      if (program) history.pushState(null, '', text);
      else history.replaceState(null, '', text);
      return next;
    });
  const example = GALLERY.find(({ name }) => name === address.example);
  const source = address.program ?? example?.source ?? '';
  const isFirst = example === GALLERY[0] && address.python === version;
  const isStart =
    addressText(address) ===
    addressText({ ...NOTHING_OPEN, python: version, example: example?.name });
  return (
    <Stage
      key={source}
      address={address}
      example={example}
      source={source}
      versions={versions}
      modules={modules}
      isFirst={isFirst}
      still={isFirst && isStart ? still : undefined}
      change={change}
    />
  );
}

interface StageProps extends Pick<MicroscopeData, 'versions' | 'modules'> {
  readonly address: Address;
  readonly example: Example | undefined;
  readonly source: string;
  /** Its run is in a file. */
  readonly isFirst: boolean;
  /** A picture until there is more. */
  readonly still: string | undefined;
  change(by: Partial<Address>): void;
}

function Stage({
  address,
  example,
  source,
  versions,
  modules,
  isFirst,
  still,
  change,
}: StageProps) {
  const { python, beside, embed } = address;
  const player = usePlayer(address, source, change, isFirst);
  const { first, second, moment, play } = player;
  const [own, setOwn] = useState(false);
  const isLong = address.program !== undefined && isTooLong(source);
  const reloads = useMemo(() => isLong && keepProgram(source), [isLong, source]);
  // What was written stays until it runs, also when the place for it is closed.
  const draft = useRef(source);
  const press = useRef(player.press);
  press.current = player.press;
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!document.querySelector('dialog[open]')) press.current(event);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  return (
    <div class={`microscope${beside ? ' compare' : ''}${embed ? ' embed' : ''}`}>
      <div class="head">
        <h1>Where do the bytes go?</h1>
        <Choices
          address={address}
          versions={versions}
          change={change}
          onOwn={() => {
            play(false);
            setOwn(true);
          }}
        />
      </div>
      {example && !embed && !own && <Look example={example} />}
      {own && (
        <OwnProgram
          draft={draft}
          modules={modules}
          onRun={(program) => {
            setOwn(false);
            // The form was tall: what runs begins at the top of the page.
            scrollTo({ top: 0 });
            change({ ...NOTHING_OPEN, program });
          }}
          onCancel={() => setOwn(false)}
        />
      )}
      {address.missing && <NoProgram why={address.missing} />}
      {isLong && !own && <NoAddress program={source} reloads={reloads} />}
      <Notice state={first} python={python} modules={modules} />
      {beside && <Notice state={second} python={beside} />}
      {!own && <Waiting player={player} python={python} />}
      {!own && <Marks player={player} between={address.between} change={change} />}
      {!own && <Player player={player} address={address} panels={PANELS} change={change} />}
      {still !== undefined && !moment && !own && (
        <div class="still" dangerouslySetInnerHTML={{ __html: still }} />
      )}
      {!embed && <Gallery address={address} />}
    </div>
  );
}

/** What to look at in a program of the gallery. */
export function Look({ example }: { readonly example: Example }) {
  return (
    <p class="look">
      <b>{example.title}.</b> {example.look}
    </p>
  );
}
