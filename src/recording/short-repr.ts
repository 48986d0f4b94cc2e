import type { Interpreter } from '../objects/interpreter';
import { digitCount, PyLong_AsBigInt } from '../objects/longobject';
import { Bytes, Complex, Float, Long, Str } from '../objects/structs';
import { Kind } from '../objects/type-spec';
import { kindOfString, PyUnicode_AsUTF8, stringData } from '../objects/unicodeobject';
import { bytesRepr, complexRepr, floatRepr, stringRepr } from '../python/runtime/format';
import { itemsOf, lengthOf } from './references';

/*
 * A short `repr` of any object, read from its bytes: nothing of the program runs, and nothing is allocated.
 */

/** Characters of a string that are shown, digits of an int, and items of a container. */
const CHARACTERS = 40;
const DIGITS = 40;
const ITEMS = 3;

/** The beginning of a string. */
function textOf(py: Interpreter, op: number): string {
  const length = py.get(op + Str.LENGTH);
  if (length <= CHARACTERS) return stringRepr(PyUnicode_AsUTF8(py, op));
  const bytes = kindOfString(py, op);
  const address = py.memory.addressOf(stringData(py, op));
  const data = py.memory.loadBytes(address, CHARACTERS * bytes);
  let text = '';
  for (let i = 0; i < data.length; i += bytes) {
    let code = 0;
    for (let j = bytes - 1; j >= 0; j--) code = code * 256 + data[i + j]!;
    text += String.fromCodePoint(code);
  }
  const shown = stringRepr(text);
  return `${shown.slice(0, -1)}…${shown.at(-1)}`;
}

function bytesOf(py: Interpreter, address: number, length: number): string {
  const shown = bytesRepr(py.memory.loadBytes(address, Math.min(length, CHARACTERS)));
  return length <= CHARACTERS ? shown : `${shown.slice(0, -1)}…${shown.at(-1)}`;
}

function intOf(py: Interpreter, op: number): string {
  const digits = digitCount(py, op);
  // An int of this many digits of 30 bits has more than 40 of ten.
  if (digits * 9 > DIGITS * 4) {
    const top = py.i32[op + Long.DIGIT + digits - 1]!;
    return `<int of ${digits * 30 + 2 - Math.clz32(top)} bits>`;
  }
  const text = String(PyLong_AsBigInt(py, op));
  return text.length <= DIGITS ? text : `${text.slice(0, DIGITS)}…`;
}

const BRACKETS: Readonly<Record<string, readonly [string, string]>> = {
  list: ['[', ']'],
  tuple: ['(', ')'],
  dict: ['{', '}'],
  set: ['{', '}'],
  frozenset: ['frozenset({', '})'],
  'collections.deque': ['deque([', '])'],
};

function containerOf(py: Interpreter, op: number, name: string, depth: number): string {
  const [open, close] = BRACKETS[name]!;
  const length = lengthOf(py, op) ?? 0;
  if (length === 0 && name.includes('set')) return `${name}()`;
  if (depth > 0 && length > 0) return `${open}…${close}`;
  const items = itemsOf(py, op, ITEMS).map(({ key, to }) => {
    const value = shortRepr(py, to, depth + 1);
    return key === 0 ? value : `${shortRepr(py, key, depth + 1)}: ${value}`;
  });
  if (length > items.length) items.push('…');
  const comma = name === 'tuple' && length === 1 ? ',' : '';
  return `${open}${items.join(', ')}${comma}${close}`;
}

/** `__name__` of what has one in a field. */
function fieldName(py: Interpreter, op: number, struct: string, field: string): string {
  const word = py.load(op + (py.structs.offset(struct, field) >> 2));
  return word === 0 ? '' : PyUnicode_AsUTF8(py, word);
}

/**
 * A short `repr`.
 * @param depth how many containers are around it: what is inside of two is not shown
 */
export function shortRepr(py: Interpreter, op: number, depth = 0): string {
  const { statics } = py;
  if (op === py.none) return 'None';
  if (op === statics.true) return 'True';
  if (op === statics.false) return 'False';
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const name = py.typeName(base);
  const own = py.typeName(type);
  const short = own.slice(own.lastIndexOf('.') + 1);
  const wrap = (text: string): string => (type === base ? text : `${short}(${text})`);
  switch (py.kindOf(base)) {
    case Kind.INT:
      return wrap(intOf(py, op));
    case Kind.FLOAT:
      return wrap(
        name === 'complex'
          ? complexRepr(py.f64[(op + Complex.REAL) >> 1]!, py.f64[(op + Complex.IMAG) >> 1]!)
          : floatRepr(py.f64[(op + Float.FVAL) >> 1]!),
      );
    case Kind.STR:
      return wrap(textOf(py, op));
    case Kind.TYPE:
      return `<class '${py.typeName(op)}'>`;
    default:
  }
  if (name in BRACKETS) return wrap(containerOf(py, op, name, depth));
  switch (name) {
    case 'bytes': {
      const data = py.memory.addressOf(op + Bytes.SVAL);
      return wrap(bytesOf(py, data, py.get(op + Bytes.SIZE)));
    }
    case 'function':
      return `<function ${fieldName(py, op, 'PyFunctionObject', 'func_name')}>`;
    case 'module': {
      const dict = py.load(op + (py.structs.offset('PyModuleObject', 'md_dict') >> 2));
      const own = dict === 0 ? undefined : itemsOf(py, dict, 1)[0];
      return own ? `<module ${shortRepr(py, own.to)}>` : '<module>';
    }
    case 'ellipsis':
      return 'Ellipsis';
    default:
      return `<${short}>`;
  }
}
