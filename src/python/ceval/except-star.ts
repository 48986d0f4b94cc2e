import {
  checkStarType,
  derived,
  groupItems,
  isGroup,
  joinExceptions,
  splitGroup,
} from '../objects/exception-group';
import { isInstance } from '../objects/isinstance';
import { exceptionField } from '../runtime/errors';
import type { Frame } from '../runtime/frame';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { PyExc } from '../runtime/thrown';
import { isTuple } from '../runtime/type-checks';
import { tupleItems } from '../runtime/values';
import { caught } from './handlers';

/*
 * `except*` (`CHECK_EG_MATCH` and `PREP_RERAISE_STAR` in Python/ceval.c).
 */

/** A `try` with `except*` that an exception arrived at. */
export class StarHandlers {
  /** What no handler took yet, owned; 0 for nothing. */
  rest: number;
  /** What handlers raised, owned. */
  readonly raised: number[] = [];

  constructor(
    private readonly rt: Runtime,
    private readonly frame: Frame,
    readonly exc: PyExc,
  ) {
    this.rest = newRef(rt, exc.op);
  }

  /** The part that a handler of `type` is for, or null. Takes `type` over. */
  match(type: number): PyExc | null {
    const { rt } = this;
    const { py } = rt;
    try {
      checkStarType(rt, type);
      if (this.rest === 0) return null;
      const types = isTuple(rt, type) ? tupleItems(rt, type) : [type];
      const fits = (exc: number): boolean => types.some((each) => isInstance(rt, exc, each));
      const [match, rest] = splitGroup(rt, this.rest, fits);
      if (match === 0) {
        py.xdecref(rest);
        return null;
      }
      py.decref(this.rest);
      this.rest = rest;
      // An exception that is no group is handled in one.
      return new PyExc(isGroup(rt, match) ? match : joinExceptions(rt, [match]));
    } finally {
      py.decref(type);
    }
  }

  /** A handler raised. */
  failed(error: unknown): PyExc {
    const exc = caught(this.rt, this.frame, error);
    this.raised.push(exc.op);
    return exc;
  }

  /** The exception that is raised after all handlers; null when nothing is left. */
  end(): PyExc | null {
    const { rt, exc } = this;
    const excs = [...this.raised, ...(this.rest === 0 ? [] : [this.rest])];
    this.rest = 0;
    this.raised.length = 0;
    if (excs.length === 0) return null;
    if (!isGroup(rt, exc.op)) return new PyExc(excs[0]!);
    const again = excs.filter((op) => this.sameOrigin(op));
    const fresh = excs.filter((op) => !again.includes(op));
    const left = again.length === 1 ? again[0]! : this.project(again);
    const all = left === 0 ? fresh : [...fresh, left];
    if (all.length === 1) return new PyExc(all[0]!);
    return new PyExc(joinExceptions(rt, all));
  }

  /** Whether an exception is a part of the one that arrived, raised as it was. */
  private sameOrigin(op: number): boolean {
    const { py } = this.rt;
    const same = (field: string): boolean => {
      const word = exceptionField(this.rt, field);
      return py.load(op + word) === py.load(this.exc.op + word);
    };
    return op === this.exc.op || (isGroup(this.rt, op) && ['cause', 'context'].every(same));
  }

  /** The part of the exception that arrived with the exceptions of these groups, which it takes over. */
  private project(groups: readonly number[]): number {
    const { rt } = this;
    if (groups.length === 0) return 0;
    const leaves = new Set<number>();
    const collect = (op: number): void => {
      if (isGroup(rt, op)) groupItems(rt, op).forEach(collect);
      else leaves.add(op);
    };
    groups.forEach(collect);
    const [match, rest] = splitGroup(rt, this.exc.op, (op) => leaves.has(op));
    rt.py.xdecref(rest);
    for (const group of groups) rt.py.decref(group);
    return match || derived(rt, this.exc.op, []);
  }

  /** Lets go of what is left, where the statement is left in another way. */
  drop(): void {
    const { py } = this.rt;
    if (this.rt.dead) return;
    for (const op of this.raised.splice(0)) py.decref(op);
    py.xdecref(this.rest);
    this.rest = 0;
  }
}

export function starHandlers(rt: Runtime, frame: Frame, exc: PyExc): StarHandlers {
  return new StarHandlers(rt, frame, exc);
}
