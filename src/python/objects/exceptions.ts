import { EXCEPTIONS, newFields, PyType_GenericAlloc } from '../../objects';
import type { Runtime } from '../runtime/runtime';
import { UNICODE_ERRORS } from '../runtime/runtime-errors';

/** Exceptions: their classes, and what they offer (Objects/exceptions.c). */
export function installExceptions(rt: Runtime, define: (name: string, word: number) => void): void {
  const { py } = rt;
  const base = py.type('BaseException');
  define('BaseException', base);
  for (const [, names] of EXCEPTIONS) for (const name of names) define(name, py.type(name));
  define('IOError', py.type('OSError'));
  define('EnvironmentError', py.type('OSError'));

  rt.news.set(base, (type, args) => {
    const op = rt.isHeapType(type)
      ? PyType_GenericAlloc(py, type)
      : newFields(py, py.typeName(osErrorType(rt, type, args)), {});
    py.store(op + 6, rt.tuple(args.map(rt.I)));
    return op;
  });
  const init = (self: number, args: number[]): void => {
    const old = py.load(self + 6);
    py.store(self + 6, rt.tuple(args.map(rt.I)));
    py.xdecref(old);
    rt.initException(self);
  };
  const register = (name: string): void => {
    rt.inits.set(py.type(name), (self, args, keywords) => {
      const known = [
        'ImportError',
        'ModuleNotFoundError',
        'NameError',
        'AttributeError',
        'UnboundLocalError',
      ].includes(name);
      if (keywords?.length && !known) rt.typeError(`${name}() takes no keyword arguments`);
      init(self, args);
    });
  };
  register('BaseException');
  for (const [, names] of EXCEPTIONS) for (const name of names) register(name);
  rt.method(
    base,
    '__init__',
    0,
    -1,
    ([self, ...args]) => {
      init(self!, args);
      return rt.N();
    },
    true,
  );
  rt.method(base, '__str__', 0, 0, ([self]) => rt.str(rt.exceptionText(self!)));
  rt.method(base, '__repr__', 0, 0, ([self]) => rt.str(rt.builtinRepr(self!)));
  rt.method(base, 'with_traceback', 1, 1, ([self, traceback]) => {
    replace(rt, self! + rt.exceptionField('traceback'), traceback!);
    return rt.I(self!);
  });
  if (rt.minor >= 11) {
    rt.method(base, 'add_note', 1, 1, ([self, note]) => {
      if (!rt.isStr(note!)) rt.typeError(`note must be a str, not '${rt.typeName(note!)}'`);
      const word = self! + rt.exceptionField('notes');
      if (py.load(word) === 0) py.store(word, rt.list([]));
      rt.listAdd(py.load(word), rt.I(note!));
      return rt.N();
    });
    rt.getset(base, '__notes__', (o) =>
      rt.I(py.load(o + rt.exceptionField('notes')) || rt.noAttribute(o, rt.name('__notes__'))),
    );
  }
  rt.getset(
    base,
    'args',
    (o) => rt.I(py.load(o + 6)),
    (o, v) => {
      const old = py.load(o + 6);
      py.store(o + 6, rt.tuple(rt.collect(v)));
      py.decref(old);
    },
  );
  const pointer = (attribute: string, field: string): void => {
    rt.getset(
      base,
      attribute,
      (o) => rt.I(py.load(o + rt.exceptionField(field)) || py.none),
      (o, v) => replace(rt, o + rt.exceptionField(field), v),
    );
  };
  pointer('__traceback__', 'traceback');
  pointer('__context__', 'context');
  pointer('__cause__', 'cause');
  rt.getset(
    base,
    '__suppress_context__',
    (o) => rt.bool((py.i32[o + rt.exceptionField('suppress_context')]! & 0xff) !== 0),
    (o, v) => {
      py.i32[o + rt.exceptionField('suppress_context')] = rt.truth(v) ? 1 : 0;
    },
  );
  const own = (
    type: string,
    struct: string,
    attributes: Readonly<Record<string, string>>,
  ): void => {
    for (const [attribute, field] of Object.entries(attributes)) {
      if (py.structs.find(struct, field) === undefined) continue;
      const word = rt.exceptionField(field, struct);
      rt.getset(
        py.type(type),
        attribute,
        (o) => rt.I(py.load(o + word) || py.none),
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
  own('ImportError', 'PyImportErrorObject', { msg: 'msg', name: 'name', path: 'path' });
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
      rt.getset(py.type(name), field, (o) =>
        rt.int(py.get(o + rt.exceptionField(field, 'PyUnicodeErrorObject'))),
      );
  }
  own('NameError', 'PyNameErrorObject', { name: 'name' });
  own('AttributeError', 'PyAttributeErrorObject', { name: 'name', obj: 'obj' });
}

/** `OSError` with the number of an error is an instance of that error's class (PEP 3151). */
function osErrorType(rt: Runtime, type: number, [number, text]: readonly number[]): number {
  if (type !== rt.py.type('OSError') || text === undefined || !rt.isInt(number!)) return type;
  const name = OS_ERRORS[rt.number(number!)];
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
  py.store(word, value === 0 || value === py.none ? 0 : rt.I(value));
  py.xdecref(old);
}
