import type { ObjectState } from '../../../recording/types';
import { fateOf, type Moment, nameChanges, nameKey, type ShownName, shownNames } from './moment';

/*
 * Where names, objects and references are drawn: names at the left, what they hold beside them, what that
 * holds to the right. Places are in the units of the picture.
 */

/** One line inside an object's box: a reference that it holds. */
export interface Row {
  readonly label: string;
  /** The key of the node that it leads to. */
  readonly to: string;
  /** The reference is new with this step. */
  readonly isNew: boolean;
}

export interface Node {
  readonly key: string;
  /** The object; of a stack the first one. */
  readonly object: ObjectState;
  /** Items of one type, drawn as one: how many. */
  readonly stack: number | undefined;
  /** The last object of a stack, when all of them are known. */
  readonly last?: ObjectState;
  /** What a stack is called, when not by the type of its items. */
  readonly name?: string;
  /** One line is enough for it. */
  readonly low?: boolean;
  /** It died with this step. */
  readonly dead: 'freed' | 'kept' | undefined;
  readonly touched: boolean;
  readonly rows: Row[];
  /** Names that are drawn above it, since it is not in the first column. */
  tags: readonly ShownName[];
  x: number;
  y: number;
  height: number;
  column: number;
}

export interface Edge {
  readonly path: string;
  readonly kind: 'plain' | 'now' | 'garbage';
}

export interface Chip {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isNew: boolean;
}

export interface Layout {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly chips: readonly Chip[];
  readonly width: number;
  readonly height: number;
  /** Items that are drawn as stacks. */
  readonly stacked: number;
  /** Objects that are not drawn. */
  readonly hidden: number;
}

export const BOX = 158;
const GAP = 62;
export const ROW = 19;
/** The height of a box of one line. */
const LOW = 26;
/** From one name of an object to the next. */
const NAME = 30;
/** At most this many boxes; beyond them only their number. */
const BOXES = 24;
/** Rows of one box; of a longer one only the first few. */
const ROWS = 8;
const FIRST_ROWS = 4;

/** The key of what is folded. */
const FOLDED = 'own*';

const CONTAINERS = /^(list|tuple|dict|set|frozenset|deque|OrderedDict|defaultdict)$/;
/** What is drawn without the references that it holds. */
const CLOSED = /^(module|code)$/;
/** What a field of an object leads to without being worth a box: an object's type, a method's function. */
const OPAQUE = /^(function|type|module|builtin_function_or_method|method|code|ABCMeta|property)$/;
/** What holds functions for its own sake: a variable that functions share, arguments that wait. */
const HOLDERS = /^(cell|functools\.partial)$/;

const isAtom = (object: ObjectState): boolean =>
  object.edges.length === 0 && !CONTAINERS.test(object.type);

/** More plain objects of the interpreter's own than these are drawn as one. */
const OWN = 4;

/** Small ints, `None`, names: they were there before the program, or live as long as the interpreter. */
const isOwn = (object: ObjectState): boolean =>
  isAtom(object) && (object.refcount === null || object.step === undefined);

class Picture {
  readonly nodes = new Map<string, Node>();
  /** The interpreter's own objects, when there are many. */
  private readonly own: ReadonlySet<number>;
  /** Those of them that something in the picture refers to. */
  private readonly folded = new Set<ObjectState>();

  constructor(private readonly moment: Moment) {
    const own = moment.state.objects.filter(isOwn).map(({ address }) => address);
    this.own = new Set(own.length > OWN ? own : []);
  }

  private add(node: Omit<Node, 'tags' | 'x' | 'y' | 'height' | 'column'>): Node {
    const placed = { ...node, tags: [], x: 0, y: 0, height: 0, column: 0 };
    this.nodes.set(node.key, placed);
    return placed;
  }

