import { newFields } from '../../objects/field-objects';
import { defineGetSet, defineMethod, slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import { isType } from '../runtime/type-checks';
import { newBool, newTuple, tupleItems } from '../runtime/values';
import { richCompare } from './compare';
import { hashOf } from './hash';
import { isInstance, isSubclass } from './isinstance';
import { truthOf } from './truth';
import { argumentText, substituted, typeVariables } from './type-arguments';

/*
 * `int | str` (Objects/unionobject.c, PEP 604).
 */

function argsOf(rt: Runtime, union: number): number {
  return rt.py.load(union + (rt.py.structs.offset('unionobject', 'args') >> 2));
}

/** `_Py_union_type_or`, borrowed: a new reference, or 0 where an operand is no type. */
export function unionOf(rt: Runtime, a: number, b: number): number {
  if (!rt.behaviour.typesJoin || !isJoinable(rt, a) || !isJoinable(rt, b)) return 0;
  const union = rt.py.type('types.UnionType');
  const words: number[] = [];
  for (const each of [a, b])
    words.push(...(rt.py.typeOf(each) === union ? tupleItems(rt, argsOf(rt, each)) : [each]));
  return unionOfAll(rt, words);
}

/** `make_union`: each once; of one alone that one. */
function unionOfAll(rt: Runtime, words: readonly number[]): number {
  const { py } = rt;
  const alias = py.type('types.GenericAlias');
  const different: number[] = [];
  for (const word of words) {
    const each = word === py.none ? py.typeOf(word) : word;
    const known = different.some(
      (other) =>
        other === each ||
        (py.typeOf(other) === alias &&
          py.typeOf(each) === alias &&
          truthOf(rt, richCompare(rt, CompareOp.EQ, other, each))),
    );
    if (!known) different.push(each);
  }
  if (different.length === 1) return newRef(rt, different[0]!);
  const args = newTuple(
    rt,
    different.map((op) => newRef(rt, op)),
  );
  const made = newFields(py, 'types.UnionType', { args });
  py.decref(args);
  return made;
}

/** `is_unionable`. */
function isJoinable(rt: Runtime, o: number): boolean {
  const { py } = rt;
  const type = py.typeOf(o);
  return (
    o === py.none ||
    isType(rt, o) ||
    type === py.type('types.GenericAlias') ||
    type === py.type('types.UnionType')
  );
}

/** `types.UnionType`, and `|` of types. */
export function installUnions(rt: Runtime): void {
  if (!rt.behaviour.typesJoin) return;
  const { py } = rt;
  const type = py.type('types.UnionType');
  const items = (o: number): number[] => tupleItems(rt, argsOf(rt, o));
  const join = (name: string, a: number, b: number): number =>
    name === 'or' ? unionOf(rt, a, b) : 0;
  slotsOf(rt, rt.typeType).binary = join;
  const slots = slotsOf(rt, type);
  slots.binary = join;
  defineGetSet(rt, type, '__args__', (o) => newRef(rt, argsOf(rt, o)));
  defineGetSet(rt, type, '__parameters__', (o) => typeVariables(rt, argsOf(rt, o)));
  /** Whether any of the types is a match. A generic with parameters is refused. */
  const some = (o: number, what: string, test: (each: number) => boolean): number => {
    if (items(o).some((each) => py.typeOf(each) === py.type('types.GenericAlias')))
      typeError(rt, rt.messages.unionOfGenerics(what));
    return newBool(rt, items(o).some(test));
  };
  defineMethod(rt, type, '__instancecheck__', 1, 1, ([o, given]) =>
    some(o!, 'isinstance', (each) => isInstance(rt, given!, each)),
  );
  defineMethod(rt, type, '__subclasscheck__', 1, 1, ([o, given]) =>
    some(o!, 'issubclass', (each) => isSubclass(rt, given!, each)),
  );
  slots.getItem = (o, item) => {
    const parameters = own(rt, typeVariables(rt, argsOf(rt, o)));
    const args = own(rt, substituted(rt, o, argsOf(rt, o), parameters, item));
    const made = unionOfAll(rt, tupleItems(rt, args));
    release(rt, args);
    release(rt, parameters);
    return made;
  };
  slots.repr = (o) =>
    items(o)
      .map((each) => (each === py.typeOf(py.none) ? 'None' : argumentText(rt, each)))
      .join(' | ');
  slots.hash = (o) => {
    // As the set of them: in whatever order.
    const hash = items(o).reduce((sum, each) => sum + hashOf(rt, each), BigInt(items(o).length));
    py.hashHigh = Number(BigInt.asIntN(32, hash >> 32n));
    return Number(BigInt.asIntN(32, hash));
  };
  slots.compare = (op, a, b) => {
    if (py.typeOf(b) !== type || (op !== CompareOp.EQ && op !== CompareOp.NE)) return null;
    const [x, y] = [items(a), items(b)];
    const within = (each: number): boolean =>
      y.some((other) => truthOf(rt, richCompare(rt, CompareOp.EQ, each, other)));
    return (x.length === y.length && x.every(within)) === (op === CompareOp.EQ);
  };
}
