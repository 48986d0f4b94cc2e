import { PyDict_Items } from '../../objects/dictobject';
import { PyModule_Init } from '../../objects/field-objects';
import { dictPointer, PyObject_GenericGetDict } from '../../objects/instances';
import { getsizeof } from '../../objects/sizeof';
import { Ob, TypeWord } from '../../objects/structs';
import {
  defineAttribute,
  defineClassMethod,
  defineGetSet,
  defineMethod,
  defineNew,
  nativeFunction,
  slotsOf,
} from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import { lookup, special } from '../runtime/lookup';
import { moduleDict } from '../runtime/modules';
import { type Keywords, option } from '../runtime/native';
import { holding, newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isDict,
  isHeapType,
  isStr,
  isSubtype,
  isType,
  mro,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { dictPut, internName, newBool, newInt, newList, newStr } from '../runtime/values';
import { noAttribute } from './attribute-errors';
import { slicing } from './call';
import { compareOp } from './compare';
import { formatText } from './format-values';
import { findAttribute, lookupAttr } from './getattr';
import { newOf, objectNew } from './instances';
import { sameLayout } from './layouts';
import { builtinReprObject, idOf, repr } from './repr';
import { genericSetAttr } from './setattr';

export function installObject(rt: Runtime): void {
  const { py, objectType } = rt;
  defineNew(rt, objectType, (type, args) => {
    if (args.length > 0 && type === objectType) typeError(rt, 'object() takes no arguments');
    return objectNew(rt, type);
  });
  const compare = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
  for (const [op, name] of compare.entries()) {
    defineMethod(rt, objectType, name, 1, 1, ([a, b]) => {
      if (op === 2 && a === b) return newBool(rt, true);
      if (op === 3) return compareOp(rt, 3, newRef(rt, a!), newRef(rt, b!));
      return newRef(rt, py.statics.notImplemented);
    });
  }
  defineMethod(rt, objectType, '__repr__', 0, 0, ([o]) => builtinReprObject(rt, o!));
  defineMethod(rt, objectType, '__str__', 0, 0, ([o]) =>
    newStr(rt, isStr(rt, o!) ? asText(rt, o!) : repr(rt, o!)),
  );
  defineMethod(rt, objectType, '__format__', 1, 1, ([o, spec]) =>
    newStr(rt, formatText(rt, o!, asText(rt, spec!))),
  );
  defineMethod(rt, objectType, '__hash__', 0, 0, ([o]) => newInt(rt, BigInt(idOf(rt, o!)) >> 4n));
  defineMethod(rt, objectType, '__sizeof__', 0, 0, ([o]) =>
    newInt(rt, getsizeof(py, o!) - py.preWords(py.typeOf(o!)) * 4),
  );
  defineMethod(rt, objectType, '__getattribute__', 1, 1, ([o, name]) => {
    const type = py.typeOf(o!);
    // A tuple of the arguments holds it.
    const found = holding(rt, [o!], () =>
      findAttribute(rt, o!, type, name!, lookup(rt, type, name!)),
    );
    return found === 0 ? noAttribute(rt, o!, name!) : found;
  });
  // `hackcheck`: a type's attributes are for the methods of `type`.
  const refuseType = (o: number, what: string): void => {
    if (isType(rt, o)) typeError(rt, `can't apply this ${what} to ${typeName(rt, o)} object`);
  };
  defineMethod(rt, objectType, '__setattr__', 2, 2, ([o, name, v]) => {
    refuseType(o!, '__setattr__');
    genericSetAttr(rt, o!, py.typeOf(o!), name!, v!);
    return newNone(rt);
  });
  defineMethod(rt, objectType, '__delattr__', 1, 1, ([o, name]) => {
    refuseType(o!, '__delattr__');
    genericSetAttr(rt, o!, py.typeOf(o!), name!, 0);
    return newNone(rt);
  });
  defineMethod(
    rt,
    objectType,
    '__init__',
    0,
    -1,
    ([self, ...args], keywords) => {
      if (args.length > 0 || keywords?.length) refuseInit(rt, py.typeOf(self!));
      return newNone(rt);
    },
    true,
  );
  defineMethod(rt, objectType, '__dir__', 0, 0, ([o]) =>
    newList(
      rt,
      dirOf(rt, o!).map((name) => newStr(rt, name)),
    ),
  );
  defineClassMethod(rt, objectType, '__subclasshook__', 1, 1, () =>
    newRef(rt, py.statics.notImplemented),
  );
  defineClassMethod(rt, objectType, '__init_subclass__', 0, 0, () => newNone(rt));
  defineGetSet(
    rt,
    objectType,
    '__class__',
    (o) => newRef(rt, py.typeOf(o)),
    (o, v) => setClass(rt, o, v),
  );
  defineAttribute(
    rt,
    objectType,
    '__new__',
    nativeFunction(
      rt,
      '__new__',
      ([type, ...args], keywords) => {
        if (type === undefined) return typeError(rt, 'object.__new__(): not enough arguments');
        if (!isType(rt, type)) {
          return typeError(rt, `object.__new__(X): X is not a type object (${typeName(rt, type)})`);
        }
        const base = py.builtinBase(type);
        if (!isHeapType(rt, type) && type !== objectType && ownsNew(rt, type)) {
          const name = nameOfType(rt, type);
          typeError(rt, `object.__new__(${name}) is not safe, use ${name}.__new__()`);
        }
        if (base === objectType) refuseArguments(rt, type, args.length + (keywords?.length ?? 0));
        return slicing(rt, args, () =>
          base === objectType ? objectNew(rt, type) : newOf(rt, base)(type, args, keywords),
        );
      },
      1,
      -1,
      true,
    ),
  );
  defineAttribute(rt, objectType, '__doc__', newNone(rt));
}

/** Whether a built-in type makes its objects itself. */
function ownsNew(rt: Runtime, type: number): boolean {
  return slotsOf(rt, type).new !== undefined;
}

/** Whether a class has a method of its own in the place of `object`'s. */
function overrides(rt: Runtime, type: number, name: string): boolean {
  const found = special(rt, type, name);
  return found !== 0 && found !== special(rt, rt.objectType, name);
}

/** `object_new`: arguments are for `__init__`, or too many. */
function refuseArguments(rt: Runtime, type: number, count: number): void {
  if (count === 0) return;
  if (overrides(rt, type, '__new__'))
    typeError(rt, 'object.__new__() takes exactly one argument (the type to instantiate)');
  if (!overrides(rt, type, '__init__'))
    typeError(rt, `${nameOfType(rt, type)}() takes no arguments`);
}

/** `object_init`: arguments were for `__new__`, or too many. */
function refuseInit(rt: Runtime, type: number): void {
  if (overrides(rt, type, '__init__'))
    typeError(rt, 'object.__init__() takes exactly one argument (the instance to initialize)');
  if (!overrides(rt, type, '__new__') && rt.py.builtinBase(type) === rt.objectType) {
    typeError(
      rt,
      `${nameOfType(rt, type)}.__init__() takes exactly one argument (the instance to initialize)`,
    );
  }
}

function setClass(rt: Runtime, o: number, type: number): void {
  const { py } = rt;
  const old = py.typeOf(o);
  if (!isType(rt, type))
    typeError(rt, `__class__ must be set to a class, not '${typeName(rt, type)}' object`);
  const modules = isSubtype(rt, old, rt.moduleType) && isSubtype(rt, type, rt.moduleType);
  if (!modules && (!isHeapType(rt, old) || !isHeapType(rt, type))) {
    typeError(rt, rt.messages.classAssignment);
  }
  if (!sameLayout(rt, old, type)) {
    typeError(
      rt,
      `__class__ assignment: '${nameOfType(rt, type)}' object layout differs from '${nameOfType(rt, old)}'`,
    );
  }
  // The shared keys belong to the class, so the instance's values move into a dict of its own.
  if (dictPointer(py, o) !== 0) py.decref(PyObject_GenericGetDict(py, o));
  if (isHeapType(rt, type)) py.incref(type);
  py.store(o + Ob.TYPE, type);
  if (isHeapType(rt, old)) py.decref(old);
}

/** The names that `dir(o)` lists. */
export function dirOf(rt: Runtime, o: number): string[] {
  const { py } = rt;
  const names = new Set<string>();
  const add = (dict: number): void => {
    for (const [i, key] of PyDict_Items(py, dict).entries())
      if (i % 2 === 0 && isStr(rt, key)) names.add(asText(rt, key));
  };
  const type = isType(rt, o) ? o : py.typeOf(o);
  if (py.typeOf(o) === rt.moduleType) add(moduleDict(rt, o));
  else {
    for (const each of mro(rt, type)) {
      if (isHeapType(rt, each)) add(py.load(each + TypeWord.DICT));
      else for (const name of rt.typeDicts.get(each)?.keys() ?? []) names.add(asText(rt, name));
    }
    const dict = isType(rt, o) ? 0 : lookupAttr(rt, o, internName(rt, '__dict__'));
    if (dict !== 0) {
      if (isDict(rt, dict)) add(dict);
      py.decref(dict);
    }
  }
  return [...names].sort();
}

/** `module(name, doc=None)`, of a module without names. */
export function initModule(
  rt: Runtime,
  module: number,
  args: readonly number[],
  keywords?: Keywords,
): void {
  const { py } = rt;
  const name = args[0] ?? option(keywords, 'name');
  if (name === 0) typeError(rt, "module() missing required argument 'name' (pos 1)");
  if (!isStr(rt, name))
    typeError(rt, `module() argument 'name' must be str, not ${typeName(rt, name)}`);
  const doc = args[1] ?? option(keywords, 'doc');
  PyModule_Init(py, module, asText(rt, name));
  if (doc !== 0) dictPut(rt, moduleDict(rt, module), '__doc__', newRef(rt, doc));
}