  /** An object with all that it leads to. */
  visit(object: ObjectState): void {
    const { moment } = this;
    const key = String(object.address);
    if (this.nodes.has(key)) return;
    const before = moment.objectsBefore.get(object.address);
    const node = this.add({
      key,
      object,
      stack: undefined,
      dead: undefined,
      touched: moment.touched.has(object.address),
      rows: [],
      ...(this.own.has(object.address) ? { low: true } : {}),
    });
    if (CLOSED.test(object.type)) return;
    const shown = object.edges.flatMap((edge) => {
      const target = moment.objects.get(edge.to);
      const opaque = target && OPAQUE.test(target.type) && !HOLDERS.test(object.type);
      return target && !(edge.kind === 'field' && opaque) ? [{ edge, target }] : [];
    });
    const [first] = shown;
    const alike =
      first !== undefined &&
      shown.every(({ target }) => isAtom(target) && target.type === first.target.type);
    if (first && alike && (shown.length >= 3 || object.more > 0)) {
      const to = `${key}*`;
      const count = object.length ?? shown.length + object.more;
      const label = first.edge.kind === 'index' ? `0 … ${count - 1}` : `${first.edge.label}, …`;
      node.rows.push({ label, to, isNew: false });
      const touched = moment.before !== undefined && before === undefined;
      const last = object.more === 0 ? shown.at(-1) : undefined;
      this.add({
        key: to,
        object: first.target,
        stack: count,
        ...(last ? { last: last.target } : {}),
        dead: undefined,
        touched,
        rows: [],
      });
      return;
    }
    const rows = shown.length + object.more > ROWS ? FIRST_ROWS : ROWS;
    for (const { edge, target } of shown.slice(0, rows)) {
      const isNew = moment.before !== undefined && !before?.edges.some(({ to }) => to === edge.to);
      if (this.own.has(edge.to)) {
        this.folded.add(target);
        const label = edge.label === '' ? target.value : `${edge.label}: ${target.value}`;
        node.rows.push({ label, to: '', isNew });
        continue;
      }
      node.rows.push({ label: edge.label, to: String(edge.to), isNew });
      this.visit(target);
    }
    const left = shown.length - rows + object.more;
    if (left > 0) node.rows.push({ label: `${left} more`, to: '', isNew: false });
  }

  /** The interpreter's own objects, as one. */
  addFolded(): void {
    const folded = [...this.folded].filter(({ address }) => !this.nodes.has(String(address)));
    const [first] = folded;
    if (!first) return;
    const name = folded.every(({ refcount }) => refcount === null)
      ? 'immortal object'
      : 'built-in object';
    this.add({
      key: FOLDED,
      object: first,
      stack: folded.length,
      name,
      ...(folded.length > 1 ? { last: folded.at(-1)! } : {}),
      dead: undefined,
      touched: false,
      rows: [],
    });
  }

  /** What died with this step stays for one step, struck through. */
  addDead(): void {
    let shown = 0;
    for (const [address, object] of this.moment.objectsBefore) {
      if (shown >= 6 || this.moment.objects.has(address) || isAtom(object)) continue;
      const fate = fateOf(this.moment, object);
      if (fate === 'alive') continue;
      const key = `${address}†`;
      this.add({ key, object, stack: undefined, dead: fate, touched: false, rows: [] });
      shown++;
    }
  }
}

