import { setPointer } from '../../objects/dealloc';
import { PyMethod_New } from '../../objects/field-objects';
import { Method } from '../../objects/structs';
import { defineGetSet, defineMethod } from '../runtime/define';
import { asText, typeError, valueError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isStr, isTuple } from '../runtime/type-checks';
import { newDictOf, newTuple, tupleItems } from '../runtime/values';
import { callBorrowed, isCallable } from './call';
import { getAttrString } from './getattr';
import { defineDict } from './setattr';

/** What an attribute of a function can be set to. */
const FITS = { tuple: isTuple, dict: isDict, string: isStr };

/** Functions, methods and native functions, and what binds them. */
export function installFunctions(rt: Runtime): void {
  const { py, functionType } = rt;
  const field = (name: string, struct = 'PyFunctionObject'): number =>
    py.structs.offset(struct, name) >> 2;
  const replace = (word: number, value: number): void =>
    setPointer(py, word, value === 0 || value === py.none ? 0 : newRef(rt, value));
  const pointer = (
    type: number,
    attribute: string,
    word: number,
    writable = false,
    kind?: keyof typeof FITS,
  ): void => {
    defineGetSet(
      rt,
      type,
      attribute,
      (o) => newRef(rt, py.load(o + word) || py.none),
      writable
        ? (o, v) => {
            const unset = kind !== 'string' && (v === 0 || v === py.none);
            if (kind && !unset && (v === 0 || !FITS[kind](rt, v)))
              typeError(rt, `${attribute} must be set to a ${kind} object`);
            replace(o + word, v);
          }
        : undefined,
    );
  };
  const codeWord = field('func_code');
  defineGetSet(
    rt,
    functionType,
    '__code__',
    (o) => newRef(rt, py.load(o + codeWord)),
    (o, v) => {
      if (v === 0 || py.typeOf(v) !== rt.codeType)
        typeError(rt, '__code__ must be set to a code object');
      const code = rt.codes[py.get(v + rt.codeIndex)]!;
      const closure = py.load(o + field('func_closure'));
      const cells = closure === 0 ? 0 : tupleItems(rt, closure).length;
      if (code.freevars.length !== cells)
        valueError(
          rt,
          `${asText(rt, py.load(o + field('func_name')))}() requires a code object with ${cells} free vars, not ${code.freevars.length}`,
        );
      replace(o + codeWord, v);
    },
  );
  pointer(functionType, '__globals__', field('func_globals'));
  pointer(functionType, '__defaults__', field('func_defaults'), true, 'tuple');
  pointer(functionType, '__kwdefaults__', field('func_kwdefaults'), true, 'dict');
  pointer(functionType, '__closure__', field('func_closure'));
  pointer(functionType, '__doc__', field('func_doc'), true);
  pointer(functionType, '__name__', field('func_name'), true, 'string');
  pointer(functionType, '__qualname__', field('func_qualname'), true, 'string');
  pointer(functionType, '__module__', field('func_module'), true);
  defineDict(rt, py.type('BaseException'));
  defineDict(rt, functionType);
  const annotationsWord = field('func_annotations');
  const annotateWord = py.version.compiler.lazyAnnotations ? field('func_annotate') : 0;
  defineGetSet(
    rt,
    functionType,
    '__annotations__',
    (o) => {
      const word = o + annotationsWord;
      const known = py.load(word);
      if (known !== 0 && isDict(rt, known)) return newRef(rt, known);
      const annotate = annotateWord === 0 ? 0 : py.load(o + annotateWord);
      const pairs = known === 0 ? [] : tupleItems(rt, known).map((op) => newRef(rt, op));
      const dict = annotate === 0 ? newDictOf(rt, pairs) : callBorrowed(rt, annotate, []);
      py.xdecref(known);
      py.store(word, newRef(rt, dict));
      return dict;
    },
    (o, v) => {
      if (v !== 0 && v !== py.none && !isDict(rt, v))
        typeError(rt, '__annotations__ must be set to a dict object');
      replace(o + annotationsWord, v);
    },
  );
  if (annotateWord !== 0) {
    defineGetSet(
      rt,
      functionType,
      '__annotate__',
      (o) => newRef(rt, py.load(o + annotateWord) || py.none),
      (o, v) => {
        if (v !== py.none && (v === 0 || !isCallable(rt, v)))
          typeError(rt, '__annotate__ must be callable or None');
        replace(o + annotateWord, v);
        if (v !== py.none) replace(o + annotationsWord, 0);
      },
    );
  }
  if (rt.behaviour.added.has('function.__type_params__')) {
    const word = field('func_typeparams');
    defineGetSet(
      rt,
      functionType,
      '__type_params__',
      (o) => (py.load(o + word) === 0 ? newTuple(rt, []) : newRef(rt, py.load(o + word))),
      (o, v) => {
        if (v === 0 || !isTuple(rt, v)) typeError(rt, '__type_params__ must be set to a tuple');
        replace(o + word, v);
      },
    );
  }
  defineMethod(rt, functionType, '__get__', 1, 2, ([f, o]) =>
    o === py.none ? newRef(rt, f!) : PyMethod_New(py, f!, o!),
  );
  defineMethod(
    rt,
    functionType,
    '__call__',
    0,
    -1,
    ([f, ...args], keywords) => callBorrowed(rt, f!, args, keywords),
    true,
  );

  const { methodType } = rt;
  pointer(methodType, '__func__', 4);
  pointer(methodType, '__self__', 6);
  defineMethod(
    rt,
    methodType,
    '__call__',
    0,
    -1,
    ([f, ...args], keywords) => callBorrowed(rt, f!, args, keywords),
    true,
  );
  for (const name of ['__name__', '__qualname__', '__doc__', '__module__']) {
    defineGetSet(rt, methodType, name, (o) => getAttrString(rt, py.load(o + Method.FUNC), name));
  }
}
