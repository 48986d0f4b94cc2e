import {
  framePlaces,
  getsizeof,
  newFields,
  PyCell_Set,
  PyDict_Items,
  PyFunction_New,
  PyMethod_New,
  PyModule_New,
  PyObject_GenericGetDict,
  TypeWord,
} from '../../objects';
import type { Code } from '../compile/code';
import { type Keywords, option } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { installDescriptors } from './descriptors';
import { installFunctions } from './function';

/** `object`, `type`, functions, methods, properties, cells, modules, frames. */
export function installObjects(rt: Runtime): void {
  installObject(rt);
  installType(rt);
  installFunctions(rt);
  installCode(rt);
  installDescriptors(rt);
  installFrames(rt);
}

function installObject(rt: Runtime): void {
  const { py, objectType } = rt;
  rt.news.set(objectType, (type, args) => {
    if (args.length > 0 && type === objectType) rt.typeError('object() takes no arguments');
    return rt.newObject(type);
  });
  const compare = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
  for (const [op, name] of compare.entries()) {
    rt.method(objectType, name, 1, 1, ([a, b]) => {
      if (op === 2 && a === b) return rt.bool(true);
      if (op === 3) return rt.compare(3, rt.I(a!), rt.I(b!));
      return rt.I(py.statics.notImplemented);
    });
  }
  rt.method(objectType, '__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
  rt.method(objectType, '__str__', 0, 0, ([o]) => rt.str(rt.isStr(o!) ? rt.text(o!) : rt.repr(o!)));
  rt.method(objectType, '__format__', 1, 1, ([o, spec]) =>
    rt.str(rt.formatText(o!, rt.text(spec!))),
  );
  rt.method(objectType, '__hash__', 0, 0, ([o]) => rt.int(BigInt(rt.id(o!)) >> 4n));
  rt.method(objectType, '__sizeof__', 0, 0, ([o]) =>
    rt.int(getsizeof(py, o!) - py.preWords(py.typeOf(o!)) * 4),
  );
  rt.method(objectType, '__getattribute__', 1, 1, ([o, name]) => {
    const type = py.typeOf(o!);
    // A tuple of the arguments holds it.
    const found = rt.holding([o!], () => rt.findAttribute(o!, type, name!, rt.lookup(type, name!)));
    return found === 0 ? rt.noAttribute(o!, name!) : found;
  });
  rt.method(objectType, '__setattr__', 2, 2, ([o, name, v]) => {
    rt.genericSetAttribute(o!, py.typeOf(o!), name!, v!);
    return rt.N();
  });
  rt.method(objectType, '__delattr__', 1, 1, ([o, name]) => {
    rt.genericSetAttribute(o!, py.typeOf(o!), name!, 0);
    return rt.N();
  });
  rt.method(objectType, '__init__', 0, -1, () => rt.N(), true);
  rt.method(objectType, '__dir__', 0, 0, ([o]) =>
    rt.list(dirOf(rt, o!).map((name) => rt.str(name))),
  );
  rt.method(objectType, '__subclasshook__', 1, 1, () => rt.I(py.statics.notImplemented));
  rt.classMethod(objectType, '__init_subclass__', 0, 0, () => rt.N());
  rt.method(objectType, '__reduce_ex__', 1, 1, ([o]) =>
    rt.typeError(`cannot pickle '${rt.typeName(o!)}' object`),
  );
  rt.getset(
    objectType,
    '__class__',
    (o) => rt.I(py.typeOf(o)),
    (o, v) => setClass(rt, o, v),
  );
  rt.typeAttribute(
    objectType,
    '__new__',
    rt.nativeFunction(
      '__new__',
      ([type, ...args], keywords) => {
        if (type === undefined || !rt.isType(type))
          return rt.typeError('object.__new__(X): X is not a type object');
        const base = py.builtinBase(type);
        return base === objectType ? rt.newObject(type) : rt.newOf(base)(type, args, keywords);
      },
      1,
      -1,
      true,
    ),
  );
  rt.typeAttribute(objectType, '__doc__', rt.N());
}

function setClass(rt: Runtime, o: number, type: number): void {
  const { py } = rt;
  const old = py.typeOf(o);
  if (!rt.isType(type))
    rt.typeError(`__class__ must be set to a class, not '${rt.typeName(type)}' object`);
  if (!rt.isHeapType(old) || !rt.isHeapType(type)) {
    const kind = rt.minor >= 10 ? 'mutable' : 'heap';
    rt.typeError(`__class__ assignment only supported for ${kind} types or ModuleType subclasses`);
  }
  if (py.get(old + TypeWord.BASICSIZE) !== py.get(type + TypeWord.BASICSIZE)) {
    rt.typeError(
      `__class__ assignment: '${rt.nameOfType(type)}' object layout differs from '${rt.nameOfType(old)}'`,
    );
  }
  // The shared keys belong to the class: what the instance has moves into a dict of its own.
  py.decref(PyObject_GenericGetDict(py, o));
  py.store(o + 2, rt.I(type));
  py.decref(old);
}

/** The names that `dir(o)` lists. */
export function dirOf(rt: Runtime, o: number): string[] {
  const { py } = rt;
  const names = new Set<string>();
  const add = (dict: number): void => {
    for (const [i, key] of PyDict_Items(py, dict).entries())
      if (i % 2 === 0 && rt.isStr(key)) names.add(rt.text(key));
  };
  const type = rt.isType(o) ? o : py.typeOf(o);
  if (py.typeOf(o) === rt.moduleType) add(rt.moduleDict(o));
  else {
    for (const each of rt.mro(type)) {
      if (rt.isHeapType(each)) add(py.load(each + TypeWord.DICT));
      else for (const name of rt.typeDicts.get(each)?.keys() ?? []) names.add(rt.text(name));
    }
    const dict = rt.isType(o) ? 0 : rt.getOptional(o, rt.name('__dict__'));
    if (dict !== 0) {
      if (rt.isDict(dict)) add(dict);
      py.decref(dict);
    }
  }
  return [...names].sort();
}

function installType(rt: Runtime): void {
  const { py, typeType } = rt;
  const dictOf = (type: number): number => {
    if (rt.isHeapType(type)) return rt.I(py.load(type + TypeWord.DICT));
    const dict = rt.newDict();
    for (const [name, word] of rt.typeDicts.get(type) ?? [])
      rt.dictSet(dict, rt.I(name), rt.I(word));
    return dict;
  };
  rt.news.set(typeType, (meta, args, keywords) => rt.typeNew(meta, args, keywords));
  rt.typeAttribute(
    typeType,
    '__new__',
    rt.nativeFunction(
      '__new__',
      ([meta, ...args], keywords) => rt.typeNew(meta!, args, keywords),
      1,
      -1,
      true,
    ),
  );
  rt.method(
    typeType,
    '__call__',
    0,
    -1,
    ([type, ...args], keywords) => rt.callType(type!, args, keywords),
    true,
  );
  rt.method(typeType, '__init__', 0, -1, () => rt.N(), true);
  rt.method(typeType, 'mro', 0, 0, ([type]) => rt.list(rt.mro(type!).map(rt.I)));
  rt.method(typeType, '__subclasses__', 0, 0, ([type]) => {
    const dict = py.load(type! + TypeWord.SUBCLASSES);
    const refs = dict === 0 ? [] : PyDict_Items(py, dict).filter((_, i) => i % 2 === 1);
    return rt.list(
      refs
        .map((ref) => py.load(ref + 4))
        .filter((each) => each !== py.none)
        .map(rt.I),
    );
  });
  rt.method(typeType, '__instancecheck__', 1, 1, ([type, o]) =>
    rt.bool(rt.isSubtype(py.typeOf(o!), type!)),
  );
  rt.typeAttribute(
    typeType,
    '__prepare__',
    rt.nativeFunction('__prepare__', () => rt.newDict(), 0, -1, true),
  );
  rt.getset(
    typeType,
    '__name__',
    (type) => rt.str(rt.nameOfType(type)),
    (type, v) => {
      const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_name') >> 2);
      const old = py.load(word);
      py.store(word, rt.I(v));
      py.store(type + TypeWord.NAME, v + py.asciiData);
      py.decref(old);
    },
  );
  rt.getset(
    typeType,
    '__qualname__',
    (type) => rt.str(rt.isHeapType(type) ? rt.qualnameOf(type) : rt.nameOfType(type)),
    (type, v) => {
      if (!rt.isStr(v)) {
        const given = rt.typeName(v);
        rt.typeError(
          `can only assign string to ${rt.nameOfType(type)}.__qualname__, not '${given}'`,
        );
      }
      const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2);
      const old = py.load(word);
      py.store(word, rt.I(v));
      py.decref(old);
    },
  );
  rt.getset(
    typeType,
    '__module__',
    (type) => {
      if (!rt.isHeapType(type)) {
        const full = py.typeName(type);
        return rt.str(full.includes('.') ? full.slice(0, full.lastIndexOf('.')) : 'builtins');
      }
      return rt.I(rt.dictGet(py.load(type + TypeWord.DICT), '__module__') || py.none);
    },
    (type, v) => rt.dictSet(py.load(type + TypeWord.DICT), rt.I(rt.name('__module__')), rt.I(v)),
  );
  rt.getset(typeType, '__mro__', (type) => {
    const mro = py.load(type + TypeWord.MRO);
    return mro === 0 ? rt.tuple(rt.mro(type).map(rt.I)) : rt.I(mro);
  });
  rt.getset(typeType, '__bases__', (type) => {
    const bases = py.load(type + TypeWord.BASES);
    if (bases !== 0) return rt.I(bases);
    const base = py.baseOf(type);
    return rt.tuple(base === 0 ? [] : [rt.I(base)]);
  });
  rt.getset(typeType, '__base__', (type) => rt.I(py.baseOf(type) || py.none));
  rt.getset(typeType, '__dict__', (type) => {
    const dict = dictOf(type);
    const proxy = newFields(py, 'mappingproxy', { mapping: dict });
    py.decref(dict);
    return proxy;
  });
  rt.getset(typeType, '__doc__', (type) =>
    rt.I(
      (rt.isHeapType(type) ? rt.dictGet(py.load(type + TypeWord.DICT), '__doc__') : 0) || py.none,
    ),
  );
  rt.getset(typeType, '__basicsize__', (type) => rt.int(py.get(type + TypeWord.BASICSIZE)));
  rt.getset(typeType, '__itemsize__', (type) => rt.int(py.get(type + TypeWord.ITEMSIZE)));
  rt.getset(typeType, '__flags__', (type) => rt.int(py.i32[type + TypeWord.FLAGS]! >>> 0));
  rt.getset(typeType, '__annotations__', (type) => {
    const dict = py.load(type + TypeWord.DICT);
    return rt.I(
      rt.dictGet(dict, '__annotations__') || rt.noAttribute(type, rt.name('__annotations__')),
    );
  });

  const proxy = py.type('mappingproxy');
  const mapping = (o: number): number => py.load(o + 4);
  rt.news.set(proxy, (_type, [of]) => {
    if (of === undefined || rt.special(py.typeOf(of), '__getitem__') === 0)
      return rt.typeError('mappingproxy() argument must be a mapping');
    return newFields(py, 'mappingproxy', { mapping: of });
  });
  rt.method(proxy, '__getitem__', 1, 1, ([o, key]) => rt.getItem(mapping(o!), key!));
  rt.method(proxy, '__contains__', 1, 1, ([o, key]) => rt.bool(rt.hasItem(mapping(o!), key!)));
  rt.method(proxy, '__len__', 0, 0, ([o]) => rt.int(rt.lengthOf(mapping(o!))));
  rt.method(proxy, '__iter__', 0, 0, ([o]) => rt.getIter(mapping(o!)));
  for (const name of ['keys', 'values', 'items', 'copy']) {
    rt.method(proxy, name, 0, 0, ([o]) => rt.callMethod(mapping(o!), name, []));
  }
  rt.method(proxy, 'get', 1, 2, ([o, ...args]) =>
    rt.callMethod(mapping(o!), 'get', args.map(rt.I)),
  );
}

