import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';

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
    if (depth > 2) rt.valueError('Max string recursion exceeded');
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (c === '}') {
        if (text[i + 1] !== '}') rt.valueError("Single '}' encountered in format string");
        out += '}';
        i++;
      } else if (c !== '{') out += c;
      else if (text[i + 1] === '{') {
        out += '{';
        i++;
      } else {
        const end = closing(text, i);
        if (end < 0)
          rt.valueError(
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
    if (!match) rt.valueError(`unmatched '{' in format spec or bad field '${body}'`);
    const [, name, path, conversion, spec] = match!;
    let value = rt.I(first(name!));
    for (const [, attribute, key] of (path ?? '').matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
      const before = value;
      if (attribute !== undefined) value = rt.getAttr(before, attribute);
      else {
        const word = /^\d+$/.test(key!) ? rt.int(Number(key)) : rt.str(key!);
        value = rt.getItem(before, word);
        rt.py.decref(word);
      }
      rt.py.decref(before);
    }
    const resolved = spec?.includes('{') ? go(spec, depth + 1) : (spec ?? '');
    const result = rt.format(
      value,
      resolved === '' ? 0 : rt.str(resolved),
      (conversion as 's' | 'r' | 'a') ?? null,
    );
    const text = rt.text(result);
    rt.py.decref(result);
    return text;
  };
  const first = (name: string): number => {
    if (name === '' || /^\d+$/.test(name)) {
      const index = name === '' ? next++ : Number(name);
      const value = args[index];
      if (value === undefined) {
        rt.raise_(
          'IndexError',
          `Replacement index ${index} out of range for positional args tuple`,
        );
      }
      return value!;
    }
    if (mapping !== 0) {
      const key = rt.str(name);
      const value = rt.getItem(mapping, key);
      rt.py.decref(key);
      rt.py.decref(value);
      return value;
    }
    const known = keywords.find(([key]) => key === name);
    if (!known) {
      const key = rt.str(name);
      return rt.raiseWith('KeyError', key);
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
