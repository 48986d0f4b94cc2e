import { resizeDict } from '../../objects/dictobject';
import { newFields, PyMethod_New, PyRange_New } from '../../objects/field-objects';
import { TypeWord } from '../../objects/structs';
import type {
  AfterCollection,
  ImportEffects,
  ImportRow,
  SharedReferences,
} from '../../versions/types';
import type { Code } from '../compile/code';
import { mostFilled } from '../compile/filled-tables';
import type { Scope } from '../compile/scopes';
import type { SymbolTable } from '../compile/symtable';
import { takeIter } from '../objects/iter';
import { newSlice } from '../objects/subscript';
import { untraced } from '../runtime/collect';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  emptyTuple,
  internName,
  newDict,
  newDictOf,
  newFloat,
  newInt,
  newList,
  newTuple,
} from '../runtime/values';
import {
  beginCollector,
  loadUncounted,
  makeUncounted,
  rowAfterCollection,
  rowOf,
} from './import-collections';

/** Built-in types that classes of the library are built on. Their `__subclasses__` are filled from the start. */
const HAVE_SUBCLASSES = [
  'object',
  'type',
  'dict',
  'tuple',
  'int',
  'property',
  'classmethod',
  'staticmethod',
  'BaseException',
  'Exception',
  'ValueError',
  'UnicodeError',
  'SyntaxError',
  'IndentationError',
  'SystemError',
  'RuntimeError',
  'OSError',
  'ConnectionError',
  'LookupError',
  'ArithmeticError',
  'ImportError',
  'NameError',
  'Warning',
];

type Counts = Readonly<Partial<Record<string, number>>>;

/**
 * The objects on the free lists after an import: as recorded, or more where there were more than the import
 * could use. Where the recorded program had as many before it, and what the import takes, it says nothing more.
 */
function remaining(
  { counts, takes }: ImportEffects,
  recordedBefore: Counts,
  before: ReadonlyMap<string, number>,
  row: ImportRow | undefined,
): Counts {
  const kept = row && row[4] >= 0 ? { ...counts, dictKeys: row[4] } : counts;
  const left: Record<string, number> = {};
  for (const [kind, taken] of Object.entries(takes)) {
    const least = kept[kind] ?? 0;
    const leaves = least > Math.max(0, (recordedBefore[kind] ?? 0) - taken!) ? least : 0;
    left[kind] = Math.max(leaves, (before.get(kind) ?? 0) - taken!);
  }
  return { ...kept, ...left };
}

const sum = (kinds: readonly string[], of: ReadonlyMap<string, number>): number =>
  kinds.reduce((all, kind) => all + (of.get(kind) ?? 0), 0);

/** Objects that need not be allocated, as they wait. When it was recorded a tuple of counts did. */
function sparedOf({ waits }: AfterCollection, before: ReadonlyMap<string, number>): number {
  const waited = (kind: string): number => (before.get(kind) ?? 0) - (kind === 'tuple3' ? 1 : 0);
  return Object.entries(waits).reduce(
    (all, [kind, count]) => all + Math.min(count, waited(kind)),
    0,
  );
}

function atLeast(waits: Counts, before: ReadonlyMap<string, number>): Counts {
  const counts: Record<string, number> = Object.fromEntries(before);
  for (const [kind, count] of Object.entries(waits))
    counts[kind] = Math.max(counts[kind] ?? 0, count ?? 0);
  return counts;
}

/** Tables of how names are reached that are filled at once while blocks inside of each other are analysed. */
function analysedAtOnce(scope: Scope, lazyAnnotations: boolean): number {
  const inner = scope.children.map((child) =>
    // Its annotations are a block beside it.
    Math.max(
      analysedAtOnce(child, lazyAnnotations),
      lazyAnnotations && child.kind === 'function' ? 1 : 0,
    ),
  );
  return (scope.access.size > 0 ? 1 : 0) + Math.max(0, ...inner);
}

/**
 * What the start-up, compilation and imports leave behind: objects on the free lists, which the next
 * objects of their kind are made from without an allocation that a trace would see.
 */
export class FreeListResidue {
  private readonly loaded = new Set<string>();
  private depth = 0;
  /** Whether an error was printed that nobody could catch. */
  private printed = false;

  constructor(private readonly rt: Runtime) {}

  /** Blocks in pools of every size, and what the recorded start-up left on the free lists. */
  startUp(): void {
    const { py, process } = this.rt;
    if (!process.startsUp) return;
    for (let size = 16; size <= 512; size += 16) py.malloc(size);
    for (const name of [...HAVE_SUBCLASSES, ...(py.version.startUp!.moreSubclassed ?? [])]) {
      const dict = newDict(this.rt);
      // With room for the program's own.
      resizeDict(py, dict, 64, false);
      py.store(py.type(name) + TypeWord.SUBCLASSES, dict);
    }
    py.i32[py.none] = py.i32[py.none]! + py.version.startUp!.noneReferences;
    this.shareObjects(py.version.startUp!.references);
    const { counts } = py.version.startUp!.imports['']!;
    // When they were recorded, the program's syntax tree had a list.
    this.set({ ...counts, list: (counts.list ?? 0) + 1 });
    py.gc.merge(py.gc.head(0), py.gc.head(py.version.startUp!.generation));
    this.rt.startUpBlocks = py.version.startUp!.blocks - process.sys.getallocatedblocks();
    beginCollector(this.rt);
  }

