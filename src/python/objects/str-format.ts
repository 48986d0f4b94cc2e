import type { UnicodeWriter } from '../../objects';
import { asText, raiseError, raiseWith, valueError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { newRef, own, release, scoped } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newInt, newStr } from '../runtime/values';
import { formatting, formatValue, writeFormatted } from './format-values';
import { getAttrString } from './getattr';
import { asciiObject, reprObject, strObject } from './repr';
import { getItem } from './subscript';
import { writeOwned, written } from './text-writer';

/** Characters that are reserved beside those of the template. */
const ROOM = 100;

/** `str.format`: replacement fields `{name.attribute[key]!r:spec}`. */
export function formatMethod(
  rt: Runtime,
  template: string,
  args: readonly number[],
  keywords: Keywords,
  mapping = 0,
): number {
  let next = 0;
  const go = (text: string, depth: number): number => {
    if (depth > 2) valueError(rt, 'Max string recursion exceeded');
    return written(rt, true, text.length + ROOM, (writer) => parts(writer, text, depth));
  };
  const parts = (writer: UnicodeWriter, text: string, depth: number): void => {
    let literal = '';
    const flush = (end: boolean): void => {
      if (end) writer.overallocate = false;
      if (literal !== '') writer.write(literal);
      literal = '';
    };
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (c === '}') {
        if (text[i + 1] !== '}') valueError(rt, "Single '}' encountered in format string");
        literal += '}';
        i++;
      } else if (c !== '{') literal += c;
      else if (text[i + 1] === '{') {
        literal += '{';
        i++;
      } else {
        const end = closing(text, i);
        if (end < 0)
          valueError(
            rt,
            i === text.length - 1
              ? "Single '{' encountered in format string"
              : "expected '}' before end of string",
          );
        flush(false);
        if (end === text.length - 1) writer.overallocate = false;
        scoped(rt, () => field(writer, text.slice(i + 1, end), depth));
        i = end;
      }
    }
    flush(true);
  };
  const field = (writer: UnicodeWriter, body: string, depth: number): void => {
    const match = /^([^!:[.]*)((?:\.[^.[!:]+|\[[^\]]+\])*)(?:!([sra]))?(?::(.*))?$/s.exec(body);
    if (!match) valueError(rt, `unmatched '{' in format spec or bad field '${body}'`);
    const [, name, path, conversion, spec] = match!;
    let value = own(rt, newRef(rt, first(name!)));
    for (const [, attribute, key] of (path ?? '').matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
      const before = value;
      if (attribute !== undefined) value = own(rt, getAttrString(rt, before, attribute));
      else {
        const word = own(rt, /^\d+$/.test(key!) ? newInt(rt, Number(key)) : newStr(rt, key!));
        value = own(rt, getItem(rt, before, word));
        release(rt, word);
      }
      release(rt, before);
    }
    if (conversion !== undefined) {
      const convert =
        conversion === 's' ? strObject : conversion === 'r' ? reprObject : asciiObject;
      const converted = own(rt, convert(rt, value));
      release(rt, value);
      value = converted;
    }
    const made = spec?.includes('{') ? own(rt, go(spec, depth + 1)) : 0;
    const resolved = made === 0 ? (spec ?? '') : asText(rt, made);
    const type = rt.py.typeOf(value);
    if (type === rt.strType && resolved === '') writer.writeString(value);
    else if (type === rt.strType || type === rt.intType || type === rt.py.floatType)
      formatting(rt, () => writeFormatted(rt, writer, value, resolved));
    else writeOwned(rt, writer, formatValue(rt, value, resolved));
    if (made !== 0) release(rt, made);
    release(rt, value);
  };
  const first = (name: string): number => {
    if (name === '' || /^\d+$/.test(name)) {
      const index = name === '' ? next++ : Number(name);
      const value = args[index];
      if (value === undefined) {
        raiseError(
          rt,
          'IndexError',
          `Replacement index ${index} out of range for positional args tuple`,
        );
      }
      return value!;
    }
    if (mapping !== 0) {
      const key = newStr(rt, name);
      const value = getItem(rt, mapping, key);
      rt.py.decref(key);
      rt.py.decref(value);
      return value;
    }
    const known = keywords.find(([key]) => key === name);
    if (!known) {
      const key = newStr(rt, name);
      return raiseWith(rt, 'KeyError', key);
    }
    return known[1];
  };
  return go(template, 0);
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
