import { objectParts } from '../objects/parts';
import { Kind } from '../objects/type-spec';
import { Visitor } from '../objects/visit';
import { arenaViewAt, blockViews, placeOfBlock, poolAt } from '../pymalloc/views';
import type { BlockHolder, Maker, Reason, Survivor, Survivors } from './answers';
import type { Moment } from './moment';
import { allReferencesOf } from './references';
import { shortRepr } from './short-repr';

/*
 * Questions about one moment: who holds a block, why an object is alive, what keeps an arena.
 */

/** Who a block belongs to. The address may be any in the block. */
export function holderOf(moment: Moment, address: number): BlockHolder {
  const { py, process } = moment;
  const word = py.memory.wordAt(address);
  const place = placeOfBlock(process.pymalloc, word);
  if (!place) return outside(moment, address);
  const pool = poolAt(process.pymalloc, address)!;
  const block = blockViews(process.pymalloc, pool)[place.block];
  if (!block || block.state === 'untouched') return { kind: 'untouched', place };
  if (block.state === 'free') return { kind: 'free', place, next: block.order === 0 };
  const first = py.memory.wordAt(block.address);
  const last = block.address + place.blockSize;
  for (const { name, length, addresses } of process.freeLists()) {
    const list = length === undefined ? name : `${name}${length}`;
    if (addresses.some((each) => each >= block.address && each < last))
      return { kind: 'free-list', place, list };
  }
  const made = madeBy(moment, first);
  const part = ownerOf(moment, block.address);
  if (part) return { kind: 'part', place, ...made, ...part.owner };
  const op = moment.objectIn(first);
  if (op !== 0) return { kind: 'object', place, ...made, object: moment.describe(op) };
  return { kind: 'interpreter', place, ...made };
}

/** Who a block of the C library's belongs to. */
function outside(moment: Moment, address: number): BlockHolder {
  const part = ownerOf(moment, address);
  if (part) return { kind: 'part', ...madeBy(moment, part.at), ...part.owner };
  for (const block of moment.blocksAround(address)) {
    const op = moment.objectIn(block);
    if (op !== 0) return { kind: 'object', ...madeBy(moment, block), object: moment.describe(op) };
  }
  return { kind: 'unknown' };
}

/** Who allocated a block. */
function madeBy(moment: Moment, block: number): Maker {
  const birth = moment.birthOf(block);
  if (birth?.step === undefined) return {};
  return { step: birth.step, line: birth.line, nbytes: birth.nbytes };
}

/** The object that the block around an address is part of. */
function ownerOf(moment: Moment, address: number) {
  const { py } = moment;
  const word = py.memory.wordAt(address);
  for (const op of withParts(moment)) {
    for (const { name, word: at, nbytes } of objectParts(py, op, 0)) {
      if (word < at || word >= at + nbytes / 4) continue;
      return { at, owner: { part: name, object: moment.describe(op) } };
    }
  }
  return undefined;
}

/** Kinds of objects that have blocks of their own and that the collector may not track. */
const UNTRACKED: readonly Kind[] = [Kind.DICT, Kind.ARRAY, Kind.BYTEARRAY];

/** Objects that may have blocks of their own: tracked ones, and what they and the names refer to. */
function* withParts(moment: Moment): Generator<number> {
  const { py, tracked } = moment;
  yield* tracked;
  const found = new Set<number>();
  const see = (op: number): void => {
    if (UNTRACKED.includes(py.kindOf(py.builtinBase(py.typeOf(op))))) found.add(op);
  };
  for (const { word } of moment.names) see(word);
  const visitor = new Visitor(py);
  for (const op of tracked) visitor.forEach(op, see);
  yield* found;
}

/** The references of an object, as words. */
function forEachReference(
  moment: Moment,
  visitor: Visitor,
  op: number,
  each: (to: number) => void,
) {
  visitor.forEach(op, each);
  if (moment.py.typeOf(op) === moment.py.dictType)
    for (const { to } of allReferencesOf(moment.py, op, moment.tools.slotNames)) each(to);
}

