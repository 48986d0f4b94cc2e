import { newFields } from '../../objects/field-objects';
import { PyType_GenericAlloc } from '../../objects/instances';
import { EXCEPTIONS, LATER_EXCEPTIONS } from '../../objects/types-python';
import { defineGetSet, defineInit, defineMethod, defineNew } from '../runtime/define';
import {
  Exc,
  exceptionField,
  initException,
  setField,
  typeError,
  UNICODE_ERRORS,
} from '../runtime/errors';
import { option } from '../runtime/native';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isInt, isList, isStr, isSubtype, typeName } from '../runtime/type-checks';
import {
  internName,
  listAdd,
  newBool,
  newList,
  newSsize,
  newStr,
  newTuple,
} from '../runtime/values';
import { installExceptionGroups } from './exception-group';
import { lookupAttr } from './getattr';
import { asNumber } from './index-numbers';
import { isIterable, notIterable } from './iter';
import { builtinReprObject, exceptionText } from './repr';
import { sequenceTuple } from './sequences';
import { setAttr } from './setattr';

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

  /** The tuple of the call itself, or one with what it got as an array. */
  const argsOf = (args: readonly number[], packed: number): number =>
    packed === 0
      ? newTuple(
          rt,
          args.map((op) => newRef(rt, op)),
        )
      : newRef(rt, packed);
  defineNew(rt, base, (type, args, _keywords, packed = 0) => {
    const op = isHeapType(rt, type)
      ? PyType_GenericAlloc(py, type)
      : newFields(py, py.typeName(osErrorType(rt, type, args)), {});
    py.store(op + Exc.ARGS, argsOf(args, packed));
    return op;
  });
  const init = (self: number, args: number[], packed = 0): void => {
    const old = py.load(self + Exc.ARGS);
    py.store(self + Exc.ARGS, argsOf(args, packed));
    py.xdecref(old);
    initException(rt, self, (arg) => asNumber(rt, arg));
  };
  const register = (name: string): void => {
    defineInit(rt, py.type(name), (self, args, keywords, packed) => {
      const known = NAMED_FIELDS[name];
      if (keywords?.length && !known) typeError(rt, `${name}() takes no keyword arguments`);
      const unknown = keywords?.find(([key]) => !known!.fields.includes(key));
      if (unknown)
        typeError(
          rt,
          rt.messages.unexpectedKeyword(
            name === 'ModuleNotFoundError' ? 'ImportError' : name,
            unknown[0],
          ),
        );
      init(self, args, packed);
      for (const field of known?.fields ?? []) {
        if (py.structs.find(known!.struct, field) === undefined) continue;
        const value = option(keywords, field);
        setField(rt, self, field, value === 0 ? 0 : newRef(rt, value), known!.struct);
      }
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
      if (!isStr(rt, note!)) typeError(rt, rt.messages.noteOfNoText(typeName(rt, note!)));
      const name = internName(rt, '__notes__');
      let notes = lookupAttr(rt, self!, name);
      if (notes === 0) {
        notes = own(rt, newList(rt, []));
        setAttr(rt, self!, name, notes);
      } else own(rt, notes);
      if (!isList(rt, notes)) typeError(rt, 'Cannot add note: __notes__ is not a list');
      listAdd(rt, notes, newRef(rt, note!));
      release(rt, notes);
      return newNone(rt);
    });
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
  const fields = (
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
  fields('StopIteration', 'PyStopIterationObject', { value: 'value' });
  fields('SystemExit', 'PySystemExitObject', { code: 'code' });
  fields('OSError', 'PyOSErrorObject', {
    errno: 'myerrno',
    strerror: 'strerror',
    filename: 'filename',
    filename2: 'filename2',
  });
  fields('ImportError', 'PyImportErrorObject', {
    msg: 'msg',
    name: 'name',
    path: 'path',
    name_from: 'name_from',
  });
  fields('SyntaxError', 'PySyntaxErrorObject', {
    msg: 'msg',
    filename: 'filename',
    lineno: 'lineno',
    offset: 'offset',
    text: 'text',
    end_lineno: 'end_lineno',
    end_offset: 'end_offset',
    print_file_and_line: 'print_file_and_line',
  });
  for (const name of UNICODE_ERRORS) {
    fields(name, 'PyUnicodeErrorObject', {
      encoding: 'encoding',
      object: 'object',
      reason: 'reason',
    });
    for (const field of ['start', 'end'])
      defineGetSet(
        rt,
        py.type(name),
        field,
        (o) => newSsize(rt, py.get(o + exceptionField(rt, field, 'PyUnicodeErrorObject'))),
        (o, v) => {
          if (v === 0) typeError(rt, "can't delete numeric/char attribute");
          py.set(o + exceptionField(rt, field, 'PyUnicodeErrorObject'), asNumber(rt, v));
        },
      );
  }
  fields('NameError', 'PyNameErrorObject', { name: 'name' });
  fields('AttributeError', 'PyAttributeErrorObject', { name: 'name', obj: 'obj' });
}

/** Exceptions whose constructor takes fields by their names. */
const NAMED_FIELDS: Readonly<Record<string, { struct: string; fields: readonly string[] }>> = {
  ImportError: { struct: 'PyImportErrorObject', fields: ['name', 'path'] },
  ModuleNotFoundError: { struct: 'PyImportErrorObject', fields: ['name', 'path'] },
  NameError: { struct: 'PyNameErrorObject', fields: ['name'] },
  UnboundLocalError: { struct: 'PyNameErrorObject', fields: ['name'] },
  AttributeError: { struct: 'PyAttributeErrorObject', fields: ['name', 'obj'] },
};

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
