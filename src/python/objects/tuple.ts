import { defineMethod, defineNew } from '../runtime/define';
import { typeError } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
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
    if (keywords?.length) typeError(rt, 'tuple() takes no keyword arguments');
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