/**
 * The shortest chain of references from a name to an object; undefined when no name reaches it. The names of
 * the innermost call come first.
 */
export function reasonOf(moment: Moment, address: number): Reason | undefined {
  const { py } = moment;
  const { slotNames } = moment.tools;
  const target = moment.liveAt(address);
  if (target === 0) return undefined;
  const visitor = new Visitor(py);
  const parents = new Map<number, number>();
  const queue: number[] = [];
  for (const { word } of moment.names) {
    if (parents.has(word)) continue;
    parents.set(word, 0);
    queue.push(word);
  }
  for (let i = 0; i < queue.length && !parents.has(target); i++) {
    const op = queue[i]!;
    forEachReference(moment, visitor, op, (to) => {
      if (parents.has(to)) return;
      parents.set(to, op);
      // What holds nothing need not be looked at.
      if (py.isGc(py.typeOf(to))) queue.push(to);
    });
  }
  if (!parents.has(target)) return undefined;
  const path: number[] = [];
  for (let op = target; op !== 0; op = parents.get(op)!) path.unshift(op);
  const root = moment.names.find(({ word }) => word === path[0])!;
  return {
    function: root.function,
    name: root.name,
    scope: root.scope,
    steps: path.map((op, i) => {
      const next = path[i + 1];
      const by =
        next === undefined
          ? undefined
          : allReferencesOf(py, op, slotNames).find(({ to }) => to === next);
      return {
        address: py.memory.addressOf(op),
        type: py.typeName(py.typeOf(op)),
        value: shortRepr(py, op),
        ...madeBy(moment, moment.startOf(op)),
        ...(by
          ? {
              by: {
                kind: by.kind,
                label: by.key === 0 ? by.name : shortRepr(py, by.key, 1),
              },
            }
          : {}),
      };
    }),
  };
}

/**
 * The blocks that keep an arena from going back to the system: the program's own first, the newest of them first. What
 * is alive comes before dead objects on free lists.
 * @param most blocks that are described
 */
export function survivorsOf(moment: Moment, arena: number, most: number): Survivors {
  const { process, py } = moment;
  const lists = new Map(
    moment.freeLists().flatMap(({ name, addresses }) => addresses.map((each) => [each, name])),
  );
  const inUse = (arenaViewAt(process.pymalloc, arena)?.pools ?? []).flatMap((pool) =>
    pool.used === 0
      ? []
      : blockViews(process.pymalloc, pool)
          .filter(({ state }) => state === 'in use')
          .map(({ address, index }) => {
            const place = { arena, pool: pool.index, block: index, blockSize: pool.blockSize };
            const list = inBlock(lists, address, pool.blockSize);
            return { address, place, list, maker: madeBy(moment, py.memory.wordAt(address)) };
          }),
  );
  type Block = (typeof inUse)[number];
  const rank = ({ list, maker }: Block) =>
    maker.step === undefined ? 2 : list === undefined ? 0 : 1;
  inUse.sort((a, b) => rank(a) - rank(b) || (b.maker.step ?? -1) - (a.maker.step ?? -1));
  const own = inUse.filter(({ maker }) => maker.step !== undefined);
  const kept = own.filter(({ list }) => list !== undefined);
  const survivors = inUse.slice(0, most).map(({ address, place, list, maker }): Survivor => {
    const op = moment.objectIn(py.memory.wordAt(address));
    return {
      address,
      place,
      ...(op === 0
        ? {}
        : {
            object: {
              address: py.memory.addressOf(op),
              type: py.typeName(py.typeOf(op)),
              value: shortRepr(py, op),
            },
          }),
      ...(list === undefined ? {} : { list }),
      ...maker,
    };
  });
  return {
    survivors,
    more: inUse.length - survivors.length,
    own: own.length,
    kept: kept.length,
  };
}

/** What is known of an address in a block: a block begins with up to four words before its object. */
function inBlock<T>(known: ReadonlyMap<number, T>, address: number, nbytes: number): T | undefined {
  for (let at = address; at < address + Math.min(nbytes, 48); at += 16) {
    const found = known.get(at);
    if (found !== undefined) return found;
  }
  return undefined;
}