/** Places every node: what a name holds in the first column, everything else in the second. */
export function layoutOf(moment: Moment): Layout {
  const picture = new Picture(moment);
  const names = shownNames(moment.state.frames, moment.objects);
  for (const { address } of names) picture.visit(moment.objects.get(address)!);
  for (const object of moment.state.objects) if (object.unreachable) picture.visit(object);
  picture.addDead();
  picture.addFolded();
  const all = [...picture.nodes.values()];
  const { born, moved } = nameChanges(moment);
  const bound = new Set([...born, ...moved].map(boundKey));
  const isNew = (name: ShownName): boolean => bound.has(boundKey(name));
  const fresh = new Set([...born, ...moved].map(({ address }) => String(address)));
  const nodes = drawn(all, fresh);
  const shown = new Set(nodes.map(({ key }) => key));

  const held = new Set(names.map(({ address }) => String(address)));
  const reached = new Set(nodes.flatMap(({ rows }) => rows.map(({ to }) => to)));
  for (const node of nodes) {
    const byName = held.has(node.key);
    // What a name holds and another object too is drawn where that leads, with the name above it.
    const isRoot =
      node.dead !== undefined ||
      !reached.has(node.key) ||
      ((byName || node.object.unreachable) && isBornNamed(node, nodes, moment));
    node.column = isRoot || (byName && isFirstOfCircle(node, nodes)) ? 0 : 1;
    if (node.key === FOLDED) node.column = 1;
    node.height = node.low ? LOW : node.stack === undefined ? 44 + node.rows.length * ROW : 50;
  }
  for (const node of eldestOfGarbage(nodes)) node.column = 0;
  if (!nodes.some(({ column }) => column === 0) && nodes[0]) nodes[0].column = 0;
  for (const node of nodes)
    if (node.column > 0) node.tags = names.filter(({ address }) => String(address) === node.key);

  const nameWidth = Math.min(
    150,
    Math.max(
      76,
      ...names
        .filter(({ address }) => nodes.some((n) => n.column === 0 && n.key === String(address)))
        .map((name) => nameKey(name).length * 8 + 18),
    ),
  );
  const left = [nameWidth + 36, nameWidth + 36 + BOX + GAP] as const;
  let height = 60;
  for (const column of [0, 1]) {
    const own = nodes.filter((node) => node.column === column);
    const wanted = new Map(own.map((node) => [node, column > 0 ? parentAt(node, nodes) : 0]));
    // The eldest first: what stays keeps its place, whatever becomes of its names. Where not all are drawn, what the
    // step named is at the top, so that nobody looks for it.
    const isTop = ({ key }: Node): number => (nodes.length < all.length && fresh.has(key) ? 0 : 1);
    if (column === 0) own.sort((a, b) => isTop(a) - isTop(b) || age(a) - age(b));
    else own.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
    let y = 4;
    for (const node of own) {
      const tagged = node.tags.length > 0 ? 32 : 0;
      const near = wanted.get(node)!;
      const from = column > 0 && near < Number.MAX_VALUE ? near - 14 - (tagged ? 12 : 0) : 0;
      node.x = left[column]!;
      node.y = Math.max(y, from) + tagged;
      const named = names.filter(({ address }) => String(address) === node.key).length;
      y = node.y + Math.max(node.height, column === 0 ? nameAt(node, named) : 0) + 16;
      height = Math.max(height, y);
    }
  }
  const edges: Edge[] = [];
  const lowest = addReferences(nodes, edges);
  const chips = addNames(nodes, names, { nameWidth, isNew, edges });
  return {
    nodes,
    edges,
    chips,
    width: left[1] + BOX + 40,
    height: Math.max(height, lowest),
    stacked: nodes.reduce((sum, { stack = 0 }) => sum + stack, 0),
    hidden: all.filter(({ key }) => !shown.has(key)).length + moment.state.moreObjects,
  };
}

/** A name with what it holds: calls of one function have names that are alike. */
const boundKey = (name: ShownName): string => `${nameKey(name)} ${name.address}`;

/** The boxes that have room: first what the step bound a name to, then what comes first. */
function drawn(all: readonly Node[], bound: ReadonlySet<string>): Node[] {
  const first = all.filter(({ key }) => bound.has(key) || bound.has(key.replace('*', '')));
  const chosen = new Set([...new Set([...first, ...all])].slice(0, BOXES));
  return all.filter((node) => chosen.has(node) || node.key === FOLDED);
}

/** A line that gives a name to what it makes. */
const NAMES_ONE = /^\s*[^\W\d]\w*(?:\s*:[^=]+)?\s*=(?!=)/;

/**
 * Whether an object got a name from the line that made it: then it began in the first column, and it stays there,
 * whatever holds it later. What lies inside another object of the same line did not.
 */
function isBornNamed(node: Node, nodes: readonly Node[], { run }: Moment): boolean {
  const { step } = node.object;
  if (step === undefined || step === 0 || isAtom(node.object)) return false;
  const line = run.info.source.split('\n')[run.steps[step]!.line - 1] ?? '';
  return (
    NAMES_ONE.test(line) &&
    nodes.every((other) => other === node || other.object.step !== step || !leadsTo(other, node))
  );
}

/** Of objects in a circle that names hold, the one that is met first begins it. */
function isFirstOfCircle(node: Node, nodes: readonly Node[]): boolean {
  const at = nodes.indexOf(node);
  return nodes.every(
    (other, i) => i >= at || other.dead || !other.rows.some(({ to }) => to === node.key),
  );
}

