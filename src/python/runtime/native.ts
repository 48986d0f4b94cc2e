import type { Wait } from '../os/wait';

/** Keyword arguments of a call: names and borrowed words. */
export type Keywords = readonly (readonly [name: string, value: number])[];

/** The word of a keyword argument, borrowed; 0 when it was not given. */
export function option(keywords: Keywords | undefined, name: string): number {
  return keywords?.find(([key]) => key === name)?.[1] ?? 0;
}

/**
 * A function written in TypeScript: takes borrowed words, of a method the object first, and gives back
 * an owned one. `packed` is the tuple in which the caller holds the arguments, where it does.
 */
export type NativeCall = (args: number[], keywords?: Keywords, packed?: number) => number;

/** A function that may wait: for what, and what it gives once that is over. Words are borrowed. */
export interface WaitingCall {
  begin(args: number[]): Wait;
  end(wait: Wait): number;
}

/** A native function as Python sees it. */
export interface Native {
  readonly name: string;
  readonly call: NativeCall;
  /** Arguments, without the object of a method; `max` -1: any number. */
  readonly min: number;
  readonly max: number;
  /** Whether it takes keywords: any, or those named here, with a space between. */
  readonly keywords: boolean | string;
  /** Whether it is a method: its first word is the object. */
  readonly method: boolean;
  readonly doc?: string;
  /** Whether it is the wrapper of a type's slot. */
  readonly slot?: boolean;
  /** The type whose method it is, or the module that has it. */
  readonly owner?: string;
  /** Whether it gets its arguments in a tuple and a dict (`METH_VARARGS`). */
  readonly packs?: boolean;
  /** Of one that may wait. */
  readonly waiting?: WaitingCall | undefined;
}

/** An attribute computed by the simulator. */
export interface GetSet {
  readonly name: string;
  readonly get: (op: number) => number;
  readonly set?: (op: number, value: number) => void;
}
