import type { ObjectState, StepState } from '../../../recording';
import { bytesText } from './words';

/*
 * Where names and objects stand: names at the left, what they hold beside them, what that refers to at the right.
 */

/** A box: one object, or a stack of equal ones. */
export interface Box {
  readonly object: ObjectState;
  /** How many it stands for. */
  readonly count: number;
  readonly title: string;
  /** Its count of references, or the values of a stack; and its size. */
  readonly note: string;
  readonly size: string;
  readonly rows: readonly string[];
  readonly names: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: Box;
  /** Which row of the box; -1: its last line. */
  readonly row: number;
  readonly to: Box;
}

export interface Layout {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly height: number;
  /** Objects that are not drawn. */
  readonly more: number;
}

export const BOX = 134;
const COLUMNS = [74, 290] as const;
export const WIDTH = 466;
const BOXES = 24;
const ROWS = 6;
const HEAD = 38;
const ROW = 14;
const GAP = 12;
/** Above a box whose names have no place at the left. */
const NAME = 22;

const isContainer = ({ edges, length }: ObjectState): boolean =>
  edges.length > 0 || length !== undefined;

const typeOf = ({ type }: ObjectState): string => type.slice(type.lastIndexOf('.') + 1);

/** Equal ones that a list has many of are one stack. */
const STACK = 3;

/** Whether its value says its type: `<function load>`. */
export function isNamed({ value }: ObjectState): boolean {
  return value.startsWith('<');
}

function titleOf(object: ObjectState, count: number): string {
  const name = typeOf(object);
  if (count > 1) return `${count} ${name}s`;
  if (object.length !== undefined) return `${name} · ${object.length}`;
  if (object.value === `<${name}>`) return name;
  return shortened(object.value, isNamed(object) ? 19 : 15);
}

export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function rowsOf(object: ObjectState): string[] {
  if (object.edges.length > ROWS && object.edges.every(({ kind }) => kind === 'index'))
    return [`0 … ${object.edges.length + object.more - 1}`];
  const rows = object.edges.slice(0, ROWS).map(({ label }) => shortened(label || '·', 17));
  const left = object.edges.length + object.more - rows.length;
  return left > 0 ? [...rows, `… ${left} more`] : rows;
}

/** Names, by the object that they hold: those of modules are left out. */
function namesByObject({ frames, objects }: StepState): Map<number, string[]> {
  const modules = new Set(
    objects.filter(({ type }) => type === 'module').map(({ address }) => address),
  );
  const found = new Map<number, string[]>();
  for (const { names } of frames) {
    for (const each of names) {
      if (modules.has(each.address)) continue;
      found.set(each.address, [...(found.get(each.address) ?? []), each.name]);
    }
  }
  return found;
}

/** Places the boxes of a state. */
export function layoutOf(state: StepState): Layout {
  const byAddress = new Map(state.objects.map((object) => [object.address, object]));
  const names = namesByObject(state);
  const waiting = state.objects.filter(({ unreachable }) => unreachable);
  const roots = [...new Set([...names.keys(), ...waiting.map(({ address }) => address)])].flatMap(
    (address) => byAddress.get(address) ?? [],
  );
  // What an earlier one refers to stands at the right of it, under its own name.
  const right = new Set<number>();
  for (const root of roots) {
    if (right.has(root.address)) continue;
    for (const { to } of root.edges) {
      const later = roots.findIndex(({ address }) => address === to);
      if (later > roots.indexOf(root)) right.add(to);
    }
  }
  const left = roots.filter(({ address }) => !right.has(address));
  const boxes: Box[] = [];
  const places = new Map<number, Box>();
  const bottoms = [4, 4];
  let more = state.moreObjects;
  const place = (
    object: ObjectState,
    column: 0 | 1,
    count = 1,
    last?: ObjectState,
  ): Box | undefined => {
    if (boxes.length >= BOXES) {
      more += count;
      return undefined;
    }
    const own = names.get(object.address) ?? [];
    const rows = count > 1 || !isContainer(object) ? [] : rowsOf(object);
    const y = bottoms[column]! + (own.length > 0 && column === 1 ? NAME : 0);
    const height = HEAD + rows.length * ROW + (rows.length > 0 ? 4 : 0);
    const refs = object.refcount === null ? 'immortal' : `refs ${object.refcount}`;
    const box: Box = {
      object,
      count,
      title: titleOf(object, count),
      note: last ? shortened(`${object.value} … ${last.value}`, 20) : refs,
      size: last ? '' : bytesText(object.size),
      rows,
      names: own,
      x: COLUMNS[column],
      y,
      height,
    };
    bottoms[column] = y + height + GAP;
    boxes.push(box);
    return box;
  };
  for (const object of left) {
    const box = place(object, 0);
    if (box) places.set(object.address, box);
  }
  const queue = [...left];
  const seen = new Set(left.map(({ address }) => address));
  for (let i = 0; i < queue.length; i++) {
    const targets = queue[i]!.edges.flatMap(({ to }) => byAddress.get(to) ?? []).filter(
      ({ address }) => !seen.has(address),
    );
    const fresh = [...new Map(targets.map((each) => [each.address, each])).values()];
    for (const each of fresh) seen.add(each.address);
    const atoms = fresh.filter((each) => !isContainer(each) && !names.has(each.address));
    const stacked = atoms.filter(
      ({ type }) => atoms.filter((each) => each.type === type).length >= STACK,
    );
    for (const each of fresh.filter((one) => !stacked.includes(one))) {
      const box = place(each, 1);
      if (box) places.set(each.address, box);
      queue.push(each);
    }
    for (const type of new Set(stacked.map((each) => each.type))) {
      const same = stacked.filter((each) => each.type === type);
      const box = place(same[0]!, 1, same.length, same.at(-1));
      if (box) for (const each of same) places.set(each.address, box);
    }
  }
  return { boxes, arrows: arrowsOf(boxes, places), height: Math.max(...bottoms), more };
}

function arrowsOf(boxes: readonly Box[], places: ReadonlyMap<number, Box>): Arrow[] {
  return boxes.flatMap((from) => {
    const drawn = new Set<string>();
    if (from.count > 1) return [];
    return from.object.edges.flatMap(({ to }, i): Arrow[] => {
      const target = places.get(to);
      const row = Math.min(i, from.rows.length - 1);
      const key = `${row} ${to}`;
      if (!target || drawn.has(key) || (target.count > 1 && drawn.has(`${target.y}`))) return [];
      drawn.add(key);
      if (target.count > 1) drawn.add(`${target.y}`);
      return [{ from, row, to: target }];
    });
  });
}

/** The height of a row's middle, from the top of its box. */
export function rowAt(row: number): number {
  return row < 0 ? HEAD / 2 : HEAD + row * ROW + 4;
}
