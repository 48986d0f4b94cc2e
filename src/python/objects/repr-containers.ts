import { dequeMaxlen } from '../../objects/dequeobject';
import { PyDict_Next } from '../../objects/dict-next';
import { PySet_Items } from '../../objects/setobject';
import { DefaultDict, List, Ob } from '../../objects/structs';
import { TYPES } from '../../objects/types';
import type { UnicodeWriter } from '../../objects/unicodewriter';
import { slotsOf } from '../runtime/define';
import { asText, Exc, exceptionArgs } from '../runtime/errors';
import { floatRepr } from '../runtime/format';
import { special } from '../runtime/lookup';
import { holding } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isSubtype, nameOfType } from '../runtime/type-checks';
import { asDouble, newList, newStr } from '../runtime/values';

import { callMethodWord } from './bind';
import { itemsOf } from './length';
import { reprObject } from './repr';
import { guardedRepr } from './repr-enter';
import {
  floatBuffer,
  fromFormat,
  intString,
  last,
  withFloatBuffer,
  writeOwned,
  writeRepr,
  writtenRepr,
} from './text-writer';

/*
 * `tp_repr` of containers and numbers: with the memory that is used on the way.
 */

/** `(a, b)` and `[a, b]`: characters that are reserved for an item of one, and what is around them. */
const ITEM = 3;
const AROUND = 3;
const PAIR = 6;

/** Closes a text: no more room is needed than that. */
function close(rt: Runtime, writer: UnicodeWriter, end: string): void {
  if (!rt.behaviour.reprWrites) writer.overallocate = false;
  put(rt, writer, end);
}

/** Writes what is between items: at once, or from 3.14 on one character after the other. */
function put(rt: Runtime, writer: UnicodeWriter, text: string): void {
  if (rt.behaviour.reprWrites) for (const character of text) writer.write(character);
  else writer.write(text);
}

function tupleRepr(rt: Runtime, op: number): number {
  const { py } = rt;
  const size = py.get(op + Ob.SIZE);
  if (size === 0) return newStr(rt, '()');
  const least = size === 1 ? AROUND + 1 : AROUND + ITEM * (size - 1);
  const made = guardedRepr(rt, op, 0, () =>
    writtenRepr(rt, least, (writer) => {
      for (let i = 0; i < size; i++) {
        put(rt, writer, i === 0 ? '(' : ', ');
        writeRepr(rt, writer, py.load(op + py.tupleItem + i * 2));
      }
      close(rt, writer, size === 1 ? ',)' : ')');
    }),
  );
  return made || newStr(rt, '(...)');
}

function listRepr(rt: Runtime, op: number): number {
  const { py } = rt;
  const count = (): number => py.get(op + List.SIZE);
  if (count() === 0) return newStr(rt, '[]');
  const made = guardedRepr(rt, op, 0, () =>
    writtenRepr(rt, AROUND + ITEM * (count() - 1), (writer) => {
      writer.write('[');
      // Items as they are at the time each is printed.
      for (let i = 0; i < count(); i++) {
        if (i > 0) put(rt, writer, ', ');
        const item = py.load(py.load(op + List.ITEM) + i * 2);
        // Before 3.14 the list alone holds an instance of a class, whose method then holds it.
        const own = !rt.behaviour.reprHolds && isHeapType(rt, py.typeOf(item));
        holding(rt, own ? [] : [item], () => writeRepr(rt, writer, item));
      }
      close(rt, writer, ']');
    }),
  );
  return made || newStr(rt, '[...]');
}

function plainDictRepr(rt: Runtime, op: number): number {
  const { py } = rt;
  const first = PyDict_Next(py, op, 0);
  if (!first) return newStr(rt, '{}');
  const pairs = py.get(op + Ob.SIZE);
  const made = guardedRepr(rt, op, 0, () =>
    writtenRepr(rt, PAIR + PAIR * (pairs - 1), (writer) => {
      let before = '{';
      for (let at = PyDict_Next(py, op, 0); at; at = PyDict_Next(py, op, at.index + 1)) {
        const { key, value } = at;
        put(rt, writer, before);
        holding(rt, [key, value], () => {
          writeRepr(rt, writer, key);
          put(rt, writer, ': ');
          writeRepr(rt, writer, value);
        });
        before = ', ';
      }
      close(rt, writer, '}');
    }),
  );
  return made || newStr(rt, '{...}');
}

