import { PyDict_Items } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { TypeWord, Weakref } from '../../objects/structs';
import { mroOf } from '../../objects/typeobject';
import {
  defineAttribute,
  defineGetSet,
  defineMethod,
  defineNew,
  nativeFunction,
} from '../runtime/define';
import { asText, typeError, valueError } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isStr, mro, nameOfType, typeName } from '../runtime/type-checks';
import {
  dictGet,
  internName,
  newBool,
  newDict,
  newInt,
  newList,
  newStr,
  newTuple,
  tupleItems,
} from '../runtime/values';
import { noAttribute } from './attribute-errors';
import { bind } from './bind';
import { setBases } from './class-bases';
import { dictSet } from './dict-update';
import { callType } from './instances';
import { isRealInstance, isRealSubclass } from './isinstance';
import { typeNew } from './new-class';
import { qualnameOf } from './repr';
import { genericSetAttr, setTypeAttribute } from './setattr';

/*
 * What types are as objects (Objects/typeobject.c).
 */

export function installType(rt: Runtime): void {
  const { py, typeType } = rt;
  const dictOf = (type: number): number => {
    if (isHeapType(rt, type)) return newRef(rt, py.load(type + TypeWord.DICT));
    const dict = newDict(rt);
    for (const [name, word] of rt.typeDicts.get(type) ?? [])
      dictSet(rt, dict, newRef(rt, name), newRef(rt, word));
    return dict;
  };
  defineNew(rt, typeType, (meta, args, keywords) => typeNew(rt, meta, args, keywords));
  defineAttribute(
    rt,
    typeType,
    '__new__',
    nativeFunction(
      rt,
      '__new__',
      ([meta, ...args], keywords) => typeNew(rt, meta!, args, keywords),
      1,
      -1,
      true,
    ),
  );
  defineMethod(
    rt,
    typeType,
    '__call__',
    0,
    -1,
    ([type, ...args], keywords) => callType(rt, type!, args, keywords),
    true,
  );
  defineMethod(rt, typeType, '__init__', 0, -1, () => newNone(rt), true);
  defineMethod(rt, typeType, '__setattr__', 2, 2, ([type, name, v]) => {
    genericSetAttr(rt, type!, py.typeOf(type!), name!, v!);
    return newNone(rt);
  });
  defineMethod(rt, typeType, '__delattr__', 1, 1, ([type, name]) => {
    genericSetAttr(rt, type!, py.typeOf(type!), name!, 0);
    return newNone(rt);
  });
  defineMethod(rt, typeType, 'mro', 0, 0, ([type]) => {
    const bases = py.load(type! + TypeWord.BASES);
    const order = isHeapType(rt, type!)
      ? [type!, ...mroOf(py, tupleItems(rt, bases))]
      : mro(rt, type!);
    return newList(
      rt,
      order.map((op) => newRef(rt, op)),
    );
  });
  defineMethod(rt, typeType, '__subclasses__', 0, 0, ([type]) => {
    const dict = py.load(type! + TypeWord.SUBCLASSES);
    const refs = dict === 0 ? [] : PyDict_Items(py, dict).filter((_, i) => i % 2 === 1);
    return newList(
      rt,
      refs
        .map((ref) => py.load(ref + Weakref.OBJECT))
        .filter((each) => each !== py.none)
        .map((op) => newRef(rt, op)),
    );
  });
  defineMethod(rt, typeType, '__instancecheck__', 1, 1, ([type, o]) =>
    newBool(rt, isRealInstance(rt, o!, type!)),
  );
  defineMethod(rt, typeType, '__subclasscheck__', 1, 1, ([type, derived]) =>
    newBool(rt, isRealSubclass(rt, derived!, type!)),
  );
  defineAttribute(
    rt,
    typeType,
    '__prepare__',
    nativeFunction(rt, '__prepare__', () => newDict(rt), 0, -1, true),
  );
  /** `check_set_special_type_attr`: built-in types keep them, and none can be deleted. */
  const checkSettable = (type: number, name: string, v: number): void => {
    const owner = nameOfType(rt, type);
    if (!isHeapType(rt, type)) typeError(rt, rt.messages.immutableType(name, owner));
    if (v === 0) typeError(rt, rt.messages.specialStays(name, owner));
  };
  const checkNew = (type: number, name: string, v: number): void => {
    checkSettable(type, name, v);
    if (isStr(rt, v)) return;
    typeError(
      rt,
      `can only assign string to ${nameOfType(rt, type)}.${name}, not '${typeName(rt, v)}'`,
    );
  };
  defineGetSet(
    rt,
    typeType,
    '__name__',
    (type) => newStr(rt, nameOfType(rt, type)),
    (type, v) => {
      checkNew(type, '__name__', v);
      if (asText(rt, v).includes('\0'))
        valueError(rt, 'type name must not contain null characters');
      const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_name') >> 2);
      const old = py.load(word);
      py.store(word, newRef(rt, v));
      py.store(type + TypeWord.NAME, v + py.asciiData);
      py.decref(old);
    },
  );
  defineGetSet(
    rt,
    typeType,
    '__qualname__',
    (type) => newStr(rt, isHeapType(rt, type) ? qualnameOf(rt, type) : nameOfType(rt, type)),
    (type, v) => {
      checkNew(type, '__qualname__', v);
      const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2);
      const old = py.load(word);
      py.store(word, newRef(rt, v));
      py.decref(old);
    },
  );
  defineGetSet(
    rt,
    typeType,
    '__module__',
    (type) => {
      if (!isHeapType(rt, type)) {
        const full = py.typeName(type);
        return newStr(rt, full.includes('.') ? full.slice(0, full.lastIndexOf('.')) : 'builtins');
      }
      return newRef(rt, dictGet(rt, py.load(type + TypeWord.DICT), '__module__') || py.none);
    },
    (type, v) => {
      checkSettable(type, '__module__', v);
      setTypeAttribute(rt, type, internName(rt, '__module__'), v);
    },
  );
  defineGetSet(rt, typeType, '__mro__', (type) => {
    const order = py.load(type + TypeWord.MRO);
    return order === 0
      ? newTuple(
          rt,
          mro(rt, type).map((op) => newRef(rt, op)),
        )
      : newRef(rt, order);
  });
  defineGetSet(
    rt,
    typeType,
    '__bases__',
    (type) => {
      const bases = py.load(type + TypeWord.BASES);
      if (bases !== 0) return newRef(rt, bases);
      const base = py.baseOf(type);
      return newTuple(rt, base === 0 ? [] : [newRef(rt, base)]);
    },
    (type, v) => setBases(rt, type, v),
  );
  defineGetSet(rt, typeType, '__base__', (type) => newRef(rt, py.baseOf(type) || py.none));
  defineGetSet(rt, typeType, '__dict__', (type) => {
    const dict = dictOf(type);
    const proxy = newFields(py, 'mappingproxy', { mapping: dict });
    py.decref(dict);
    return proxy;
  });
  defineOwnEntry(rt, '__doc__', () => py.none);
  defineGetSet(rt, typeType, '__basicsize__', (type) =>
    newInt(rt, py.get(type + TypeWord.BASICSIZE)),
  );
  defineGetSet(rt, typeType, '__itemsize__', (type) =>
    newInt(rt, py.get(type + TypeWord.ITEMSIZE)),
  );
  defineGetSet(rt, typeType, '__flags__', (type) =>
    newInt(rt, py.i32[type + TypeWord.FLAGS]! >>> 0),
  );
  defineOwnEntry(rt, '__annotations__', (type) =>
    noAttribute(rt, type, internName(rt, '__annotations__')),
  );
}

/** An attribute of classes that is an entry of their own dict; built-in types have it not. */
function defineOwnEntry(rt: Runtime, name: string, missing: (type: number) => number): void {
  const { py } = rt;
  defineGetSet(
    rt,
    py.type('type'),
    name,
    (type) => {
      const known = isHeapType(rt, type) ? dictGet(rt, py.load(type + TypeWord.DICT), name) : 0;
      return known === 0 ? newRef(rt, missing(type)) : bind(rt, known, 0, type);
    },
    (type, v) => setTypeAttribute(rt, type, internName(rt, name), v),
  );
}
