import type { NotebookCell } from '../kernel/notebook';

const PYTHON = /^%%python\b/;
const DECLARED =
  /^(?:export\s+)?(?:declare\s+)?(?:async\s+)?(?:(?:function\*?|class|interface|type|enum|namespace)\s+([\w$]+)|(?:const|let|var|import)\s+(?:type\s+)?([^=;]*))/gm;
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Names that a cell may define at its top level. Too many do no harm. */
function declared(source: string): Set<string> {
  if (PYTHON.test(source)) return new Set(['py']);
  const names = [...source.matchAll(DECLARED)].flatMap(
    ([, name, pattern]) => name ?? pattern!.match(NAME) ?? [],
  );
  return new Set(names);
}

/** All that could be a name in a cell. */
function mentioned(source: string): Set<string> {
  // A cell in Python goes on with the process of those before it.
  return PYTHON.test(source) ? new Set(['py']) : new Set(source.match(NAME) ?? []);
}

/** Which of the cells before one it needs, directly or by another: their indices, in order. */
export function neededCells(cells: readonly NotebookCell[], index: number): number[] {
  const wanted = mentioned(cells[index]!.source);
  const needed: number[] = [];
  for (let i = index - 1; i >= 0; i--) {
    const { source } = cells[i]!;
    if (![...declared(source)].some((name) => wanted.has(name))) continue;
    needed.unshift(i);
    for (const name of mentioned(source)) wanted.add(name);
  }
  return needed;
}