function dictRepr(rt: Runtime, op: number): number {
  const { py } = rt;
  const type = py.typeOf(op);
  if (py.specOf(type) === py.odictSpec) {
    return callMethodWord(rt, special(rt, py.type('collections.OrderedDict'), '__repr__'), op, []);
  }
  if (py.builtinBase(type) === rt.dictType) return plainDictRepr(rt, op);
  const body = plainDictRepr(rt, op);
  return holdingOnce(rt, body, () => {
    const factory = py.load(op + DefaultDict.FACTORY);
    const name = nameOfType(rt, type);
    return fromFormat(rt, '%s(%U, %U)', (writer) => {
      writer.write(`${name}(`);
      if (factory === 0) writer.write('None');
      else writeOwned(rt, writer, reprObject(rt, factory));
      writer.write(', ');
      writer.writeString(body);
      last(writer, ')');
    });
  });
}

/** What `body` gives; then the word is dropped. */
function holdingOnce(rt: Runtime, word: number, body: () => number): number {
  try {
    return body();
  } finally {
    rt.py.decref(word);
  }
}

function setRepr(rt: Runtime, op: number): number {
  const { py } = rt;
  const type = py.typeOf(op);
  const name = nameOfType(rt, type);
  const keys = PySet_Items(py, op);
  if (keys.length === 0) return newStr(rt, `${name}()`);
  const made = guardedRepr(rt, op, 0, () => {
    for (const key of keys) py.incref(key);
    // A list holds the items; what is inside its brackets is kept.
    const list = newList(rt, keys);
    const text = holdingOnce(rt, list, () => reprObject(rt, list));
    const inside = holdingOnce(rt, text, () => substring(rt, text));
    return holdingOnce(rt, inside, () =>
      fromFormat(rt, type === rt.setType ? '{%U}' : '%s({%U})', (writer) => {
        writer.write(type === rt.setType ? '{' : `${name}({`);
        writer.writeString(inside);
        last(writer, type === rt.setType ? '}' : '})');
      }),
    );
  });
  return made || newStr(rt, `${name}(...)`);
}

/** What is between the first and the last character of a string. */
function substring(rt: Runtime, word: number): number {
  return newStr(rt, asText(rt, word).slice(1, -1));
}

function dequeRepr(rt: Runtime, op: number): number {
  const { py } = rt;
  const limit = dequeMaxlen(py, op);
  const maxlen = limit < 0 ? '' : `, maxlen=${limit}`;
  const made = guardedRepr(rt, op, 0, () => {
    const words = itemsOf(rt, op);
    for (const word of words) py.incref(word);
    const list = newList(rt, words);
    return holdingOnce(rt, list, () =>
      fromFormat(rt, maxlen === '' ? '%s(%R)' : '%s(%R, maxlen=%zd)', (writer) => {
        writer.write(`${nameOfType(rt, py.typeOf(op))}(`);
        writeOwned(rt, writer, reprObject(rt, list));
        last(writer, `${maxlen})`);
      }),
    );
  });
  return made || newStr(rt, '[...]');
}

function floatString(rt: Runtime, op: number): number {
  const text = floatRepr(asDouble(rt, op));
  return withFloatBuffer(rt, floatBuffer(text), () => newStr(rt, text));
}

/** `BaseException_repr`. */
function exceptionRepr(rt: Runtime, op: number): number {
  const [only, ...more] = exceptionArgs(rt, op);
  const one = only !== undefined && more.length === 0;
  return fromFormat(rt, one ? '%s(%R)' : '%s%R', (writer) => {
    writer.write(nameOfType(rt, rt.py.typeOf(op)));
    if (one) writer.write('(');
    else writer.overallocate = false;
    writeOwned(rt, writer, reprObject(rt, one ? only : rt.py.load(op + Exc.ARGS)));
    if (one) last(writer, ')');
  });
}

const REPRS: Readonly<Record<string, (rt: Runtime, op: number) => number>> = {
  int: intString,
  float: floatString,
  tuple: tupleRepr,
  list: listRepr,
  dict: dictRepr,
  'collections.defaultdict': dictRepr,
  'collections.OrderedDict': dictRepr,
  set: setRepr,
  frozenset: setRepr,
  'collections.deque': dequeRepr,
};

/** Fills `tp_repr` of those. */
export function installContainerReprs(rt: Runtime): void {
  for (const [name, make] of Object.entries(REPRS)) {
    slotsOf(rt, rt.py.type(name)).reprObject = (op) => make(rt, op);
  }
  const base = rt.py.type('BaseException');
  for (const { name } of TYPES) {
    const type = rt.py.type(name);
    if (isSubtype(rt, type, base)) slotsOf(rt, type).reprObject = (op) => exceptionRepr(rt, op);
  }
}
