import { type CellNames, type Effects, namesOf, PY } from './cell-names';

/*
 * Which cells of a notebook need which: by the names they give and use, and by what they do to values.
 * Read from the text alone, so it errs on the side of running too much: a cell that calls a method of
 * a variable is taken to change it, and cells in Python all work on one process.
 */

/** What the language and the library give: no cell's own. Their names join no cells. */
const SHARED_BY_ALL =
  /^(Math|Number|String|Boolean|BigInt|Object|Array|JSON|console|undefined|Promise|Map|Set|Date|Error|string|number|boolean|bigint|unknown|any|void|Readonly|Record|Partial|ReadonlyArray)$/;

interface Giver {
  readonly cell: number;
  readonly kind: 'variable' | 'fixed' | 'import';
  /** Cells after it that may have changed the value. */
  readonly changedBy: Set<number>;
}

/** For each cell, the earlier ones that it needs itself. */
function directNeeds(sources: readonly string[]): ReadonlySet<number>[] {
  const givers = new Map<string, Giver>();
  const names = sources.map(namesOf);
  let version: string | undefined;
  return names.map((cell, index) => {
    const needs = new Set<number>();
    const use = (name: string): void => {
      const giver = givers.get(name);
      if (!giver) return;
      needs.add(giver.cell);
      for (const other of giver.changedBy) needs.add(other);
    };
    const change = (name: string): void => {
      const giver = givers.get(name);
      if (giver && giver.kind !== 'import') giver.changedBy.add(index);
    };
    const give = (name: string, kind: Giver['kind']): void => {
      givers.set(name, { cell: index, kind, changedBy: new Set() });
    };

    if (cell.python) {
      const wanted = cell.python.version;
      const isSame = wanted === undefined || version === undefined || wanted === version;
      if (givers.has(PY) && isSame) {
        use(PY);
        change(PY);
      } else {
        give(PY, 'variable');
        version = wanted;
      }
      return needs;
    }
    const { uses, changes } = effectsOf(cell, names, givers);
    for (const name of [...uses, ...changes]) use(name);
    for (const name of changes) change(name);
    for (const [name, kind] of cell.defines) give(name, kind);
    if (cell.starts) {
      give(PY, 'variable');
      version = cell.starts.version;
    }
    return needs;
  });
}

/** What running a cell uses and may change: by itself, and by the functions of other cells that it uses. */
function effectsOf(
  cell: CellNames,
  names: readonly CellNames[],
  givers: ReadonlyMap<string, Giver>,
): { uses: ReadonlySet<string>; changes: ReadonlySet<string> } {
  const isImport = (name: string): boolean =>
    (cell.defines.get(name) ?? givers.get(name)?.kind) === 'import';
  const uses = new Set(cell.runs.uses);
  const changes = new Set<string>();
  const change = (effects: Effects): void => {
    for (const name of effects.changes) changes.add(name);
    for (const { name, to } of effects.passes) if (!isImport(to)) changes.add(name);
  };
  const seen = new Set<Effects>();
  const call = (name: string): void => {
    const giver = givers.get(name);
    if (!giver || giver.kind === 'import') return;
    const later = names[giver.cell]!.later.get(name);
    if (!later || seen.has(later)) return;
    seen.add(later);
    change(later);
    for (const used of later.uses) {
      uses.add(used);
      call(used);
    }
  };
  change(cell.runs);
  for (const name of cell.runs.uses) call(name);
  // Functions of its own that it calls.
  change(cell.bodies);
  for (const name of cell.bodies.uses) call(name);
  return { uses, changes };
}

/**
 * The cells that have to run before one, in order: those whose names it uses, those that may have changed the
 * names' values, and what these need. A cell in Python needs those before it that work on the same process.
 *
 * @param sources the code of all code cells, in order
 */
export function neededCells(sources: readonly string[], index: number): number[] {
  return neededBy(directNeeds(sources.slice(0, index + 1)), [index]);
}

/** What cells need, and what that needs, in order. */
function neededBy(direct: readonly ReadonlySet<number>[], cells: Iterable<number>): number[] {
  const needed = new Set<number>();
  const add = (cell: number): void => {
    for (const other of direct[cell]!) {
      if (needed.has(other)) continue;
      needed.add(other);
      add(other);
    }
  };
  for (const cell of cells) add(cell);
  return [...needed].sort((a, b) => a - b);
}

/**
 * The cells before one that have anything to do with it, in order: those with a name in common, what has one in
 * common with these, and what all of them need. For cells that the reader has written: `neededCells` does not see
 * all that code can do to a value by another name.
 *
 * @param sources the code of all code cells, in order
 */
export function relatedCells(sources: readonly string[], index: number): number[] {
  const read = sources.slice(0, index + 1).map(namesOf);
  const imported = new Set(
    read.flatMap(({ defines }) =>
      [...defines].filter(([, kind]) => kind === 'import').map(([name]) => name),
    ),
  );
  const names = read.map((cell) =>
    mentioned(cell).filter((name) => !imported.has(name) && !SHARED_BY_ALL.test(name)),
  );
  const common = new Set(names[index]);
  const related = new Set<number>();
  for (let grown = true; grown; ) {
    grown = false;
    for (let cell = 0; cell < index; cell++) {
      if (related.has(cell) || !names[cell]!.some((name) => common.has(name))) continue;
      related.add(cell);
      for (const name of names[cell]!) common.add(name);
      grown = true;
    }
  }
  for (const cell of neededBy(directNeeds(sources.slice(0, index + 1)), [...related, index]))
    related.add(cell);
  return [...related].sort((a, b) => a - b);
}

/** All names that a cell gives, uses or changes. */
function mentioned({ defines, runs, bodies, python, starts }: CellNames): string[] {
  const names = new Set([...defines.keys(), ...runs.uses, ...bodies.uses]);
  if (python || starts) names.add(PY);
  return [...names];
}

/** The cells after one whose outputs are old when it is edited: those that need it. */
export function dependentCells(sources: readonly string[], index: number): number[] {
  const dependents = new Set([index]);
  const direct = directNeeds(sources);
  for (let cell = index + 1; cell < sources.length; cell++) {
    for (const other of direct[cell]!) if (dependents.has(other)) dependents.add(cell);
  }
  dependents.delete(index);
  return [...dependents];
}
