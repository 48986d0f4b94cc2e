import { TypeWord } from '../../objects/structs';
import { TYPES } from '../../objects/types';
import type { Runtime } from '../runtime/runtime';
import { startUpReferences } from '../runtime/start-up-strings';
import type { ReferenceListener } from './references';

/*
 * What the host holds of the simulated objects: each place in the source that owns references, by name.
 * Modules with a state of their own add theirs to `Runtime.holders`.
 */

/** One place in the source, and the references that it owns. */
interface Root {
  readonly place: string;
  words(rt: Runtime): Iterable<number>;
}

const ROOTS: readonly Root[] = [
  { place: 'runtime/runtime.ts: names', words: (rt) => rt.names.values() },
  { place: 'runtime/runtime.ts: builtins', words: (rt) => rt.builtins.values() },
  { place: 'runtime/runtime.ts: typeDicts', words: typeAttributes },
  {
    place: 'runtime/runtime.ts: keptNames',
    words: (rt) => rt.keptNames.filter((word) => word !== 0),
  },
  { place: 'runtime/runtime.ts: parserNames', words: (rt) => rt.parserNames.values() },
  { place: 'runtime/runtime.ts: lent', words: (rt) => rt.lent },
  { place: 'runtime/runtime.ts: owned', words: (rt) => rt.owned },
  { place: 'runtime/runtime.ts: reprList', words: reprObjects },
  { place: 'runtime/runtime.ts: pending', words: (rt) => [rt.pending] },
  { place: 'runtime/runtime.ts: main', words: (rt) => [rt.main] },
  { place: 'runtime/runtime.ts: sequences', words: (rt) => rt.sequences.values() },
  { place: 'runtime/runtime.ts: handled', words: handled },
  {
    place: 'runtime/runtime.ts: returned',
    words: (rt) => (rt.returned === 0 ? [] : [rt.returned]),
  },
  { place: 'runtime/frame.ts: Frame.object', words: frameObjects },
  {
    place: 'runtime/frame.ts: Frame.localsDict',
    words: (rt) => frames(rt).map((f) => f.localsDict),
  },
  { place: 'process.ts, ceval/import.ts: the code of modules under way', words: moduleCodes },
  { place: 'compile/code.ts: Code.tree', words: (rt) => rt.codes.map((code) => code.tree) },
  { place: 'ceval/compile-source.ts: parserHeld', words: (rt) => rt.parserHeld },
  { place: 'runtime/runtime.ts: startUpStrings', words: startUpStrings },
  { place: 'objects: tp_subclasses of built-in types', words: subclasses },
  { place: 'gc/collector.ts: garbage', words: (rt) => rt.process.collector.garbage },
];

function startUpStrings(rt: Runtime): number[] {
  return [...rt.startUpStrings].flatMap(([text, word]) =>
    new Array<number>(startUpReferences(rt, text)).fill(word),
  );
}

function typeAttributes(rt: Runtime): number[] {
  return [...rt.typeDicts.values()].flatMap((dict) => [...dict.values()]);
}

/** The dict of the thread with the list of `Py_ReprEnter`. */
function reprObjects({ reprDict }: Runtime): number[] {
  return reprDict === 0 ? [] : [reprDict];
}

function subclasses(rt: Runtime): number[] {
  return TYPES.map(({ name }) => rt.py.load(rt.py.type(name) + TypeWord.SUBCLASSES));
}

function handled(rt: Runtime): number[] {
  return rt.handled === null ? [] : [rt.handled.op, ...rt.handled.held];
}

/** The frames that are under way, and those of generators. */
function frames(rt: Runtime) {
  const found = [...rt.generators.values()].map(({ frame }) => frame);
  for (let frame = rt.frame; frame !== null; frame = frame.back) found.push(frame);
  return found;
}

function moduleCodes(rt: Runtime): number[] {
  return frames(rt)
    .filter(({ code }) => code.kind === 'module')
    .map(({ code }) => code.word);
}

function frameObjects(rt: Runtime): number[] {
  return frames(rt).map(({ object }) => object);
}

/** Reports each reference that the host holds. */
export function hostReferences(rt: Runtime, report: ReferenceListener): void {
  for (const { place, words } of ROOTS) {
    for (const word of words(rt)) if (word !== 0) report(word, place);
  }
  for (const { place, words } of rt.holders) {
    for (const word of words()) if (word !== 0) report(word, place);
  }
}
