import type { LineRecording } from './line-recording';
import type {
  ArenaMapState,
  DocumentObject,
  DocumentStep,
  ObjectState,
  RecordingDocument,
  StepState,
} from './types';

/*
 * A recorded run as a document, and back: each step as its difference to the one before (docs/recording.md).
 */

/** Bytes of an object's block in a document. */
const BYTES = 112;

/** Every pool is there block by block. */
const WHOLE = { pools: Number.POSITIVE_INFINITY };

/** What differs between two steps, of things that have a key. */
function changed<T>(before: readonly T[], after: readonly T[], key: (each: T) => number): T[] {
  const known = new Map(before.map((each) => [key(each), JSON.stringify(each)]));
  return after.filter((each) => known.get(key(each)) !== JSON.stringify(each));
}

/** Arenas that changed, with the pools that did. */
function changedArenas(before: readonly ArenaMapState[], after: readonly ArenaMapState[]) {
  const known = new Map(before.map((arena) => [arena.index, arena]));
  return after.flatMap((arena): ArenaMapState[] => {
    const old = known.get(arena.index);
    if (!old || old.address !== arena.address) return [arena];
    const pools = changed(old.pools, arena.pools, ({ index }) => index);
    return pools.length > 0 ? [{ ...arena, pools }] : [];
  });
}

function withBytes(recording: LineRecording, step: number, object: ObjectState): DocumentObject {
  const { start, address, place, size } = object;
  const length = Math.min(place?.blockSize ?? address - start + size, BYTES);
  const bytes = recording.at(step).memory.loadBytes(start, length);
  return {
    ...object,
    bytes: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    memory: recording.inspect(step, address),
  };
}

/**
 * A recorded run as plain data that JSON can hold: all that a player needs, without the process. Every state is
 * read for it, so that it is meant for short programs.
 */
export function toDocument(recording: LineRecording): RecordingDocument {
  let before: StepState | undefined;
  let known = new Map<number, string>();
  const steps = recording.steps.map((recorded): DocumentStep => {
    const { step } = recorded;
    const state = recording.state(step, WHOLE);
    const now = new Map<number, string>();
    const objects = state.objects
      .map((object) => withBytes(recording, step, object))
      .filter((object) => {
        const text = JSON.stringify(object);
        now.set(object.address, text);
        return known.get(object.address) !== text;
      });
    const gone = [...known.keys()].filter((address) => !now.has(address));
    const order = [...now.keys()];
    const followed = [...known.keys()].filter((address) => now.has(address));
    for (const address of order) if (!known.has(address)) followed.push(address);
    const isFollowed = order.every((address, i) => address === followed[i]);
    const indices = new Set(state.arenas.map(({ index }) => index));
    const document = {
      ...recorded,
      frames: state.frames,
      events: recording.events(step),
      mappings: recording.mappings(step),
      objects,
      gone,
      ...(isFollowed ? {} : { order }),
      moreObjects: state.moreObjects,
      arenas: changedArenas(before?.arenas ?? [], state.arenas),
      returned: (before?.arenas ?? []).flatMap(({ index }) => (indices.has(index) ? [] : [index])),
      freeLists: state.freeLists,
      facts: state.facts,
    };
    before = state;
    known = now;
    return document;
  });
  return { format: 'heaplab-recording', version: 1, ...recording.info, steps };
}

/** A state of a document, with the bytes of its objects. */
export interface DocumentState extends StepState {
  /** The objects that are shown. */
  readonly objects: readonly DocumentObject[];
}

/** The states of a document, each whole. */
export function statesOf({ steps }: Pick<RecordingDocument, 'steps'>): DocumentState[] {
  let objects = new Map<number, DocumentObject>();
  const arenas = new Map<number, ArenaMapState>();
  return steps.map((each) => {
    for (const address of each.gone) objects.delete(address);
    for (const object of each.objects) objects.set(object.address, object);
    if (each.order)
      objects = new Map(each.order.map((address) => [address, objects.get(address)!]));
    for (const index of each.returned) arenas.delete(index);
    for (const arena of each.arenas) {
      const old = arenas.get(arena.index);
      const pools = new Map(
        old?.address === arena.address ? old.pools.map((pool) => [pool.index, pool]) : [],
      );
      for (const pool of arena.pools) pools.set(pool.index, pool);
      const ordered = [...pools.values()].sort((a, b) => a.index - b.index);
      arenas.set(arena.index, { ...arena, pools: ordered });
    }
    return {
      step: each.step,
      frames: each.frames,
      objects: [...objects.values()],
      moreObjects: each.moreObjects,
      arenas: [...arenas.values()].sort((a, b) => a.index - b.index),
      freeLists: each.freeLists,
      facts: each.facts,
    };
  });
}
