import { boot, type Process } from '../../src';
import { golden, RELEASES } from '../support/golden';

/** A class with instances that say when they are finalized. */
function node(p: Process, log: string[]): (name: string) => number {
  const type = p.PyType_New('Node', {
    del: (self) => {
      const name = p.PyObject_GetAttr(self, attr(p, 'name'));
      log.push(`finalize ${p.PyUnicode_AsUTF8(name)}`);
      p.Py_DECREF(name);
    },
  });
  return (name) => {
    const op = p.PyType_GenericAlloc(type);
    set(p, op, 'name', p.PyUnicode_FromString(name));
    return op;
  };
}

function attr(p: Process, name: string): number {
  return p.PyUnicode_InternInPlace(p.PyUnicode_FromString(name));
}

/** Sets an attribute and gives up the reference to its value. */
function set(p: Process, op: number, name: string, value: number): void {
  p.PyObject_SetAttr(op, attr(p, name), value);
  p.Py_DECREF(value);
}

function small(version: string, options: Parameters<typeof boot>[1] = {}): Process {
  return boot(version, { size: 64 * 2 ** 20, startUp: 'none', ...options });
}

describe.each(RELEASES)('the collector of %s', (version) => {
  test('finds what scripts/cycles.py finds', () => {
    const p = small(version);
    const log: string[] = [];
    const make = node(p, log);
    p.gc.disable();
    p.gc.collect();
    const [a, b] = [p.PyDict_New(), p.PyDict_New()];
    p.PyDict_SetItem(a, attr(p, 'ref'), b);
    p.PyDict_SetItem(b, attr(p, 'ref'), a);
    p.Py_DECREF(a);
    p.Py_DECREF(b);
    log.push(String(p.gc.collect()));
    const x = make('x');
    p.PyObject_SetAttr(x, attr(p, 'ref'), x);
    p.Py_DECREF(x);
    log.push('collecting');
    log.push(p.gc.collect() > 0 ? 'True' : 'False');
    const l = p.PyList_New(0);
    p.PyList_Append(l, l);
    p.Py_DECREF(l);
    log.push(String(p.gc.collect()));
    const [one, two] = [make('p'), make('q')];
    p.PyObject_SetAttr(one, attr(p, 'ref'), two);
    p.PyObject_SetAttr(two, attr(p, 'ref'), one);
    p.Py_DECREF(two);
    log.push(String(p.gc.collect()));
    p.PyObject_SetAttr(one, attr(p, 'ref'), p.interpreter.memory.addressOf(p.interpreter.none));
    p.Py_DECREF(one);
    log.push('dropped');
    log.push(String(p.gc.collect()));
    const ring = Array.from({ length: 10 }, () => p.PyList_New(0));
    for (let i = 0; i < 10; i++) p.PyList_Append(ring[i]!, ring[(i + 1) % 10]!);
    for (const each of ring) p.Py_DECREF(each);
    log.push(String(p.gc.collect()));
    const recorded = golden<Record<string, string>>('scripts', 'cycles.json')[version]!;
    expect(`${log.join('\n')}\n`).toBe(recorded);
    expect(p.check().arenas).toBeGreaterThan(0);
  });

  test('a finalizer that keeps its object: once, and no more (scripts/resurrection.py)', () => {
    const p = small(version);
    p.gc.disable();
    const saved: number[] = [];
    let calls = 0;
    const type = p.PyType_New('Phoenix', {
      del: (self) => {
        calls++;
        p.Py_INCREF(self);
        saved.push(self);
      },
    });
    const op = p.PyType_GenericAlloc(type);
    p.PyObject_SetAttr(op, attr(p, 'me'), op);
    p.Py_DECREF(op);
    expect(p.gc.collect()).toBeGreaterThanOrEqual(0);
    expect(saved).toEqual([op]);
    expect(p.gc.is_finalized(op)).toBe(true);
    p.Py_DECREF(saved.pop()!);
    expect(p.gc.collect()).toBeGreaterThan(0);
    expect(calls).toBe(1);
    expect(() => p.Py_REFCNT(op)).toThrow('was freed');
  });

  test('weak references die first; callbacks of the living run (scripts/weakrefs.py)', () => {
    const p = small(version);
    p.gc.disable();
    const log: string[] = [];
    const none = p.memory.addressOf(p.interpreter.none);
    const gone = p.PyCFunction_New((ref) =>
      log.push(`callback ${p.PyWeakref_GetObject(ref) === none}`),
    );
    const type = p.PyType_New('T');
    const t = p.PyType_GenericAlloc(type);
    const r = p.PyWeakref_NewRef(t, gone);
    expect(p.PyWeakref_GetObject(r)).toBe(t);
    p.Py_DECREF(t);
    expect(p.PyWeakref_GetObject(r)).toBe(none);
    const u = p.PyType_GenericAlloc(type);
    p.PyObject_SetAttr(u, attr(p, 'loop'), u);
    const w = p.PyWeakref_NewRef(u, gone);
    p.Py_DECREF(u);
    expect(p.PyWeakref_GetObject(w)).toBe(u);
    p.gc.collect();
    expect(p.PyWeakref_GetObject(w)).toBe(none);
    expect(log).toEqual(['callback True', 'callback True'].map((line) => line.toLowerCase()));
  });

  test('a weak reference seen from a finalizer in a cycle', () => {
    const p = small(version);
    p.gc.disable();
    const none = p.memory.addressOf(p.interpreter.none);
    let ref = 0;
    let dead: boolean | undefined;
    const type = p.PyType_New('T', {
      del: () => {
        dead = p.PyWeakref_GetObject(ref) === none;
      },
    });
    const t = p.PyType_GenericAlloc(type);
    p.PyObject_SetAttr(t, attr(p, 'loop'), t);
    ref = p.PyWeakref_NewRef(t);
    p.Py_DECREF(t);
    p.gc.collect();
    // Recorded from 3.8.18 to 3.14.10 against 3.15.2.
    expect(dead).toBe(version !== '3.15');
    expect(p.PyWeakref_GetObject(ref)).toBe(none);
  });

  test('what is tracked (scripts/tracked.py)', () => {
    const p = small(version);
    const python = (value: boolean): string => (value ? 'True' : 'False');
    const tracked = (op: number): string => python(p.gc.is_tracked(op));
    const int = (value: number): number => p.PyLong_FromLong(value);
    const A = p.PyType_New('A');
    const S = p.PyType_New('S', { slots: ['x'] });
    const E = p.PyType_New('E', { slots: [] });
    const listOf = (item: number): number => {
      const l = p.PyList_New(0);
      p.PyList_Append(l, item);
      return l;
    };
    const lines = [
      `[${[int(1), p.PyFloat_FromDouble(1.5), p.PyUnicode_FromString('s'), p.PyBytes_FromStringAndSize([98]), p.memory.addressOf(p.interpreter.none), p.PyBool_FromLong(1)].map(tracked).join(', ')}]`,
      `[${[p.PyList_New(0), listOf(int(1)), p.PySet_New(), p.PyType_GenericAlloc(A), p.PyType_GenericAlloc(S), p.PyType_GenericAlloc(E), A].map(tracked).join(', ')}]`,
    ];
    const d = p.PyDict_New();
    lines.push(tracked(d));
    p.PyDict_SetItem(d, p.PyUnicode_FromString('k'), int(1));
    lines.push(tracked(d));
    p.PyDict_SetItem(d, p.PyUnicode_FromString('l'), p.PyList_New(0));
    lines.push(tracked(d));
    const t = p.PyTuple_Pack(int(3), int(1003));
    const u = p.PyTuple_Pack(int(3), p.PyList_New(0));
    lines.push(`${tracked(t)} ${tracked(u)} ${tracked(p.PyTuple_Pack())}`);
    p.gc.collect();
    lines.push(`${tracked(t)} ${tracked(u)}`);
    expect(`${lines.join('\n')}\n`).toBe(
      golden<Record<string, string>>('scripts', 'tracked.json')[version],
    );
  });

  test('a tuple is tracked for what it holds by type, from 3.14 on', () => {
    const p = small(version);
    const inner = p.PyTuple_Pack(p.PyLong_FromLong(5000));
    const tracked = p.gc.is_tracked(inner);
    expect(tracked).toBe(!/^3\.1[45]$/.test(version));
    expect(p.gc.is_tracked(p.PyTuple_Pack(inner))).toBe(true);
    expect(p.gc.is_tracked(p.PyTuple_Pack(p.Py_TYPE(inner)))).toBe(true);
  });

  test('freeze takes everything out of sight (scripts/freeze.py)', () => {
    const p = small(version);
    p.gc.disable();
    const keep = Array.from({ length: 1000 }, () => p.PyList_New(0));
    p.gc.freeze();
    expect(p.gc.get_freeze_count()).toBeGreaterThanOrEqual(keep.length);
    expect(p.gc.get_count()[0]).toBeLessThan(10);
    const a = p.PyList_New(0);
    p.PyList_Append(a, a);
    p.gc.freeze();
    p.Py_DECREF(a);
    expect(p.gc.collect()).toBe(0);
    p.gc.unfreeze();
    expect(p.gc.get_freeze_count()).toBe(0);
    expect(p.gc.collect()).toBe(1);
  });

  test('generations and thresholds (scripts/generations.py)', () => {
    const p = small(version);
    expect(p.gc.get_threshold()).toEqual(
      /^3\.(8|9|1[012])$/.test(version) ? [700, 10, 10] : [2000, 10, 10],
    );
    p.gc.collect();
    p.gc.disable();
    const base = p.gc.get_count()[0];
    const objs = Array.from({ length: 100 }, () => p.PyList_New(0));
    expect(p.gc.get_count()[0] - base).toBeGreaterThanOrEqual(100);
    p.gc.collect(0);
    expect(p.gc.get_count()[1]).toBe(1);
    p.gc.collect(1);
    expect(p.gc.get_count()).toEqual([0, 0, 1]);
    p.gc.collect();
    const starts: number[] = [];
    p.gc.callbacks.push((phase, info) => {
      if (phase === 'start') starts.push(info.generation);
    });
    p.gc.set_threshold(200, 3, 2);
    expect(p.gc.isenabled()).toBe(false);
    p.gc.enable();
    expect(p.gc.isenabled()).toBe(true);
    const junk = Array.from({ length: 5000 }, () => p.PyList_New(0));
    expect(starts.length).toBeGreaterThanOrEqual(20);
    expect(starts.slice(0, 12)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
    expect(objs.length + junk.length).toBe(5100);
  });

  test('phase by phase: the counts, the inner references, the unreachable', () => {
    const p = small(version);
    p.gc.disable();
    const [a, b, c] = [p.PyList_New(0), p.PyList_New(0), p.PyList_New(0)];
    p.PyList_Append(a, b);
    p.PyList_Append(b, a);
    p.PyList_Append(c, c);
    p.Py_DECREF(b);
    p.Py_DECREF(c);
    const seen = new Map<string, Record<string, [gc_refs: number, list: string]>>();
    for (const { phase, objects } of p.gc.collectStepwise(0)) {
      const of = (address: number): [number, string] => {
        const found = objects.find((object) => object.address === address);
        return found ? [found.gc_refs, found.list] : [-2, 'gone'];
      };
      seen.set(phase, { a: of(a), b: of(b), c: of(c) });
    }
    expect(seen.get('refs-copied')).toEqual({ a: [2, 'young'], b: [1, 'young'], c: [1, 'young'] });
    expect(seen.get('refs-subtracted')).toEqual({
      a: [1, 'young'],
      b: [0, 'young'],
      c: [0, 'young'],
    });
    expect(seen.get('unreachable-moved')).toMatchObject({
      a: [-1, 'young'],
      b: [-1, 'young'],
      c: [-1, 'unreachable'],
    });
    expect(seen.get('cleared')!.c).toEqual([-2, 'gone']);
    expect(p.Py_REFCNT(b)).toBe(1);
  });

  test('uncollected garbage is kept with DEBUG_SAVEALL, referrers and referents are found', () => {
    const p = small(version);
    p.gc.disable();
    p.gc.set_debug(32);
    const l = p.PyList_New(0);
    const inner = p.PyTuple_Pack(l);
    p.PyList_Append(l, inner);
    expect(p.gc.get_referents(l)).toEqual([inner]);
    expect(p.gc.get_referrers(l)).toEqual([inner]);
    p.Py_DECREF(inner);
    p.Py_DECREF(l);
    expect(p.gc.collect()).toBe(2);
    expect(p.gc.garbage.sort()).toEqual([l, inner].sort());
    expect(() => p.gc.collect(3)).toThrow('invalid generation 3');
  });
});
