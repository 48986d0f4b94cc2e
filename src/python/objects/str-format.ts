import type { UnicodeWriter } from '../../objects/unicodewriter';
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
  /** How the fields are numbered, once one is. */
  let numbered: 'automatic' | 'manual' | undefined;
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
    const { name, path, conversion, spec } = fieldOf(rt, body);
    let value = own(rt, newRef(rt, first(name)));
    for (const { attribute, key } of pathOf(rt, path)) {
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
      if (!'sra'.includes(conversion)) valueError(rt, `Unknown conversion specifier ${conversion}`);
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
      const automatic = name === '';
      numbered ??= automatic ? 'automatic' : 'manual';
      if (automatic !== (numbered === 'automatic'))
        valueError(
          rt,
          automatic
            ? 'cannot switch from manual field specification to automatic field numbering'
            : 'cannot switch from automatic field numbering to manual field specification',
        );
      const index = automatic ? next++ : Number(name);
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
      own(rt, key);
      const value = own(rt, getItem(rt, mapping, key));
      release(rt, key);
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
  let bracket = false;
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    if (c === '[' && depth === 1) bracket = true;
    else if (c === ']') bracket = false;
    else if (bracket) continue;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
  }
  return -1;
}

interface Field {
  readonly name: string;
  /** Attributes and keys behind the name: `.a[b]`. */
  readonly path: string;
  /** The letter after `!`. */
  readonly conversion: string | undefined;
  readonly spec: string | undefined;
}

/** `parse_field`: the parts between the braces. */
function fieldOf(rt: Runtime, body: string): Field {
  const [, name, path, rest] = /^([^!:[.]*)((?:\[[^\]]*\]?|[^!:[])*)(.*)$/s.exec(body)!;
  const parts = { name: name!, path: path! };
  if (!rest!.startsWith('!')) {
    const spec = rest === '' ? undefined : rest!.slice(1);
    return { ...parts, conversion: undefined, spec };
  }
  const [, conversion, ...more] = Array.from(rest!);
  if (conversion === undefined)
    valueError(rt, 'end of string while looking for conversion specifier');
  if (more.length > 0 && more[0] !== ':') valueError(rt, "expected ':' after conversion specifier");
  return { ...parts, conversion, spec: more.length > 0 ? more.slice(1).join('') : undefined };
}

/** `FieldNameIterator_next`: an attribute or a key at a time. */
function* pathOf(rt: Runtime, path: string): Generator<{ attribute?: string; key?: string }> {
  let rest = path;
  while (rest !== '') {
    const [whole, attribute, key, end] = /^(?:\.([^.[]*)|\[([^\]]*)(\])?)/.exec(rest) ?? [];
    if (whole === undefined)
      valueError(rt, "Only '.' or '[' may follow ']' in format field specifier");
    if (key !== undefined && end === undefined) valueError(rt, "Missing ']' in format string");
    if ((attribute ?? key) === '') valueError(rt, 'Empty attribute in format string');
    yield attribute === undefined ? { key: key! } : { attribute };
    rest = rest.slice(whole!.length);
  }
}
