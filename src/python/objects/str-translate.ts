import { defineAttribute, defineMethod, nativeFunction } from '../runtime/define';
import { asText, swallow, typeError, valueError } from '../runtime/errors';
import { give, giveEach, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isInt, isStr } from '../runtime/type-checks';
import { dictLookup, newDict, newInt, newStr } from '../runtime/values';
import { dictSet } from './dict-update';
import { asBigInt } from './index-numbers';
import { collect } from './iter';
import { getItem } from './subscript';

/*
 * `str.translate` and `str.maketrans` (Objects/unicodeobject.c).
 */

export function installTranslation(rt: Runtime): void {
  const { py, strType } = rt;
  defineMethod(rt, strType, 'translate', 1, 1, ([s, table]) => {
    let out = '';
    for (const character of asText(rt, s!)) {
      const key = newInt(rt, character.codePointAt(0)!);
      const value = translation(rt, table!, key);
      py.decref(key);
      if (value === 0) {
        out += character;
        continue;
      }
      own(rt, value);
      if (value !== py.none) out += translated(rt, value);
      release(rt, value);
    }
    return newStr(rt, out);
  });
  defineAttribute(
    rt,
    strType,
    'maketrans',
    nativeFunction(
      rt,
      'maketrans',
      ([from, to, drop]) => {
        const dict = own(rt, newDict(rt));
        if (to === undefined) {
          if (!isDict(rt, from!))
            typeError(rt, 'if you give only one argument to maketrans it must be a dict');
          giveEach(rt, collect(rt, from!), (key) => {
            own(rt, key);
            const value = getItem(rt, from!, key);
            const code = isStr(rt, key)
              ? newInt(rt, asText(rt, key).codePointAt(0)!)
              : newRef(rt, key);
            dictSet(rt, dict, code, value);
            release(rt, key);
          });
          return give(rt, dict);
        }
        const [a, b] = [Array.from(asText(rt, from!)), Array.from(asText(rt, to))];
        if (a.length !== b.length)
          valueError(rt, 'the first two maketrans arguments must have equal length');
        for (const [i, character] of a.entries())
          dictSet(
            rt,
            dict,
            newInt(rt, character.codePointAt(0)!),
            newInt(rt, b[i]!.codePointAt(0)!),
          );
        if (drop !== undefined)
          for (const character of asText(rt, drop))
            dictSet(rt, dict, newInt(rt, character.codePointAt(0)!), newNone(rt));
        return give(rt, dict);
      },
      1,
      3,
    ),
  );
}

/** `charmap_decode`'s lookup: what a table has for a character, a new reference; 0 where it has nothing. */
function translation(rt: Runtime, table: number, key: number): number {
  if (rt.py.typeOf(table) === rt.dictType) {
    const found = dictLookup(rt, table, key);
    return found === 0 ? 0 : newRef(rt, found);
  }
  try {
    return getItem(rt, table, key);
  } catch (error) {
    if (swallow(rt, error, 'LookupError')) return 0;
    throw error;
  }
}

/** The text that a translation table gives. */
function translated(rt: Runtime, value: number): string {
  if (isStr(rt, value)) return asText(rt, value);
  if (!isInt(rt, value)) typeError(rt, 'character mapping must return integer, None or str');
  const code = asBigInt(rt, value);
  if (code < 0n || code > 0x10ffffn) valueError(rt, 'character mapping must be in range(0x110000)');
  return String.fromCodePoint(Number(code));
}