function installCode(rt: Runtime): void {
  const { py, codeType, cellType, functionType, moduleType } = rt;
  const codeOf = (o: number) => rt.codes[py.get(o + rt.codeIndex)]!;
  rt.getset(codeType, 'co_name', (o) => rt.str(codeOf(o).name));
  rt.getset(codeType, 'co_filename', (o) => rt.str(codeOf(o).filename));
  rt.getset(codeType, 'co_firstlineno', (o) => rt.int(codeOf(o).firstLine));
  rt.getset(codeType, 'co_stacksize', (o) => rt.int(codeOf(o).stackSize));
  rt.getset(codeType, 'co_argcount', (o) => rt.int(codeOf(o).argcount));
  rt.getset(codeType, 'co_varnames', (o) =>
    rt.tuple(codeOf(o).varnames.map((name) => rt.str(name))),
  );
  rt.getset(codeType, 'co_freevars', (o) =>
    rt.tuple(codeOf(o).freevars.map((name) => rt.str(name))),
  );
  rt.getset(codeType, 'co_cellvars', (o) =>
    rt.tuple(codeOf(o).cellvars.map((name) => rt.str(name))),
  );
  rt.getset(codeType, 'co_consts', (o) => rt.tuple([...codeOf(o).consts].map(rt.I)));
  rt.getset(
    cellType,
    'cell_contents',
    (o) => (py.load(o + 4) === 0 ? rt.valueError('cell is empty') : rt.I(py.load(o + 4))),
    (o, v) => PyCell_Set(py, o, v),
  );
  rt.getset(moduleType, '__dict__', (o) => rt.I(rt.moduleDict(o)));
  rt.method(moduleType, '__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
  rt.news.set(functionType, (_type, args) => {
    const [code, globals, name] = args;
    const named = name !== undefined && name !== py.none ? name : rt.name(codeOf(code!).name);
    return PyFunction_New(py, named, code!, globals!);
  });
  rt.news.set(cellType, (_type, [value]) => rt.newCell(value === undefined ? 0 : rt.I(value)));
  rt.news.set(moduleType, (type, args, keywords) => newModule(rt, type, args, keywords));
  rt.news.set(py.type('method'), (_type, args) => {
    const [func, self] = args;
    if (func === undefined || self === undefined)
      return rt.typeError(`method expected 2 arguments, got ${args.length}`);
    if (!rt.isCallable(func)) rt.typeError('first argument must be callable');
    if (self === py.none) rt.typeError(`${rt.minor >= 11 ? 'instance' : 'self'} must not be None`);
    return PyMethod_New(py, func, self);
  });
}

/** `module(name, doc=None)`. */
function newModule(rt: Runtime, type: number, args: number[], keywords?: Keywords): number {
  const { py } = rt;
  if (type !== rt.moduleType) rt.typeError('the simulator makes no subclasses of module');
  const name = args[0] ?? option(keywords, 'name');
  if (name === 0) rt.typeError("module() missing required argument 'name' (pos 1)");
  if (!rt.isStr(name))
    rt.typeError(`module() argument 'name' must be str, not ${rt.typeName(name)}`);
  const module = PyModule_New(py, rt.text(name));
  const doc = args[1] ?? option(keywords, 'doc');
  if (doc !== 0) rt.dictPut(rt.moduleDict(module), '__doc__', rt.I(doc));
  return module;
}

function installFrames(rt: Runtime): void {
  const { py } = rt;
  const traceback = py.type('traceback');
  const tb = (field: string): number => py.structs.offset('PyTracebackObject', field) >> 2;
  rt.getset(traceback, 'tb_next', (o) => rt.I(py.load(o + tb('tb_next')) || py.none));
  rt.getset(traceback, 'tb_frame', (o) => rt.I(py.load(o + tb('tb_frame'))));
  rt.getset(traceback, 'tb_lineno', (o) => rt.int(py.get(o + tb('tb_lineno'))));
  rt.getset(traceback, 'tb_lasti', (o) => rt.int(py.get(o + tb('tb_lasti')) * 2));
  const frame = py.type('frame');
  const known = (o: number) => rt.frames.get(o);
  rt.getset(frame, 'f_lineno', (o) => rt.int(known(o)?.line ?? 0));
  rt.getset(frame, 'f_code', (o) => rt.I(known(o)?.code.word ?? py.none));
  rt.getset(frame, 'f_globals', (o) => rt.I(known(o)?.globals ?? py.none));
  rt.getset(frame, 'f_back', (o) => {
    const back = known(o)?.back;
    return back ? rt.I(rt.frameObject(back)) : rt.N();
  });
  rt.getset(frame, 'f_locals', (o) => {
    const each = known(o);
    if (each && each.locals !== 0) return rt.I(each.locals);
    if (each && each.slots !== 0) return localsAt(rt, each.slots, each.code);
    // One that ended and is still held, as those of a traceback are.
    if (each?.object === 0) return localsAt(rt, o + framePlaces(py).slots, each.code);
    return rt.newDict();
  });
}

/** The variables in a frame's slots, as a dict. */
function localsAt(rt: Runtime, slots: number, code: Code): number {
  const { py } = rt;
  const dict = rt.newDict();
  for (const [i, name] of [...code.ownNames, ...code.freevars].entries()) {
    const held = py.load(slots + i * 2);
    const isCell = held !== 0 && py.typeOf(held) === rt.cellType;
    const word = isCell ? py.load(held + 4) : held;
    if (word !== 0) rt.dictSet(dict, rt.I(rt.name(name)), rt.I(word));
  }
  return dict;
}
