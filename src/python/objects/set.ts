import {
  PyFrozenSet_MaybeUntrack,
  PySet_Add,
  PySet_Clear,
  PySet_Contains,
  PySet_Discard,
  PySet_Items,
  PySet_Pop,
  PySet_Size,
  setDropGaps,
} from '../../objects';
import type { Runtime } from '../runtime/runtime';

/** `set` and `frozenset` (Objects/setobject.c). */
export function installSets(rt: Runtime): void {
  const { py, setType, frozensetType } = rt;
  rt.news.set(setType, (type) => (type === setType ? rt.set([]) : rt.allocate(type)));
  rt.inits.set(setType, (self, args) => {
    if (args.length > 1) rt.typeError(`set expected at most 1 argument, got ${args.length}`);
    if (PySet_Size(py, self) > 0) PySet_Clear(py, self);
    if (args.length === 1) rt.setUpdate(self, args[0]!);
  });
  /** To 3.9, the one empty frozenset, once there is one. */
  let empty = 0;
  rt.news.set(frozensetType, (type, args) => {
    const [from] = args;
    if (from !== undefined && type === frozensetType && py.typeOf(from) === frozensetType)
      return rt.I(from);
    const op = type === frozensetType ? rt.newFrozenset() : rt.allocate(type);
    if (from !== undefined) rt.setUpdate(op, from);
    if (type === frozensetType) PyFrozenSet_MaybeUntrack(py, op);
    if (type !== frozensetType || PySet_Size(py, op) > 0) return op;
    if (!py.version.objects.emptyFrozensetShared) return op;
    if (empty === 0) empty = op;
    else py.decref(op);
    return rt.I(empty);
  });
  for (const type of [setType, frozensetType]) installShared(rt, type);
  installMutable(rt);
  rt.typeAttribute(setType, '__hash__', rt.N());
  rt.method(frozensetType, '__hash__', 0, 0, ([o]) => rt.count(rt.hash(o!)));
}

/** Another iterable as a set: a new reference. */
function asSet(rt: Runtime, o: number): number {
  return rt.isSet(o) ? rt.I(o) : rt.set(rt.collect(o));
}

function installShared(rt: Runtime, type: number): void {
  const { py } = rt;
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type, name, min, max, call);
  on('__len__', 0, 0, ([o]) => rt.count(PySet_Size(py, o!)));
  on('__contains__', 1, 1, ([o, item]) => rt.bool(PySet_Contains(py, o!, item!)));
  on('__iter__', 0, 0, ([o]) => rt.builtinIter(o!));
  on('__repr__', 0, 0, ([o]) => rt.str(rt.builtinRepr(o!)));
  on('copy', 0, 0, ([o]) =>
    type === rt.frozensetType && py.typeOf(o!) === type ? rt.I(o!) : rt.copySet(o!, type),
  );
  const combine =
    (operation: 'or' | 'and' | 'sub' | 'xor') =>
    ([o, ...others]: number[]): number => {
      let result = others.length === 0 ? rt.copySet(o!, type) : rt.I(o!);
      for (const [i, other] of others.entries()) {
        const common = operation === 'and' && type === rt.setType && !rt.isSet(other);
        if (common || (operation === 'sub' && !rt.isSet(other) && !rt.isDict(other))) {
          // Its items are looked at one by one.
          const next = common ? rt.set([]) : rt.copySet(result, type);
          rt.forEach(other, (key) => {
            if (!common) PySet_Discard(py, next, key);
            else if (PySet_Contains(py, result, key)) PySet_Add(py, next, key);
            py.decref(key);
          });
          if (!common) setDropGaps(py, next);
          py.decref(result);
          result = next;
          continue;
        }
        const set = asSet(rt, other);
        const next = rt.combineSets(
          operation,
          result,
          set,
          operation === 'sub' && i > 0 ? result : 0,
        );
        py.decref(result);
        py.decref(set);
        result = next;
      }
      return result;
    };
  on('union', 0, -1, ([o, ...others]) => {
    const result = rt.copySet(o!, type);
    updateAll(rt, result, others);
    return result;
  });
  on('intersection', 0, -1, combine('and'));
  on('difference', 0, -1, combine('sub'));
  on('symmetric_difference', 1, 1, combine('xor'));
  on('issubset', 1, 1, ([a, b]) => {
    const set = asSet(rt, b!);
    const result = rt.richCompare(1, a!, set);
    py.decref(set);
    return result;
  });
  on('issuperset', 1, 1, ([a, b]) => {
    const set = asSet(rt, b!);
    const result = rt.richCompare(5, a!, set);
    py.decref(set);
    return result;
  });
  on('isdisjoint', 1, 1, ([a, b]) => {
    if (rt.isSet(b!)) {
      return rt.bool(!PySet_Items(py, a!).some((key) => PySet_Contains(py, b!, key)));
    }
    let disjoint = true;
    rt.forEach(b!, (key) => {
      disjoint = !PySet_Contains(py, a!, key);
      py.decref(key);
      return disjoint;
    });
    return rt.bool(disjoint);
  });
  for (const [name, operation] of [
    ['__or__', 'or'],
    ['__and__', 'and'],
    ['__sub__', 'sub'],
    ['__xor__', 'xor'],
  ] as const) {
    on(name, 1, 1, ([a, b]) =>
      rt.isSet(b!) ? rt.combineSets(operation, a!, b!, 0) : rt.I(py.statics.notImplemented),
    );
  }
  for (const [op, name] of ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].entries()) {
    on(name, 1, 1, ([a, b]) => rt.builtinComparison(op, a!, b!));
  }
}

/** Adds the items of others; to 3.13 a tuple holds those. */
function updateAll(rt: Runtime, set: number, others: readonly number[]): void {
  rt.holding(rt.minor <= 13 ? others : [], () => {
    for (const other of others) rt.setUpdate(set, other);
  });
}

function installMutable(rt: Runtime): void {
  const { py, setType } = rt;
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(setType, name, min, max, call);
  on('__init__', 0, 1, ([o, from]) => {
    rt.inits.get(setType)!(o!, from === undefined ? [] : [from]);
    return rt.N();
  });
  on('add', 1, 1, ([o, item]) => {
    PySet_Add(py, o!, item!);
    return rt.N();
  });
  on('discard', 1, 1, ([o, item]) => {
    PySet_Discard(py, o!, item!);
    return rt.N();
  });
  on('remove', 1, 1, ([o, item]) => (PySet_Discard(py, o!, item!) ? rt.N() : rt.keyError(item!)));
  on('pop', 0, 0, ([o]) => {
    const key = PySet_Pop(py, o!);
    return key || rt.raise_('KeyError', 'pop from an empty set');
  });
  on('clear', 0, 0, ([o]) => {
    PySet_Clear(py, o!);
    return rt.N();
  });
  on('update', 0, -1, ([o, ...others]) => {
    updateAll(rt, o!, others);
    return rt.N();
  });
  for (const [name, operation] of [
    ['intersection_update', 'and'],
    ['difference_update', 'sub'],
    ['symmetric_difference_update', 'xor'],
  ] as const) {
    on(name, 0, -1, ([o, ...others]) => {
      for (const other of others) {
        const set = asSet(rt, other);
        py.decref(rt.combineSets(operation, o!, set, o!));
        py.decref(set);
      }
      return rt.N();
    });
  }
}
