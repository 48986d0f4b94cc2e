import { setPointer } from '../../objects/dealloc';
import {
  defineClassMethod,
  defineGetSet,
  defineMethod,
  defineNew,
  slotsOf,
} from '../runtime/define';
import { asText, swallow, typeError } from '../runtime/errors';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import { internName, newTuple, tupleItems } from '../runtime/values';
import { newAlias } from './alias';
import { callBorrowed } from './call';
import { richCompare } from './compare';
import { getAttr } from './getattr';
import { hashOf } from './hash';
import { setAttr } from './setattr';
import { truthOf } from './truth';
import { argumentText, substituted, typeVariables } from './type-arguments';
import { installUnions, unionOf } from './union-type';

/*
 * `list[int]` (Objects/genericaliasobject.c, PEP 585).
 */

/** Built-in types that can be subscripted. */
const GENERIC = [
  ...['list', 'tuple', 'dict', 'set', 'frozenset', 'enumerate', 'mappingproxy', 'coroutine'],
  ...['async_generator', 'collections.deque', 'collections.defaultdict', 'functools.partial'],
  ...['itertools.chain', 'array.array', 'weakref', 'BaseExceptionGroup'],
];

/** Attributes that are the alias's own; all others are those of its origin (`attr_exceptions`). */
const OWN = new Set([
  ...['__origin__', '__args__', '__parameters__', '__mro_entries__', '__reduce_ex__'],
  ...['__reduce__', '__copy__', '__deepcopy__', '__unpacked__'],
]);

/** The name of the types' method, and of what makes aliases. */
const CLASS_ITEM = '__class_getitem__';

interface Words {
  readonly origin: number;
  readonly args: number;
  readonly parameters: number;
}

function wordsOf(rt: Runtime): Words {
  const at = (field: string): number => rt.py.structs.offset('gaobject', field) >> 2;
  return { origin: at('origin'), args: at('args'), parameters: at('parameters') };
}

/** `types.GenericAlias`, unions, and what subscripts of built-in types give. */
export function installAliases(rt: Runtime): void {
  if (!rt.behaviour.typesSubscript) return;
  const { py } = rt;
  const type = py.type('types.GenericAlias');
  const words = wordsOf(rt);
  const originOf = (o: number): number => py.load(o + words.origin);
  const argsOf = (o: number): number => py.load(o + words.args);
  defineNew(rt, type, (_cls, args) => {
    if (args.length !== 2) typeError(rt, `GenericAlias expected 2 arguments, got ${args.length}`);
    return newAlias(rt, args[0]!, args[1]!);
  });
  for (const name of GENERIC) {
    defineClassMethod(rt, py.type(name), CLASS_ITEM, 1, 1, ([cls, item]) =>
      newAlias(rt, cls!, item!),
    );
  }
  defineGetSet(rt, type, '__origin__', (o) => newRef(rt, originOf(o)));
  defineGetSet(rt, type, '__args__', (o) => newRef(rt, argsOf(o)));
  defineGetSet(rt, type, '__parameters__', (o) => newRef(rt, parametersOf(rt, o)));
  defineMethod(rt, type, '__mro_entries__', 1, 1, ([o]) =>
    newTuple(rt, [newRef(rt, originOf(o!))]),
  );
  defineMethod(rt, type, '__instancecheck__', 1, 1, () =>
    typeError(rt, 'isinstance() argument 2 cannot be a parameterized generic'),
  );
  defineMethod(rt, type, '__subclasscheck__', 1, 1, () =>
    typeError(rt, 'issubclass() argument 2 cannot be a parameterized generic'),
  );
  defineMethod(rt, type, '__reduce__', 0, 0, ([o]) =>
    newTuple(rt, [
      newRef(rt, type),
      newTuple(rt, [newRef(rt, originOf(o!)), newRef(rt, argsOf(o!))]),
    ]),
  );
  const call = ([o, ...args]: number[], keywords?: Parameters<typeof callBorrowed>[3]): number => {
    const made = own(rt, callBorrowed(rt, originOf(o!), args, keywords));
    try {
      setAttr(rt, made, internName(rt, '__orig_class__'), o!);
    } catch (error) {
      if (!swallow(rt, error, 'AttributeError') && !swallow(rt, error, 'TypeError')) throw error;
    }
    newRef(rt, made);
    release(rt, made);
    return made;
  };
  defineMethod(rt, type, '__call__', 0, -1, call, true);
  const slots = slotsOf(rt, type);
  slots.getAttr = (o, name) => {
    const text = asText(rt, name);
    const kept = OWN.has(text) || (text === '__class__' && rt.behaviour.aliasesHaveClass);
    return kept ? 0 : getAttr(rt, originOf(o), name);
  };
  slots.getItem = (o, item) => {
    const made = substituted(rt, o, argsOf(o), parametersOf(rt, o), item);
    const alias = newAlias(rt, originOf(o), made);
    py.decref(made);
    return alias;
  };
  slots.binary = (name, a, b) => (name === 'or' ? unionOf(rt, a, b) : 0);
  slots.repr = (o) => {
    const args = tupleItems(rt, argsOf(o)).map((each) => argumentText(rt, each));
    return `${argumentText(rt, originOf(o))}[${args.length === 0 ? '()' : args.join(', ')}]`;
  };
  slots.hash = (o) => {
    const hash = BigInt.asIntN(64, hashOf(rt, originOf(o)) ^ hashOf(rt, argsOf(o)));
    py.hashHigh = Number(BigInt.asIntN(32, hash >> 32n));
    return Number(BigInt.asIntN(32, hash));
  };
  slots.compare = (op, a, b) => {
    if (py.typeOf(b) !== type || (op !== CompareOp.EQ && op !== CompareOp.NE)) return null;
    const same = [words.origin, words.args].every((word) =>
      truthOf(rt, richCompare(rt, CompareOp.EQ, py.load(a + word), py.load(b + word))),
    );
    return same === (op === CompareOp.EQ);
  };
  installUnions(rt);
}

/** `_Py_make_parameters`: the tuple of the type variables in it, borrowed; made once. */
function parametersOf(rt: Runtime, alias: number): number {
  const words = wordsOf(rt);
  const known = rt.py.load(alias + words.parameters);
  if (known !== 0) return known;
  const made = typeVariables(rt, rt.py.load(alias + words.args));
  setPointer(rt.py, alias + words.parameters, made);
  return made;
}
