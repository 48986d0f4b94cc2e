/*
 * Native functions whose parser of arguments makes a tuple of their parameters' names when they are first called
 * with one (`_PyArg_Parser` in Python/getargs.c, to 3.11), and keeps it: as `module.name` or `type.name`, or a type
 * itself. Others have had it since the start-up, or parse their arguments in another way.
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