  /** What the start-up heap refers to has as many references more. */
  private shareObjects(references: SharedReferences | undefined): void {
    if (!references) return;
    const { py } = this.rt;
    const { smallInts, ...others } = references;
    for (const [i, count] of smallInts.entries())
      py.i32[py.statics.smallInt(py.smallMin + i)]! += count;
    for (const [name, count] of Object.entries(others))
      py.i32[py.statics[name as keyof typeof others]]! += count;
  }

  /**
   * Compiles a program: the symbol table has an entry for each block of it, with two lists and a dict,
   * and the compiler some dicts for each function that it is in (Python/symtable.c, compile.c). A tuple says
   * where `global` or `nonlocal` declares a name.
   */
  compiled({ blocks, depth, scopes, top }: SymbolTable, codes: readonly Code[]): void {
    const { rt } = this;
    const { py, process } = rt;
    if (!process.startsUp) return;
    const lists = Array.from({ length: 2 * blocks + 3 }, () => newList(rt, []));
    const named = [...scopes.values()].filter(({ access }) => access.size > 0).length;
    const annotations = blocks - scopes.size;
    const filled = rt.behaviour.tablesHaveKeys
      ? named + annotations + Math.max(analysedAtOnce(top, annotations > 0), mostFilled(codes[0]!))
      : blocks + 1;
    const count = blocks + 2 + depth * rt.behaviour.scopeDicts;
    const dicts = Array.from({ length: Math.max(count, filled) }, (_, i) =>
      i < filled ? newDictOf(rt, [newRef(rt, internName(rt, 'a')), newNone(rt)]) : newDict(rt),
    );
    const declared = [...scopes.values()].reduce(
      (sum, { globals, nonlocals }) => sum + globals.size + nonlocals.size,
      0,
    );
    const length = rt.behaviour.directiveItems;
    const directives = Array.from({ length: declared }, () =>
      newTuple(
        rt,
        Array.from({ length }, () => newNone(rt)),
      ),
    );
    // An int over 256 says how each name is reached. From 3.14 on dead ints are kept.
    const names = [...scopes.values()].reduce((sum, { access }) => sum + access.size, 0);
    const kinds = rt.behaviour.keepsSymbolInts
      ? Array.from({ length: names }, () => newInt(rt, 4096))
      : [];
    for (const word of [...lists, ...dicts, ...directives, ...kinds]) py.decref(word);
  }

  /**
   * Imports a module. Its code here is not CPython's, so the free lists get what was recorded after the
   * same import there; they stay as they were when CPython has had the module all along.
   * @param begun the first of `gc.get_count()` when the import began
   */
  importing(name: string, begun: number, load: () => void): void {
    const { py, process } = this.rt;
    if (!process.startsUp || this.depth > 0) {
      load();
      return;
    }
    const { startUp } = py.version;
    const left = this.loaded.has(name) ? undefined : startUp!.imports[name];
    const before = py.freeLists.counts();
    const emptied = this.emptiedBefore(name, left, before);
    const row = emptied
      ? rowAfterCollection(this.rt, emptied, begun, sparedOf(emptied, before))
      : left && this.collectorRow(name, left, before);
    const count = row ? row[1] : py.gc.count(0);
    this.depth++;
    try {
      loadUncounted(this.rt, row, load);
    } finally {
      this.depth--;
    }
    for (const module of left?.loads ?? []) this.loaded.add(module);
    const counts = emptied
      ? atLeast(emptied.waits, before)
      : left
        ? remaining(left, startUp!.imports['']!.counts, before, row)
        : Object.fromEntries(before);
    untraced(this.rt, () => this.set(counts));
    py.gc.setCount(0, count);
  }

  /** What an import does where a full collection has emptied the free lists, and it loads all that it needs. */
  private emptiedBefore(
    name: string,
    left: ImportEffects | undefined,
    before: ReadonlyMap<string, number>,
  ): AfterCollection | undefined {
    if (this.loaded.has(name) || left?.loads.some((each) => this.loaded.has(each)))
      return undefined;
    const { collector, imports } = this.rt.py.version.startUp!;
    return sum(Object.keys(imports['']!.counts), before) < 20
      ? collector.afterCollection.imports[name]
      : undefined;
  }

