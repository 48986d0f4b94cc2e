import { setPointer } from '../../objects/dealloc';
import { newFieldsOf } from '../../objects/field-objects';
import { Wrapper } from '../../objects/structs';
import { defineGetSet, defineMethod, defineNew } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { give, newNone, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newBool } from '../runtime/values';
import { bind } from './bind';
import { callBorrowed } from './call';
import { getAttrString, lookupAttr } from './getattr';
import { defineDict, setProperty } from './setattr';
import { installSuper } from './super';
import { truthOf } from './truth';
import { copyWrapped } from './wrapped';

/** `property`, `classmethod`, `staticmethod`, `super` (Objects/descrobject.c, funcobject.c, typeobject.c). */
export function installDescriptors(rt: Runtime): void {
  const { py } = rt;
  const property = rt.propertyType;
  const prop = (field: string): number => py.structs.offset('propertyobject', field) >> 2;
  const words = [prop('prop_get'), prop('prop_set'), prop('prop_del'), prop('prop_doc')];
  const getterDoc = py.structs.offset('propertyobject', 'getter_doc') >> 2;
  const make = (cls: number, parts: readonly number[]): number => {
    const [fget, fset, fdel, doc] = parts;
    const op = own(
      rt,
      newFieldsOf(py, cls, 'property', {
        prop_get: fget && fget !== py.none ? fget : 0,
        prop_set: fset && fset !== py.none ? fset : 0,
        prop_del: fdel && fdel !== py.none ? fdel : 0,
        prop_doc: doc && doc !== py.none ? doc : 0,
      }),
    );
    if (cls === property && py.load(op + words[3]!) === 0) copyDoc(op);
    return give(rt, op);
  };
  /** Without a docstring of its own a property has that of its getter. */
  const copyDoc = (op: number): void => {
    const getter = py.load(op + words[0]!);
    if (getter === 0) return;
    const doc = lookupAttr(rt, getter, internName(rt, '__doc__'));
    if (doc === 0) return;
    if (doc === py.none && !rt.behaviour.propertiesKeepNone) {
      py.decref(doc);
      return;
    }
    py.store(op + words[3]!, doc);
    py.set(op + getterDoc, 1);
  };
  defineNew(rt, property, (cls, args, keywords) => {
    const parts = ['fget', 'fset', 'fdel', 'doc'].map(
      (name, i) => args[i] ?? keywords?.find(([key]) => key === name)?.[1] ?? 0,
    );
    return make(cls, parts);
  });
  for (const [i, name] of ['getter', 'setter', 'deleter'].entries()) {
    defineMethod(rt, property, name, 1, 1, ([p, f]) => {
      const parts = words.map((word) => py.load(p! + word));
      parts[i] = f!;
      if (py.get(p! + getterDoc) !== 0) parts[3] = 0;
      const made = make(py.typeOf(p!), parts);
      const named = nameOffset === undefined ? 0 : py.load(p! + (nameOffset >> 2));
      if (named !== 0) setPointer(py, made + (nameOffset! >> 2), newRef(rt, named));
      return made;
    });
  }
  for (const [i, name] of ['fget', 'fset', 'fdel'].entries()) {
    defineGetSet(rt, property, name, (p) => newRef(rt, py.load(p + words[i]!) || py.none));
  }
  defineGetSet(
    rt,
    property,
    '__doc__',
    (p) => {
      const own = py.load(p + words[3]!);
      if (own !== 0) return newRef(rt, own);
      const getter = py.load(p + words[0]!);
      const copies = getter !== 0 && py.typeOf(p) !== property;
      return copies ? getAttrString(rt, getter, '__doc__') : newNone(rt);
    },
    (p, value) => setPointer(py, p + words[3]!, value === 0 ? 0 : newRef(rt, value)),
  );
  defineMethod(rt, property, '__get__', 1, 2, ([p, o]) =>
    o === py.none ? newRef(rt, p!) : bind(rt, p!, o!, py.typeOf(o!)),
  );
  const nameOffset = py.structs.find('propertyobject', 'prop_name');
  if (nameOffset !== undefined)
    defineMethod(rt, property, '__set_name__', 2, 2, ([p, , name]) => {
      setPointer(py, p! + (nameOffset >> 2), newRef(rt, name!));
      return newNone(rt);
    });
  defineMethod(rt, property, '__set__', 2, 2, ([p, o, value]) => {
    setProperty(rt, p!, o!, value!);
    return newNone(rt);
  });
  defineMethod(rt, property, '__delete__', 1, 1, ([p, o]) => {
    setProperty(rt, p!, o!, 0);
    return newNone(rt);
  });
  defineGetSet(rt, property, '__isabstractmethod__', (p) =>
    newBool(
      rt,
      words.slice(0, 3).some((word) => isAbstract(rt, py.load(p + word))),
    ),
  );
  for (const name of ['classmethod', 'staticmethod']) {
    const type = py.type(name);
    defineNew(rt, type, (cls, args) => {
      if (args.length !== 1) typeError(rt, `${name} expected 1 argument, got ${args.length}`);
      const op = own(rt, newFieldsOf(py, cls, name, { cm_callable: args[0]! }));
      copyWrapped(rt, op, args[0]!);
      return give(rt, op);
    });
    defineDict(rt, type);
    defineGetSet(rt, type, '__isabstractmethod__', (o) =>
      newBool(rt, isAbstract(rt, py.load(o + Wrapper.CALLABLE))),
    );
    defineGetSet(rt, type, '__func__', (o) => newRef(rt, py.load(o + Wrapper.CALLABLE)));
    if (rt.behaviour.added.has('classmethod.__wrapped__'))
      defineGetSet(rt, type, '__wrapped__', (o) => newRef(rt, py.load(o + Wrapper.CALLABLE)));
    defineMethod(rt, type, '__get__', 1, 2, ([d, o, cls]) =>
      bind(rt, d!, o === py.none ? 0 : o!, cls ?? py.typeOf(o!)),
    );
  }
  defineMethod(
    rt,
    py.type('staticmethod'),
    '__call__',
    0,
    -1,
    ([d, ...args], keywords) => callBorrowed(rt, py.load(d! + Wrapper.CALLABLE), args, keywords),
    true,
  );
  installSuper(rt);
}

/** `_PyObject_IsAbstract`. */
function isAbstract(rt: Runtime, o: number): boolean {
  if (o === 0) return false;
  const mark = lookupAttr(rt, o, internName(rt, '__isabstractmethod__'));
  return mark !== 0 && truthOf(rt, mark);
}
