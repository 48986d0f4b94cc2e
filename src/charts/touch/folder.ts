import { liveObject } from '../../objects/capi';
import { Kind } from '../../objects/type-spec';
import { boot, deterministicHost, type PythonProcess } from '../../python';
import { type Reference, referencesOf } from '../../recording/references';
import { shortRepr } from '../../recording/short-repr';

/*
 * An object that is opened like a folder: what it is by itself, what it holds, and what all of it takes together.
 */

/** How an object is made, and which parts of it are open. */
export interface FolderInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** The lines of Python, in order. The last one gives the object its name. */
  readonly lines: readonly string[];
  /** What is open: the places on the way to it, with dots between; the object itself is the empty text. */
  readonly opened: readonly string[];
}

/** Whether an object is added up: here, before, or not at all. */
export type FolderStatus =
  /** Here. */
  | 'counted'
  /** It was, further up: it is there once. */
  | 'again'
  /** It was there before the program: nothing is saved without it. */
  | 'there'
  /** A class or a module belongs to everybody. */
  | 'common';

/** An object that can be seen. */
export interface FolderRow {
  /** The places on the way to it, with dots between. */
  readonly place: string;
  /** How deep that is: 0 for the object itself. */
  readonly depth: number;
  /** What it is found by: `[0]`, `key`, `.name`. */
  readonly label: string;
  /** The name of its type. */
  readonly type: string;
  /** A short text of it. */
  readonly value: string;
  /** Its `sys.getsizeof`, bytes. */
  readonly shallow: number;
  /** What it adds, with all that it holds and that is counted there. Bytes. */
  readonly deep: number;
  /** Whether it is added up here. */
  readonly status: FolderStatus;
  /** How many references it can be opened to. */
  readonly holds: number;
  /** Whether it is open. */
  readonly open: boolean;
  /** How many of what it holds are left out of the rows, because there are too many. */
  readonly more: number;
}

/** An object, opened as far as the reader did. */
export interface FolderState {
  /** The name that the last line gave it. */
  readonly name: string;
  /** What can be seen, from above to below. */
  readonly rows: readonly FolderRow[];
  /** What all rows add up to, each counted once. Bytes. */
  readonly added: number;
  /** The same when everything is open: the deep size. Bytes. */
  readonly deep: number;
  /** What comes back when the name is gone. Bytes. */
  readonly freed: number;
  /** What Python says when a line fails. */
  readonly error: string | undefined;
}

/** More objects than these are not gone through. */
const MOST_OBJECTS = 4000;
/** Rows of one container at most. */
const MOST_ROWS = 10;

/** Runs the lines, opens the object, and adds up. @throws RangeError for an object that holds too much */
export function openFolder({ python, lines, opened }: FolderInput): FolderState {
  const process = boot(python, { host: deterministicHost() });
  // What is traced was made by the program, all else was there. Nothing of the program may come from a free list.
  process.gc.collect();
  process.tracemalloc.start();
  const name = /^(\w+) = /.exec(lines.at(-1) ?? '')?.[1] ?? '';
  const { error } = process.exec(lines.join('\n'));
  const address = process.globals[name]?.address;
  if (error !== undefined || address === undefined)
    return {
      name,
      rows: [],
      added: 0,
      deep: 0,
      freed: 0,
      error: error?.trim().split('\n').at(-1) ?? 'There is no object.',
    };
  const root = new Folder(process).read(address);
  const rows = visible(root, new Set(opened));
  return {
    name,
    rows,
    added: rows.reduce((sum, { status, shallow }) => sum + (status === 'counted' ? shallow : 0), 0),
    deep: root.deep,
    freed: freedBy(process, name),
    error: undefined,
  };
}

/** What comes back when a name has no object any more. */
function freedBy(process: PythonProcess, name: string): number {
  const traced = (): number => {
    // Also what waits on free lists.
    process.gc.collect();
    return process.tracemalloc.get_traced_memory()[0];
  };
  const before = traced();
  process.exec(`${name} = None`);
  return before - traced();
}

/** An object with all that it holds. */
interface Node extends Pick<FolderRow, 'label' | 'type' | 'value' | 'shallow' | 'status'> {
  deep: number;
  readonly below: readonly Node[];
}

/** Goes through all that an object holds, from above to below, each object once. */
class Folder {
  private readonly seen = new Set<number>();

  constructor(private readonly process: PythonProcess) {}

  read(address: number, label = ''): Node {
    const { interpreter: py, sys } = this.process;
    const op = liveObject(py, address);
    const status = this.statusOf(op, address);
    const base = {
      label,
      type: py.typeName(py.typeOf(op)),
      value: shortRepr(py, op),
      shallow: sys.getsizeof(address),
      status,
    };
    if (status !== 'counted') return { ...base, deep: 0, below: [] };
    this.seen.add(op);
    if (this.seen.size > MOST_OBJECTS)
      throw new RangeError(`it holds more than ${MOST_OBJECTS} objects`);
    const below = this.heldBy(op).map(({ to, name }) => this.read(py.memory.addressOf(to), name));
    return { ...base, below, deep: below.reduce((sum, { deep }) => sum + deep, base.shallow) };
  }

  private statusOf(op: number, address: number): FolderStatus {
    const { interpreter: py, tracemalloc } = this.process;
    const type = py.typeOf(op);
    if (py.kindOf(type) === Kind.TYPE || py.typeName(type) === 'module') return 'common';
    if (this.seen.has(op)) return 'again';
    return tracemalloc.get_object_traceback(address) ? 'counted' : 'there';
  }

  /** What an object refers to, each with what it is found by; keys of a dict before their values. */
  private heldBy(op: number): { readonly to: number; readonly name: string }[] {
    const { interpreter: py } = this.process;
    const { found } = referencesOf(py, op, {
      limit: Number.POSITIVE_INFINITY,
      slotNames: () => [],
      isOwn: () => true,
    });
    const isKey = ({ kind, name }: Reference): boolean => kind === 'field' && name === 'me_key';
    return found
      .filter((reference) => !isKey(reference))
      .flatMap(({ kind, name, key, to }) => {
        if (kind === 'key')
          return [
            { to: key, name: 'key' },
            { to, name: `[${shortRepr(py, key, 1)}]` },
          ];
        const label = { index: `[${name}]`, attribute: `.${name}`, item: 'item', field: name };
        return [{ to, name: label[kind] }];
      });
  }
}

/** What can be seen of an object where so much is open. */
function visible(root: Node, opened: ReadonlySet<string>): FolderRow[] {
  const rows: FolderRow[] = [];
  const add = (node: Node, place: string, depth: number): void => {
    const { below, ...rest } = node;
    const open = below.length > 0 && opened.has(place);
    const more = open ? Math.max(0, below.length - MOST_ROWS) : 0;
    rows.push({ ...rest, place, depth, holds: below.length, open, more });
    if (!open) return;
    for (const [i, each] of below.slice(0, MOST_ROWS).entries())
      add(each, place === '' ? String(i) : `${place}.${i}`, depth + 1);
  };
  add(root, '', 0);
  return rows;
}
