import { EXCEPTIONS, LATER_EXCEPTIONS, newFields, PyType_GenericAlloc } from '../../objects';
import { defineGetSet, defineInit, defineMethod, defineNew } from '../runtime/define';
import { Exc, exceptionField, initException, typeError, UNICODE_ERRORS } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isInt, isStr, isSubtype, typeName } from '../runtime/type-checks';
import { internName, listAdd, newBool, newInt, newList, newStr, newTuple } from '../runtime/values';
import { noAttribute } from './attribute-errors';
import { installExceptionGroups } from './exception-group';
import { asNumber } from './index-numbers';
import { isIterable, notIterable } from './iter';
import { builtinReprObject, exceptionText } from './repr';
import { sequenceTuple } from './sequences';

/** Exceptions: their classes, and what they offer (Objects/exceptions.c). */
export function installExceptions(rt: Runtime, define: (name: string, word: number) => void): void {
  const { py } = rt;
  const base = py.type('BaseException');
  define('BaseException', base);
  for (const [, names] of EXCEPTIONS) {
    for (const name of names)
      if (!LATER_EXCEPTIONS.includes(name) || rt.behaviour.added.has(name))
        define(name, py.type(name));
  }
  installExceptionGroups(rt);
  define('IOError', py.type('OSError'));
  define('EnvironmentError', py.type('OSError'));

  defineNew(rt, base, (type, args) => {
    const op = isHeapType(rt, type)
      ? PyType_GenericAlloc(py, type)
      : newFields(py, py.typeName(osErrorType(rt, type, args)), {});
    py.store(
      op + Exc.ARGS,
      newTuple(
        rt,
        args.map((op) => newRef(rt, op)),
      ),
    );
    return op;
  });
  const init = (self: number, args: number[]): void => {
    const old = py.load(self + Exc.ARGS);
    py.store(
      self + Exc.ARGS,
      newTuple(
        rt,
        args.map((op) => newRef(rt, op)),
      ),
    );
    py.xdecref(old);
    initException(rt, self, (arg) => asNumber(rt, arg));
  };
  const register = (name: string): void => {
    defineInit(rt, py.type(name), (self, args, keywords) => {
      const known = [
        'ImportError',
        'ModuleNotFoundError',
        'NameError',
        'AttributeError',
        'UnboundLocalError',
      ].includes(name);
      if (keywords?.length && !known) typeError(rt, `${name}() takes no keyword arguments`);
      init(self, args);
    });
  };
  register('BaseException');
  for (const [, names] of EXCEPTIONS) for (const name of names) register(name);
  defineMethod(
    rt,
    base,
    '__init__',
    0,
    -1,
    ([self, ...args]) => {
      init(self!, args);
      return newNone(rt);
    },
    true,
  );
  defineMethod(rt, base, '__str__', 0, 0, ([self]) => newStr(rt, exceptionText(rt, self!)));
  defineMethod(rt, base, '__repr__', 0, 0, ([self]) => builtinReprObject(rt, self!));
  defineMethod(rt, base, 'with_traceback', 1, 1, ([self, traceback]) => {
    checkTraceback(rt, traceback!);
    replace(rt, self! + exceptionField(rt, 'traceback'), traceback!);
    return newRef(rt, self!);
  });
  if (rt.behaviour.added.has('BaseException.add_note')) {
    defineMethod(rt, base, 'add_note', 1, 1, ([self, note]) => {
      if (!isStr(rt, note!)) typeError(rt, `note must be a str, not '${typeName(rt, note!)}'`);
      const word = self! + exceptionField(rt, 'notes');
      if (py.load(word) === 0) py.store(word, newList(rt, []));
      listAdd(rt, py.load(word), newRef(rt, note!));
      return newNone(rt);
    });
    defineGetSet(rt, base, '__notes__', (o) =>
      newRef(
        rt,
        py.load(o + exceptionField(rt, 'notes')) || noAttribute(rt, o, internName(rt, '__notes__')),
      ),
    );
  }
  defineGetSet(
    rt,
    base,
    'args',
    (o) => newRef(rt, py.load(o + Exc.ARGS)),
    (o, v) => {
      if (v === 0) typeError(rt, 'args may not be deleted');
      if (!isIterable(rt, v)) notIterable(rt, v);
      const items = sequenceTuple(rt, v);
      const old = py.load(o + Exc.ARGS);
      py.store(o + Exc.ARGS, items);
      py.decref(old);
    },
  );
  const pointer = (attribute: string, check: (v: number) => void): void => {
    const field = attribute.replaceAll('_', '');
    defineGetSet(
      rt,
      base,
      attribute,
      (o) => newRef(rt, py.load(o + exceptionField(rt, field)) || py.none),
      (o, v) => {
        if (v === 0) typeError(rt, `${attribute} may not be deleted`);
        check(v);
        replace(rt, o + exceptionField(rt, field), v);
        if (field === 'cause') py.i32[o + exceptionField(rt, 'suppress_context')] = 1;
      },
    );
  };
  const linked = (what: string) => (v: number) => {
    if (v !== py.none && !isSubtype(rt, py.typeOf(v), base))
      typeError(rt, `exception ${what} must be None or derive from BaseException`);
  };
  pointer('__traceback__', (v) => checkTraceback(rt, v));
  pointer('__context__', linked('context'));
  pointer('__cause__', linked('cause'));
  defineGetSet(
    rt,
    base,
    '__suppress_context__',
    (o) => newBool(rt, (py.i32[o + exceptionField(rt, 'suppress_context')]! & 0xff) !== 0),
    (o, v) => {
      if (v !== py.statics.true && v !== py.statics.false)
        typeError(rt, 'attribute value type must be bool');
      py.i32[o + exceptionField(rt, 'suppress_context')] = v === py.statics.true ? 1 : 0;
    },
  );
  const own = (
    type: string,
    struct: string,
    attributes: Readonly<Record<string, string>>,
  ): void => {
    for (const [attribute, field] of Object.entries(attributes)) {
      if (py.structs.find(struct, field) === undefined) continue;
      const word = exceptionField(rt, field, struct);
      defineGetSet(
        rt,
        py.type(type),
        attribute,
        (o) => newRef(rt, py.load(o + word) || py.none),
        (o, v) => replace(rt, o + word, v),
      );
    }
  };
  own('StopIteration', 'PyStopIterationObject', { value: 'value' });
  own('SystemExit', 'PySystemExitObject', { code: 'code' });
  own('OSError', 'PyOSErrorObject', {
    errno: 'myerrno',
    strerror: 'strerror',
    filename: 'filename',
  });
  own('ImportError', 'PyImportErrorObject', {
    msg: 'msg',
    name: 'name',
    path: 'path',
    name_from: 'name_from',
  });
  own('SyntaxError', 'PySyntaxErrorObject', {
    msg: 'msg',
    filename: 'filename',
    lineno: 'lineno',
    offset: 'offset',
    text: 'text',
  });
  for (const name of UNICODE_ERRORS) {
    own(name, 'PyUnicodeErrorObject', {
      encoding: 'encoding',
      object: 'object',
      reason: 'reason',
    });
    for (const field of ['start', 'end'])
      defineGetSet(rt, py.type(name), field, (o) =>
        newInt(rt, py.get(o + exceptionField(rt, field, 'PyUnicodeErrorObject'))),
      );
  }
  own('NameError', 'PyNameErrorObject', { name: 'name' });
  own('AttributeError', 'PyAttributeErrorObject', { name: 'name', obj: 'obj' });
}

function checkTraceback(rt: Runtime, v: number): void {
  if (v !== rt.py.none && rt.py.typeOf(v) !== rt.py.type('traceback'))
    typeError(rt, '__traceback__ must be a traceback or None');
}

/** `OSError` with the number of an error is an instance of that error's class (PEP 3151). */
function osErrorType(rt: Runtime, type: number, [number, text]: readonly number[]): number {
  if (type !== rt.py.type('OSError') || text === undefined || !isInt(rt, number!)) return type;
  const name = OS_ERRORS[asNumber(rt, number!)];
  return name === undefined ? type : rt.py.type(name);
}

/** Classes of errors by their numbers (errno.h of Linux). */
const OS_ERRORS: Readonly<Record<number, string>> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  110: 'TimeoutError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
};

function replace(rt: Runtime, word: number, value: number): void {
  const { py } = rt;
  const old = py.load(word);
  py.store(word, value === 0 || value === py.none ? 0 : newRef(rt, value));
  py.xdecref(old);
}
