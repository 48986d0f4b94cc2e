import type { KeptStep } from './recorder';
import type { FrameState, ObjectState, StepFact, StepState } from './types';

/*
 * What is worth saying about a step, worked out from its counts and from the states before and after it.
 */

/** What facts are made of: the state without them. */
export type BareState = Omit<StepState, 'facts'>;

/** Blocks that have to die in a step before it is worth saying that no arena went back. */
const MANY_FREED = 1000;
/** Bytes that are mapped apart before it is worth saying: the C library's threshold. */
const MAPPED_APART = 128 * 1024;

/** Containers with a block that is another one, or larger, than before. */
function grown(before: readonly ObjectState[], after: readonly ObjectState[]): StepFact[] {
  const known = new Map(before.map((each) => [each.address, each]));
  return after.flatMap(({ address, type, step, parts }) => {
    const old = known.get(address);
    // Another object at the same address.
    if (!old || old.type !== type || old.step !== step) return [];
    return parts.flatMap(({ name, address: at, nbytes }): StepFact[] => {
      const was = old.parts.find((part) => part.name === name);
      if (!was || was.nbytes >= nbytes) return [];
      const [from, to] = [was.nbytes, nbytes];
      return [
        { kind: 'container-grew', address, type, part: name, from, to, moved: was.address !== at },
      ];
    });
  });
}

/** Free lists that are longer or shorter than before. @param cleared a full collection has emptied them */
function listed(before: BareState, after: BareState, cleared: boolean): StepFact[] {
  const lengths = new Map(before.freeLists.map(({ name, addresses }) => [name, addresses.length]));
  const facts: StepFact[] = [];
  for (const { name, addresses } of after.freeLists) {
    const more = addresses.length - (lengths.get(name) ?? 0);
    lengths.delete(name);
    if (more > 0) facts.push({ kind: 'kept', list: name, count: more });
    if (more < 0 && !cleared) facts.push({ kind: 'reused', list: name, count: -more });
  }
  if (cleared) return facts;
  for (const [name, count] of lengths) facts.push({ kind: 'reused', list: name, count });
  return facts;
}

/** Arenas that have something in use, and less than a tenth. */
function pinnedArenas({ arenas }: BareState, arenaSize: number): number {
  const inUse = arenas.map(({ pools }) =>
    pools.reduce((sum, { used, blockSize }) => sum + used * blockSize, 0),
  );
  return inUse.filter((bytes) => bytes > 0 && bytes < arenaSize / 10).length;
}

/** The calls of a state by function, and by how many calls of the same one are around each. */
function callsOf({ frames }: BareState): Map<string, FrameState> {
  const calls = new Map<string, FrameState>();
  for (const frame of [...frames].reverse()) {
    let depth = 0;
    while (calls.has(`${frame.function} ${depth}`)) depth++;
    calls.set(`${frame.function} ${depth}`, frame);
  }
  return calls;
}

/** Names that hold another object than before, are new, or are gone. */
function named(before: BareState, after: BareState): StepFact[] {
  const then = callsOf(before);
  const facts: StepFact[] = [];
  for (const [call, { function: of, names }] of callsOf(after)) {
    const old = new Map(then.get(call)?.names.map((each) => [each.name, each]));
    for (const { name, scope, address } of names) {
      const was = old.get(name)?.address;
      old.delete(name);
      if (was === address) continue;
      const fact = { kind: 'bound', name, function: of, scope, address } as const;
      facts.push(was === undefined ? fact : { ...fact, before: was });
    }
    for (const { name, scope, address } of old.values())
      facts.push({ kind: 'unbound', name, function: of, scope, address });
  }
  return facts;
}

/** @param arenaSize bytes */
export function factsOf(
  steps: readonly KeptStep[],
  index: number,
  before: BareState,
  after: BareState,
  arenaSize: number,
): StepFact[] {
  const step = steps[index]!;
  const earlier = steps.slice(1, index);
  const facts: StepFact[] = named(before, after);
  const { arenasObtained: obtained, arenasReturned: returned } = step;
  if (obtained > 0) {
    const first = earlier.every((each) => each.arenasObtained === 0);
    facts.push({ kind: 'arenas-obtained', count: obtained, first });
  }
  if (returned > 0) {
    const first = earlier.every((each) => each.arenasReturned === 0);
    facts.push({ kind: 'arenas-returned', count: returned, first });
  } else if (step.freed >= MANY_FREED) {
    const pinned = pinnedArenas(after, arenaSize);
    if (pinned > 0) facts.push({ kind: 'arenas-pinned', pinned, freed: step.freed });
  }
  for (const each of step.collections) {
    const { generation, found, freed } = each;
    const goesOn = step.ended.includes(each) ? {} : ({ goesOn: true } as const);
    facts.push({ kind: 'collected', generation, found, freed, ...goesOn });
  }
  for (const each of step.ended) {
    if (step.collections.includes(each)) continue;
    const { generation, line, freed } = each;
    facts.push({ kind: 'collection-ended', generation, line, freed });
  }
  facts.push(...grown(before.objects, after.objects));
  const waiting = (state: BareState) => state.objects.filter(({ unreachable }) => unreachable);
  const known = new Set(waiting(before).map(({ address }) => address));
  const count = waiting(after).filter(({ address }) => !known.has(address)).length;
  if (count > 0) facts.push({ kind: 'unreachable', count });
  const cleared = step.ended.some(({ generation }) => generation === 2);
  facts.push(...listed(before, after, cleared));
  for (const kind of ['mapped', 'unmapped'] as const) {
    const arenas = (kind === 'mapped' ? obtained : returned) * arenaSize;
    const bytes = step[kind] - arenas;
    if (bytes >= MAPPED_APART) facts.push({ kind, bytes });
  }
  return facts;
}
