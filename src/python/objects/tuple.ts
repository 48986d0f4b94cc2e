import { defineMethod, defineNew } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { isNativeMethod } from '../runtime/type-checks';
import { emptyTuple, newSsize } from '../runtime/values';
import { allocLike } from './allocate';
import { builtinHash } from './hash';
import { sequenceTuple } from './sequences';

/*
 * `tuple` and its methods (Objects/tupleobject.c).
 */

export function installTuple(rt: Runtime): void {
  const { py, tupleType } = rt;
  defineNew(rt, tupleType, (type, args, keywords) => {
    const init = type === tupleType ? 0 : special(rt, type, '__init__');
    const refuses = init === 0 || (rt.behaviour.refusesDerivedKeywords && isNativeMethod(rt, init));
    if (keywords?.length && refuses) typeError(rt, 'tuple() takes no keyword arguments');
    if (args.length > 1) typeError(rt, `tuple expected at most 1 argument, got ${args.length}`);
    const [from] = args;
    const made = from === undefined ? emptyTuple(rt) : sequenceTuple(rt, from);
    if (type === tupleType) return made;
    const op = allocLike(rt, type, made);
    py.decref(made);
    return op;
  });
  defineMethod(rt, tupleType, '__hash__', 0, 0, ([o]) => newSsize(rt, builtinHash(rt, o!)));
}
