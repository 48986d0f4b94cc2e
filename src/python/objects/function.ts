import { PyMethod_New, PyObject_GenericGetDict, setPointer } from '../../objects';
import type { Runtime } from '../runtime/runtime';

/** Functions, methods and native functions, and what binds them. */
export function installFunctions(rt: Runtime): void {
  const { py, functionType } = rt;
  const field = (name: string, struct = 'PyFunctionObject'): number =>
    py.structs.offset(struct, name) >> 2;
  const replace = (word: number, value: number): void =>
    setPointer(py, word, value === 0 || value === py.none ? 0 : rt.I(value));
  const pointer = (
    type: number,
    attribute: string,
    word: number,
    writable = false,
    kind?: 'tuple' | 'dict',
  ): void => {
    rt.getset(
      type,
      attribute,
      (o) => rt.I(py.load(o + word) || py.none),
      writable
        ? (o, v) => {
            const fits = kind === 'tuple' ? rt.isTuple : rt.isDict;
            if (kind && v !== 0 && v !== py.none && !fits.call(rt, v))
              rt.typeError(`${attribute} must be set to a ${kind} object`);
            replace(o + word, v);
          }
        : undefined,
    );
  };
  pointer(functionType, '__code__', field('func_code'));
  pointer(functionType, '__globals__', field('func_globals'));
  pointer(functionType, '__defaults__', field('func_defaults'), true, 'tuple');
  pointer(functionType, '__kwdefaults__', field('func_kwdefaults'), true, 'dict');
  pointer(functionType, '__closure__', field('func_closure'));
  pointer(functionType, '__doc__', field('func_doc'), true);
  pointer(functionType, '__name__', field('func_name'), true);
  pointer(functionType, '__qualname__', field('func_qualname'), true);
  pointer(functionType, '__module__', field('func_module'), true);
  rt.getset(py.type('BaseException'), '__dict__', (o) => PyObject_GenericGetDict(py, o));
  rt.getset(functionType, '__dict__', (o) => PyObject_GenericGetDict(py, o));
  const annotationsWord = field('func_annotations');
  const annotateWord = rt.minor >= 14 ? field('func_annotate') : 0;
  rt.getset(
    functionType,
    '__annotations__',
    (o) => {
      const word = o + annotationsWord;
      const known = py.load(word);
      if (known !== 0 && rt.isDict(known)) return rt.I(known);
      const annotate = annotateWord === 0 ? 0 : py.load(o + annotateWord);
      const pairs = known === 0 ? [] : rt.tupleItems(known).map(rt.I);
      const dict = annotate === 0 ? rt.dict(pairs) : rt.callBorrowed(annotate, []);
      py.xdecref(known);
      py.store(word, rt.I(dict));
      return dict;
    },
    (o, v) => {
      if (v !== 0 && v !== py.none && !rt.isDict(v))
        rt.typeError('__annotations__ must be set to a dict object');
      replace(o + annotationsWord, v);
    },
  );
  if (annotateWord !== 0) {
    rt.getset(
      functionType,
      '__annotate__',
      (o) => rt.I(py.load(o + annotateWord) || py.none),
      (o, v) => {
        if (v !== py.none && (v === 0 || !rt.isCallable(v)))
          rt.typeError('__annotate__ must be callable or None');
        replace(o + annotateWord, v);
        if (v !== py.none) replace(o + annotationsWord, 0);
      },
    );
  }
  if (rt.minor >= 12) {
    const word = field('func_typeparams');
    rt.getset(
      functionType,
      '__type_params__',
      (o) => (py.load(o + word) === 0 ? rt.tuple([]) : rt.I(py.load(o + word))),
      (o, v) => {
        if (v === 0 || !rt.isTuple(v)) rt.typeError('__type_params__ must be set to a tuple');
        replace(o + word, v);
      },
    );
  }
  rt.method(functionType, '__get__', 1, 2, ([f, o]) =>
    o === py.none ? rt.I(f!) : PyMethod_New(py, f!, o!),
  );
  rt.method(
    functionType,
    '__call__',
    0,
    -1,
    ([f, ...args], keywords) => rt.callBorrowed(f!, args, keywords),
    true,
  );

  const { methodType, nativeType, methodDescriptor } = rt;
  pointer(methodType, '__func__', 4);
  pointer(methodType, '__self__', 6);
  rt.method(
    methodType,
    '__call__',
    0,
    -1,
    ([f, ...args], keywords) => rt.callBorrowed(f!, args, keywords),
    true,
  );
  for (const name of ['__name__', '__qualname__', '__doc__', '__module__']) {
    rt.getset(methodType, name, (o) => rt.getAttr(py.load(o + 4), name));
  }
  rt.getset(nativeType, '__name__', (o) => rt.str(rt.nativeOf(o).name));
  rt.getset(nativeType, '__qualname__', (o) => rt.str(rt.nativeOf(o).name));
  rt.getset(nativeType, '__self__', (o) => rt.I(py.load(o + rt.nativeSelf) || py.none));
  rt.getset(nativeType, '__doc__', () => rt.N());
  rt.getset(nativeType, '__module__', () => rt.str('builtins'));
  rt.method(
    nativeType,
    '__call__',
    0,
    -1,
    ([f, ...args], keywords) => rt.callBorrowed(f!, args, keywords),
    true,
  );
  for (const type of [methodDescriptor, rt.memberType, rt.getsetType]) {
    rt.getset(type, '__name__', (o) => rt.I(py.load(o + 6)));
    rt.getset(type, '__objclass__', (o) => rt.I(py.load(o + 4)));
  }
  rt.getset(methodDescriptor, '__qualname__', (o) =>
    rt.str(`${rt.nameOfType(py.load(o + 4))}.${rt.text(py.load(o + 6))}`),
  );
  rt.getset(methodDescriptor, '__doc__', () => rt.N());
  rt.method(methodDescriptor, '__get__', 1, 2, ([d, o]) =>
    o === py.none ? rt.I(d!) : rt.boundNative(d!, o!),
  );
}