/** Of garbage that hangs together, the object that was made first: one for each such group. */
function eldestOfGarbage(nodes: readonly Node[]): Node[] {
  const garbage = nodes.filter(({ object, dead }) => object.unreachable && !dead);
  const left = new Set(garbage);
  const eldest: Node[] = [];
  const born = ({ object }: Node): number => object.step ?? 0;
  for (const first of [...garbage].sort((a, b) => born(a) - born(b))) {
    if (!left.has(first)) continue;
    if (first.rows.length > 0) eldest.push(first);
    const group = [first];
    for (const node of group) {
      left.delete(node);
      for (const other of left)
        if (leadsTo(node, other) || leadsTo(other, node)) {
          left.delete(other);
          group.push(other);
        }
    }
  }
  return eldest;
}

/** By what a column is ordered: the step that made an object; those of one line come last. */
const age = ({ object, low }: Node): number => (low ? Number.MAX_VALUE : (object.step ?? 0));

const leadsTo = ({ rows }: Node, { key }: Node): boolean => rows.some(({ to }) => to === key);

/** The height of the first row that leads to a node from the column before. */
function parentAt(node: Node, nodes: readonly Node[]): number {
  let at = Number.MAX_VALUE;
  for (const other of nodes) {
    if (other.column >= node.column) continue;
    other.rows.forEach(({ to }, i) => {
      if (to === node.key) at = Math.min(at, other.y + 30 + i * ROW);
    });
  }
  return at;
}

export const rowAt = (i: number): number => 42 + i * ROW;

/** Draws the references, and says how far down they reach. */
function addReferences(nodes: readonly Node[], edges: Edge[]): number {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  let lowest = 0;
  for (const node of nodes) {
    const from = node.x + BOX;
    node.rows.forEach(({ to, isNew }, i) => {
      const target = byKey.get(to);
      if (!target) return;
      const y = node.y + rowAt(i);
      const kind = node.object.unreachable
        ? 'garbage'
        : isNew && target.stack === undefined
          ? 'now'
          : 'plain';
      const into = target.y + (target.stack === undefined ? 20 : 25);
      if (target.column > node.column) {
        edges.push({ path: curve(from - 8, y, target.x - 3, into), kind });
      } else if (target.column === node.column) {
        const side = from + 34;
        const path = `M${from - 8} ${y}C${side} ${y} ${side} ${target.y + 16} ${from + 3} ${target.y + 16}`;
        edges.push({ path, kind });
      } else {
        const low = Math.max(node.y + node.height, target.y + target.height) + 10;
        lowest = Math.max(lowest, low + 8);
        const end = target.x + BOX * 0.55;
        const turn = target.x + BOX * 0.72;
        const path =
          `M${from - 8} ${y}C${from + 26} ${y} ${from + 22} ${low} ${from - 30} ${low}L${turn} ${low}` +
          `C${end + 8} ${low} ${end} ${low - 2} ${end} ${target.y + target.height + 4}`;
        edges.push({ path, kind });
      }
    });
  }
  return lowest;
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = (x2 - x1) * 0.5;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

interface Naming {
  readonly nameWidth: number;
  isNew(name: ShownName): boolean;
  readonly edges: Edge[];
}

/** How far below the top of an object its n-th name begins. */
const nameAt = ({ low }: Node, n: number): number => (low ? 0 : 7) + n * NAME;

/** Names at the left of the first column, and above objects of the second. */
function addNames(
  nodes: readonly Node[],
  names: readonly ShownName[],
  { nameWidth, isNew, edges }: Naming,
): Chip[] {
  const chips: Chip[] = [];
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const taken = new Map<Node, number>();
  for (const name of names) {
    const node = byKey.get(String(name.address));
    if (!node) continue;
    const fresh = isNew(name);
    const label = nameKey(name);
    const n = taken.get(node) ?? 0;
    taken.set(node, n + 1);
    if (node.column === 0) {
      const top = node.y + nameAt(node, n);
      const width = nameWidth;
      chips.push({ label, x: 0, y: top, width, isNew: fresh });
      const into = node.low ? LOW / 2 : 20 + n * 8;
      const path = curve(width, top + 13, node.x - 3, node.y + into);
      edges.push({ path, kind: fresh ? 'now' : 'plain' });
    } else {
      const width = label.length * 8 + 18;
      const x = node.x + n * (width + 6);
      chips.push({ label, x, y: node.y - 32, width, isNew: fresh });
      edges.push({
        path: `M${x + width / 2} ${node.y - 8}V${node.y - 2}`,
        kind: fresh ? 'now' : 'plain',
      });
    }
  }
  return chips;
}
