/*
 * Native functions whose parser of arguments makes a tuple of their parameters' names when they are first called
 * with one (`_PyArg_Parser` in Python/getargs.c), and keeps it: as `module.name` or `type.name`, or a type itself.
 * Others have had it since the start-up (from 3.12 on most, as static data), or parse their arguments in another way.
 */

const BYTES = ['expandtabs', 'split', 'rsplit', 'splitlines', 'decode'];

export const parserNames3_8: ReadonlySet<string> = new Set([
  'list.sort',
  ...['split', 'rsplit', 'splitlines', 'expandtabs', 'encode'].map((name) => `str.${name}`),
  ...['bytes', 'bytearray'].flatMap((type) => BYTES.map((name) => `${type}.${name}`)),
  ...['sum', 'round', 'print'].map((name) => `builtins.${name}`),
  'math.isclose',
  ...['int', 'complex', 'property'],
]);

/** `print` takes any number of arguments there, and types are called with an array. */
const ELSEWHERE_3_11 = ['builtins.print', 'property'];

export const parserNames3_11: ReadonlySet<string> = new Set(
  [...parserNames3_8].filter((name) => !ELSEWHERE_3_11.includes(name)),
);

export const parserNames3_12: ReadonlySet<string> = new Set(['math.isclose']);

export const parserNames3_14: ReadonlySet<string> = new Set(['builtins.max', 'builtins.min']);

export const parserNames3_13: ReadonlySet<string> = new Set([
  ...parserNames3_12,
  ...parserNames3_14,
]);