  /**
   * An error that nobody can catch was printed: what that took waits on the free lists, and the first one makes
   * the interpreter load what prints it.
   */
  printedUnraisable(): void {
    const { rt } = this;
    if (!rt.process.startsUp) return;
    const { imports, unraisable } = rt.py.version.startUp!.collector.afterCollection;
    const [first, next] = unraisable;
    const { waits } = this.printed ? next : first;
    // Not in the middle of a collection.
    if (!this.printed && !rt.py.gc.collecting) {
      this.printed = true;
      const waiting = (effect: AfterCollection): number =>
        Object.values(effect.waits).reduce((all, count) => all + count, 0);
      const growth = first.growth - waiting(first) - (next.growth - waiting(next));
      // It loads nothing where it takes no more than the others.
      const loads = waiting(first) > waiting(next);
      // What imports have loaded before is not loaded again: a part is no larger than the whole.
      const there = [...this.loaded]
        .flatMap((name) => imports[name] ?? [])
        .filter((effect) => effect.growth <= first.growth);
      const less = (all: number, of: (effect: AfterCollection) => number): number =>
        Math.max(0, all - Math.max(0, ...there.map(of)));
      const rest = {
        growth: less(growth, (effect) => effect.growth),
        garbage: less(first.garbage, (effect) => effect.garbage),
        waits,
      };
      if (loads) makeUncounted(rt, rest);
    }
    const before = rt.py.freeLists.counts();
    const makers = this.makers();
    const words = Object.entries(waits).flatMap(([kind, count]) => {
      // The error holds its arguments in one.
      const taken = count - (kind === 'tuple1' ? 1 : 0);
      if ((before.get(kind) ?? 0) >= taken) return [];
      return Array.from({ length: taken }, (_, i) => makers.get(kind)!(i));
    });
    for (const word of words.reverse()) rt.py.decref(word);
  }

  /** Objects that wait on free lists beyond those that waited when an import was recorded are not allocated. */
  private collectorRow(
    name: string,
    { loads, takes }: ImportEffects,
    before: ReadonlyMap<string, number>,
  ): ImportRow | undefined {
    const recorded = this.rt.py.version.startUp!.imports['']!.counts;
    const spared = [...before].reduce((sum, [kind, count]) => {
      if (!/^(?:list|dict|tuple\d+)$/.test(kind)) return sum;
      return sum + Math.min(Math.max(0, count - (recorded[kind] ?? 0)), takes[kind] ?? Infinity);
    }, 0);
    const effects = this.rt.py.version.startUp!.collector.imports;
    const effect = effects[name];
    const known = loads
      .filter((each) => this.loaded.has(each))
      .flatMap((each) => effects[each] ?? []);
    return effect && rowOf(this.rt, effect, known, spared);
  }

  /** Fills or empties the free lists. Those that `counts` does not name are left empty. */
  private set(recorded: Counts): void {
    const { rt } = this;
    // The recorder cannot see the one slice that is kept, nor native functions from 3.14 on; a trace can.
    const cfunction = rt.py.version.objects.freeLists.cfunction ? 1 : 0;
    const counts: Counts = { slice: rt.behaviour.keepsSlice ? 1 : 0, cfunction, ...recorded };
    const { py, process } = rt;
    const makers = this.makers();
    for (const [kind, make] of makers) {
      const words = Array.from({ length: counts[kind] ?? 0 }, (_, i) => make(i));
      for (const word of words.reverse()) py.decref(word);
    }
    for (const kind of makers.keys()) {
      py.freeLists.trim(kind, counts[kind] ?? 0, (op, name) =>
        process.collector.freeKept(op, name),
      );
    }
  }

  private makers(): ReadonlyMap<string, (i: number) => number> {
    const { rt } = this;
    const { py } = rt;
    const range = (): number => PyRange_New(py, 0, 1);
    const makers = new Map<string, (i: number) => number>([
      ['dictKeys', () => newDictOf(rt, [newRef(rt, internName(rt, 'a')), newNone(rt)])],
      ['rangeIterator', () => takeIter(rt, range())],
      ['listIterator', () => takeIter(rt, newList(rt, []))],
      ['tupleIterator', () => takeIter(rt, emptyTuple(rt))],
      ['range', range],
      ['slice', () => newSlice(rt, newNone(rt), newNone(rt), newNone(rt))],
      ['list', () => newList(rt, [])],
      ['dict', () => newDict(rt)],
      ['float', () => newFloat(rt, 0.5)],
      ['int', (i) => newInt(rt, 100_000 + i)],
      ['method', () => PyMethod_New(py, py.none, py.none)],
      ['cfunction', () => newFields(py, 'builtin_function_or_method', { m_self: py.none })],
    ]);
    for (let length = 1; length <= 20; length++) {
      makers.set(`tuple${length}`, () =>
        newTuple(
          rt,
          Array.from({ length }, () => newNone(rt)),
        ),
      );
    }
    return makers;
  }
}
