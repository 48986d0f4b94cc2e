import { boot, deterministicHost, type PythonProcess } from '../../python';

/*
 * Lists that refer to each other: the reader draws and cuts references, each by a line of Python, and the counts are
 * read from the objects. A collection of them is shown phase by phase.
 */

/** How a graph of lists is made. */
export interface ReferencesInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** The lines of Python, in order: `a = []`, `a.append(b)`, `del a[0]`, `del a`. */
  readonly lines: readonly string[];
}

/** A list of the graph. */
export interface GraphObject {
  /** The name that it was made with; it stays, also when the name is gone. */
  readonly label: string;
  /** Its reference count; undefined once it is freed. */
  readonly refcount: number | undefined;
  /** The labels of what it holds, place by place. */
  readonly holds: readonly string[];
  /** An expression that leads to it from a name: `a`, `b[0]`; undefined when none does. */
  readonly path: string | undefined;
}

/** What one phase of a collection left, by label. */
export interface GraphPhase {
  /** The phase that is over. */
  readonly phase: 'refs-copied' | 'refs-subtracted' | 'unreachable-moved' | 'cleared';
  /** The collector's copy of each count; where it has none any more, null. */
  readonly copies: Readonly<Record<string, number | null>>;
  /** The labels of what it has on the list of unreachable objects. */
  readonly unreachable: readonly string[];
}

/** A graph of lists, after the last line. */
export interface ReferencesState {
  /** All lists that were made, in the order of their labels. */
  readonly objects: readonly GraphObject[];
  /** The names that there are, each with the label of its list. */
  readonly names: Readonly<Record<string, string>>;
  /** Labels of what the last line freed. */
  readonly freed: readonly string[];
  /** What Python says to the last line, when it fails. */
  readonly error: string | undefined;
  /** A collection of the graph as it is now. */
  readonly phases: readonly GraphPhase[];
}

const PHASES: readonly string[] = [
  'refs-copied',
  'refs-subtracted',
  'unreachable-moved',
  'cleared',
];

/** Runs the lines on a fresh process, and looks at the lists; then collects them. */
export function followReferences({ python, lines }: ReferencesInput): ReferencesState {
  const process = boot(python, { host: deterministicHost() });
  process.exec('import gc\ngc.disable()\ngc.collect()');
  const labels = new Map<number, string>();
  const dead = new Set<string>();
  let freed: string[] = [];
  let error: string | undefined;
  for (const line of lines) {
    const failed = process.exec(line).error;
    error = failed?.trim().split('\n').at(-1);
    const alive = new Set(process.gc.get_objects());
    freed = [];
    for (const [address, label] of labels)
      if (!alive.has(address)) {
        labels.delete(address);
        dead.add(label);
        freed.push(label);
      }
    const [, made] = /^(\w+) = \[\]$/.exec(line) ?? [];
    const address = made && process.globals[made]?.address;
    if (made && address) labels.set(address, made);
  }
  const state = read(process, labels);
  return {
    ...state,
    objects: [
      ...state.objects,
      ...[...dead].map((label) => ({ label, refcount: undefined, holds: [], path: undefined })),
    ].sort((a, b) => (a.label < b.label ? -1 : 1)),
    freed,
    error,
    phases: collect(process, labels),
  };
}

/** The lists that live, with what they hold and how they can be reached. */
function read(
  process: PythonProcess,
  labels: ReadonlyMap<number, string>,
): Pick<ReferencesState, 'objects' | 'names'> {
  const { nodes } = process.objectGraph([...labels.keys()]);
  const label = (address: number): string => labels.get(address)!;
  const held = (address: number): string[] =>
    Array.from({ length: process.PyList_Size(address) }, (_, i) =>
      label(process.PyList_GetItem(address, i)),
    );
  const globals = process.globals;
  const names: Record<string, string> = {};
  for (const name of new Set(labels.values())) {
    const address = globals[name]?.address;
    if (address !== undefined && labels.has(address)) names[name] = label(address);
  }
  const paths = pathsFrom(
    names,
    new Map(nodes.map(({ address }) => [label(address), held(address)])),
  );
  const objects = nodes.map(({ address, refcount }) => ({
    label: label(address),
    refcount,
    holds: held(address),
    path: paths.get(label(address)),
  }));
  return { objects, names };
}

/** The shortest expressions that lead from names to lists. */
function pathsFrom(
  names: Readonly<Record<string, string>>,
  holds: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const paths = new Map<string, string>();
  const queue: string[] = [];
  for (const [name, label] of Object.entries(names)) {
    if (paths.has(label)) continue;
    paths.set(label, name);
    queue.push(label);
  }
  for (let from = queue.shift(); from !== undefined; from = queue.shift())
    for (const [i, to] of holds.get(from)!.entries()) {
      if (paths.has(to)) continue;
      paths.set(to, `${paths.get(from)}[${i}]`);
      queue.push(to);
    }
  return paths;
}

/** What a collection of the youngest generation does to the lists: it has nothing else in it. */
function collect(process: PythonProcess, labels: ReadonlyMap<number, string>): GraphPhase[] {
  return [...process.gc.collectStepwise(0)]
    .filter(({ phase }) => PHASES.includes(phase))
    .map(({ phase, objects }) => {
      const own = objects.filter(({ address }) => labels.has(address));
      return {
        phase: phase as GraphPhase['phase'],
        copies: Object.fromEntries(
          own.map(({ address, gc_refs }) => [labels.get(address)!, gc_refs < 0 ? null : gc_refs]),
        ),
        unreachable: own
          .filter(({ list }) => list === 'unreachable')
          .map(({ address }) => labels.get(address)!),
      };
    });
}
