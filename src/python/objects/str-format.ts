import { asText, raiseError, raiseWith, valueError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { give, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newInt, newStr } from '../runtime/values';
import { formatValueOp } from './format-values';
import { getAttrString } from './getattr';
import { getItem } from './subscript';

/** `str.format`: replacement fields `{name.attribute[key]!r:spec}`. */
export function formatMethod(
  rt: Runtime,
  template: string,
  args: readonly number[],
  keywords: Keywords,
  mapping = 0,
): string {
  let next = 0;
  const go = (text: string, depth: number): string => {
    if (depth > 2) valueError(rt, 'Max string recursion exceeded');
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (c === '}') {
        if (text[i + 1] !== '}') valueError(rt, "Single '}' encountered in format string");
        out += '}';
        i++;
      } else if (c !== '{') out += c;
      else if (text[i + 1] === '{') {
        out += '{';
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
        out += field(text.slice(i + 1, end), depth);
        i = end;
      }
    }
    return out;
  };
  const field = (body: string, depth: number): string => {
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
    const resolved = spec?.includes('{') ? go(spec, depth + 1) : (spec ?? '');
    const result = formatValueOp(
      rt,
      give(rt, value),
      resolved === '' ? 0 : newStr(rt, resolved),
      (conversion as 's' | 'r' | 'a') ?? null,
    );
    const text = asText(rt, result);
    rt.py.decref(result);
    return text;
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
