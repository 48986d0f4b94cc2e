import { boot, type Process } from '../../src';

test('a recorded run is stepped forward and back, and each moment is what it was', () => {
  const p = boot('3.12', { size: 64 * 2 ** 20 });
  p.gc.disable();
  const kept = p.PyList_New(0);
  // What the process was right after each event, looked at while it ran.
  const seen: { blocks: number; refcount: number; rss: number }[] = [];
  const look = (q: Process) => ({
    blocks: q.sys.getallocatedblocks(),
    refcount: q.Py_REFCNT(kept),
    rss: q.status().VmRSS,
  });
  const run = p.record(
    () => {
      for (let i = 0; i < 40; i++) {
        const tuple = p.PyTuple_Pack(kept);
        p.PyList_Append(kept, p.PyFloat_FromDouble(i));
        if (i % 3 === 0) p.Py_DECREF(tuple);
      }
      p.gc.collect();
    },
    { watch: [kept] },
  );
  expect(new Set(run.events.map(({ kind }) => kind))).toEqual(
    new Set(['start', 'allocated', 'freed', 'resized', 'refcount', 'collection']),
  );
  for (let i = 0; i < run.events.length; i++) seen.push(look(run.at(i)));
  const counts = run.events.flatMap((event, i) =>
    event.kind === 'refcount' ? [[event.count, seen[i]!.refcount]] : [],
  );
  expect(counts.length).toBeGreaterThan(40);
  for (const [told, found] of counts) expect(found).toBe(told);
  expect(seen.at(-1)).toEqual(look(p));
  for (const i of [3, run.events.length - 2, 17, 0, 60, 17]) {
    expect(look(run.at(i))).toEqual(seen[i]);
  }
  expect(look(run.step(1))).toEqual(seen[18]);
  expect(look(run.step(-1))).toEqual(seen[17]);
  expect(() => run.at(10_000)).toThrow('no event 10000');
  // The process itself went on to its end, and goes on.
  p.PyList_Append(kept, p.PyFloat_FromDouble(1));
  expect(look(run.at(5))).toEqual(seen[5]);
  expect(run.bytes).toBeLessThan(40 * 2 ** 20);
  run.close();
  expect(p.PyList_Size(kept)).toBe(41);
  p.check();
});

test('mappings are events, and kinds can be chosen', () => {
  const p = boot('3.12', { size: 64 * 2 ** 20 });
  const run = p.record(() => p.Py_DECREF(p.PyByteArray_FromStringAndSize(4 * 2 ** 20)), {
    kinds: ['mapped', 'unmapped'],
  });
  const large = run.events.filter(
    (event) => 'nbytes' in event && event.nbytes === 4 * 2 ** 20 + 4096,
  );
  expect(large.map(({ kind }) => kind)).toEqual(['mapped', 'unmapped']);
  expect(run.events.every(({ kind }) => /^(start|mapped|unmapped)$/.test(kind))).toBe(true);
});

test('a restored process goes on with its objects, free lists and collector as they were', () => {
  const p = boot('3.13', { size: 64 * 2 ** 20 });
  const list = p.PyList_FromRange(1000, 1100);
  const floats = Array.from({ length: 10 }, (_, i) => p.PyFloat_FromDouble(i));
  const before = p.checkpoint();
  const state = () => [
    p.gc.get_count(),
    p.freeLists().map((view) => view.addresses.length),
    p.sys.getallocatedblocks(),
    p.PyList_Size(list),
  ];
  const then = state();
  for (const each of floats) p.Py_DECREF(each);
  p.tracemalloc.start();
  p.PyList_Append(list, p.PyDict_New());
  p.gc.collect();
  expect(state()).not.toEqual(then);
  p.restore(before);
  expect(state()).toEqual(then);
  expect(p.tracemalloc.is_tracing()).toBe(false);
  p.Py_DECREF(list);
  p.check();
});

test('a forked process and its parent go on by themselves', () => {
  const parent = boot('3.14', { size: 64 * 2 ** 20 });
  const list = parent.PyList_FromRange(5000, 5010);
  const child = parent.fork();
  child.PyList_Append(list, child.PyFloat_FromDouble(1.5));
  parent.PyList_Clear(list);
  expect([parent.PyList_Size(list), child.PyList_Size(list)]).toEqual([0, 11]);
  expect(child.PyLong_AsLong(child.PyList_GetItem(list, 9))).toBe(5009);
  parent.check();
  child.check();
});
