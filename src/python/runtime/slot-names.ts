/*
 * The special methods that are slots of a type (`slotdefs` in Objects/typeobject.c).
 */

const both = (names: string): string[] =>
  names.split(' ').flatMap((name) => [`__${name}__`, `__r${name}__`, `__i${name}__`]);

const SLOTS: ReadonlySet<string> = new Set([
  ...'getattribute setattr delattr repr hash call str lt le eq ne gt ge iter next get set delete init del'
    .split(' ')
    .map((name) => `__${name}__`),
  ...'await aiter anext neg pos abs bool invert int float index len getitem setitem delitem contains'
    .split(' ')
    .map((name) => `__${name}__`),
  ...'divmod rdivmod buffer release_buffer'.split(' ').map((name) => `__${name}__`),
  ...both('add sub mul mod pow lshift rshift and xor or floordiv truediv matmul'),
]);

/** Those that a type has as a method of its own instead (`METH_COEXIST`). */
const METHODS: ReadonlySet<string> = new Set([
  'list.__getitem__',
  'dict.__getitem__',
  'dict.__contains__',
  'set.__contains__',
  'frozenset.__contains__',
]);

/** Whether a built-in type has a method as the wrapper of a slot. */
export function isSlotMethod(type: string, name: string): boolean {
  return SLOTS.has(name) && !METHODS.has(`${type}.${name}`);
}
