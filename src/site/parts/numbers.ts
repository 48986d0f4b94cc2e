/* Numbers as the pages write them. */

/** Thousands apart, by a space that does not break: `9999`, `10 000`. */
export const spaced = (n: number): string =>
  Math.abs(n) < 10_000 ? String(n) : n.toLocaleString('en').replace(/,/g, '\u00a0');

/** As Python writes it: `10_000_000`. */
export const underscored = (n: number): string => n.toLocaleString('en').replace(/,/g, '_');

/** A number of bytes: `184 B`, `21 KiB`, `1.53 MiB`, `16.5 MiB`. */
export function bytes(n: number): string {
  if (n >= 2 ** 20) return `${(n / 2 ** 20).toFixed(n >= 10 * 2 ** 20 ? 1 : 2)} MiB`;
  return n >= 10_240 ? `${Math.round(n / 1024)} KiB` : `${spaced(n)} B`;
}

/** A number in four characters at most: `999`, `200k`, `10M`. */
export function short(n: number): string {
  if (n >= 9_999_500) return `${Math.round(n / 1e6)}M`;
  if (n >= 999_500) return `${(n / 1e6).toFixed(1)}M`;
  return n >= 1000 ? `${Math.round(n / 1000)}k` : String(n);
}

/** `1 block`, `12 000 blocks`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${spaced(n)} ${n === 1 ? one : many}`;
