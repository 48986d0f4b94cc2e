import type { Constant, Module } from '../parser/ast';
import { emptyTokens } from '../parser/tokenizer';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { listAdd, newConstant } from '../runtime/values';

/** Whether all constants of a value are one object that lives without them. */
function isShared(value: Constant): boolean {
  if (value.t === 'int') return value.v >= -5 && value.v <= 256;
  return (value.t === 'str' || value.t === 'bytes') && value.v.length <= 1;
}

function sharedConstants(part: unknown): Constant[] {
  if (Array.isArray(part)) return part.flatMap(sharedConstants);
  if (typeof part !== 'object' || part === null) return [];
  const node = part as { k?: string; v?: Constant };
  if (node.k === 'Const' && node.v) return isShared(node.v) ? [node.v] : [];
  return Object.values(part).flatMap(sharedConstants);
}

/**
 * The arena of a syntax tree holds an object for each literal, and from 3.9 on one for each token. Most die
 * with it, and nobody sees them; those that all programs share have a reference more each (to 3.11, where
 * they are not immortal).
 * @param held the arena's list
 * @param known of the constants of the program that the list holds already
 */
export function holdSharedObjects(
  rt: Runtime,
  tree: Module,
  held: number,
  known: ReadonlySet<number>,
): void {
  const { py } = rt;
  if (py.version.objects.refcounts.immortal !== undefined) return;
  const once = new Set(known);
  for (const value of sharedConstants(tree.body)) {
    const word = newConstant(rt, value);
    if (once.delete(word)) py.decref(word);
    else listAdd(rt, held, word);
  }
  if (!rt.behaviour.treeHoldsLineEnds) return;
  for (let i = emptyTokens(tree.source); i > 0; i--)
    listAdd(rt, held, newRef(rt, py.statics.emptyBytes));
}
