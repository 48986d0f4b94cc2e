import { defineGetSet, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { asText, typeError, valueError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { BinaryName } from '../runtime/slots';
import { isComplex, isFloat, isInt, isStr, typeName } from '../runtime/type-checks';
import { newBool, newComplex, newFloat, newSsize } from '../runtime/values';
import { allocLike } from './allocate';
import { complexParts, toDouble } from './arithmetic';
import { unary } from './binary';
import { callSpecial } from './bind';
import { floatOf, installFloat } from './float';
import { builtinHash } from './hash';
import { absolute, installInt } from './long';
import { intOf } from './long-of';
import { builtinReprObject } from './repr';
import { truth } from './truth';

const BINARY: readonly (readonly [method: string, reflected: string, name: BinaryName])[] = [
  ['__add__', '__radd__', 'add'],
  ['__sub__', '__rsub__', 'sub'],
  ['__mul__', '__rmul__', 'mul'],
  ['__truediv__', '__rtruediv__', 'truediv'],
  ['__floordiv__', '__rfloordiv__', 'floordiv'],
  ['__mod__', '__rmod__', 'mod'],
  ['__pow__', '__rpow__', 'pow'],
  ['__lshift__', '__rlshift__', 'lshift'],
  ['__rshift__', '__rrshift__', 'rshift'],
  ['__and__', '__rand__', 'and'],
  ['__or__', '__ror__', 'or'],
  ['__xor__', '__rxor__', 'xor'],
];

/** `int`, `bool`, `float`, `complex`. */
export function installNumbers(rt: Runtime): void {
  const { py, intType, boolType, floatType, complexType } = rt;
  /** The object itself, or an instance of a class with its value. */
  const as = (type: number, base: number, value: number): number => {
    if (type === base) return value;
    const op = allocLike(rt, type, value);
    py.decref(value);
    return op;
  };
  defineNew(rt, intType, (type, args) => as(type, intType, intOf(rt, args)));
  defineNew(rt, boolType, (_type, args) => {
    return newBool(rt, args.length > 0 && truth(rt, args[0]!));
  });
  defineNew(rt, floatType, (type, args) => as(type, floatType, floatOf(rt, args)));
  defineNew(rt, complexType, (type, args) => as(type, complexType, complexOf(rt, args)));

  for (const type of [intType, floatType, complexType]) {
    for (const [method, reflected, name] of BINARY) {
      const shift = ['lshift', 'rshift', 'and', 'or', 'xor'].includes(name);
      if (shift && type !== intType) continue;
      const most = name === 'pow' ? 2 : 1;
      const operate = (a: number, b: number): number =>
        slotsOf(rt, type).binary!(name, a, b, false) || newRef(rt, py.statics.notImplemented);
      defineMethod(rt, type, method, 1, most, ([a, b]) => operate(a!, b!));
      defineMethod(rt, type, reflected, 1, most, ([a, b]) => operate(b!, a!));
    }
    defineMethod(rt, type, '__hash__', 0, 0, ([a]) => newSsize(rt, builtinHash(rt, a!)));
    defineMethod(rt, type, '__bool__', 0, 0, ([a]) => newBool(rt, truth(rt, a!)));
    defineMethod(rt, type, '__repr__', 0, 0, ([a]) => builtinReprObject(rt, a!));
    defineMethod(rt, type, '__neg__', 0, 0, ([a]) => unary(rt, '-', newRef(rt, a!)));
    defineMethod(rt, type, '__pos__', 0, 0, ([a]) => unary(rt, '+', newRef(rt, a!)));
    defineMethod(rt, type, '__abs__', 0, 0, ([a]) => absolute(rt, a!));
  }
  installInt(rt);
  installFloat(rt);
  defineGetSet(rt, complexType, 'real', (a) => newFloat(rt, complexParts(rt, a)[0]));
  defineGetSet(rt, complexType, 'imag', (a) => newFloat(rt, complexParts(rt, a)[1]));
  defineMethod(rt, complexType, 'conjugate', 0, 0, ([a]) => {
    const [real, imag] = complexParts(rt, a!);
    return newComplex(rt, real, -imag);
  });
}

function complexOf(rt: Runtime, args: readonly (number | undefined)[]): number {
  const [first, second] = args;
  const refuse = (message: string | null): void => {
    if (message !== null) typeError(rt, message);
  };
  const isReal = (o: number): boolean =>
    isInt(rt, o) ||
    isFloat(rt, o) ||
    isComplex(rt, o) ||
    ['__complex__', '__float__', '__index__'].some((name) => special(rt, rt.py.typeOf(o), name));
  if (first !== undefined && second !== undefined && isStr(rt, first))
    refuse(rt.messages.complexOfTextAnd);
  if (second !== undefined && isStr(rt, second)) refuse(rt.messages.complexAndText);
  if (first !== undefined && !isStr(rt, first) && !isReal(first))
    refuse(rt.messages.complexOf(typeName(rt, first), second !== undefined));
  if (second !== undefined && !isReal(second)) refuse(rt.messages.complexAnd(typeName(rt, second)));
  if (first !== undefined && isStr(rt, first)) {
    const text = asText(rt, first)
      .trim()
      .replace(/^\((.*)\)$/, '$1');
    const match = /^([+-]?[\d.]+(?:e[+-]?\d+)?)?(?:([+-]?[\d.]*(?:e[+-]?\d+)?)j)?$/i.exec(text);
    if (!match || text === '') valueError(rt, 'complex() arg is a malformed string');
    const imag =
      match![2] === undefined
        ? 0
        : /^[+-]?$/.test(match![2])
          ? Number(`${match![2]}1`)
          : Number(match![2]);
    return newComplex(rt, Number(match![1] ?? 0), imag);
  }
  const own = first === undefined ? 0 : userSpecial(rt, first, '__complex__');
  if (own !== 0 && second === undefined) {
    const made = callSpecial(rt, own, first!, []);
    if (isComplex(rt, made)) return made;
    const given = typeName(rt, made);
    rt.py.decref(made);
    typeError(rt, rt.messages.complexReturned(typeName(rt, first!), given));
  }
  // Anything but a float is made one first.
  for (const part of [first, second]) {
    if (part !== undefined && isInt(rt, part)) rt.py.decref(newFloat(rt, toDouble(rt, part)));
  }
  const [a, ai] = first === undefined ? [0, 0] : complexParts(rt, first);
  const [b, bi] = second === undefined ? [0, 0] : complexParts(rt, second);
  // A part that is a real number says nothing of the other's sign.
  const real = second !== undefined && isComplex(rt, second) ? a - bi : a;
  if (second === undefined && first !== undefined && rt.py.typeOf(first) === rt.complexType)
    return newRef(rt, first);
  if (second === undefined) return newComplex(rt, real, ai);
  return newComplex(rt, real, first !== undefined && isComplex(rt, first) ? ai + b : b);
}
