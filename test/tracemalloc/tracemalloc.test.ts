import { boot, DomainFilter, Filter, type Process } from '../../src';
import { RELEASES } from '../support/golden';

const options = { size: 128 * 2 ** 20, startUp: 'none' } as const;

/** `n` bytes objects of 100 bytes in a list, allocated at a line. */
function build(p: Process, n: number, lineno: number): number {
  return p.tracemalloc.at({ filename: 'build.py', lineno }, () => {
    const list = p.PyList_New(0);
    for (let i = 0; i < n; i++) {
      const item = p.PyBytes_FromStringAndSize(100);
      p.PyList_Append(list, item);
      p.Py_DECREF(item);
    }
    return list;
  });
}

describe.each(RELEASES)('tracemalloc of %s', (version) => {
  test('sizes and counts per line, exact', () => {
    const p = boot(version, options);
    p.tracemalloc.start();
    const list = build(p, 1000, 3);
    const slots = (p.sys.getsizeof(list) - 56) / 8;
    const [line] = p.tracemalloc.take_snapshot().statistics('lineno');
    // bytes(100) asks for 133, the list for its head and struct, then for its array.
    expect(line!.size).toBe(1000 * 133 + 56 + slots * 8);
    expect(line!.count).toBe(1002);
    expect(p.tracemalloc.get_traced_memory()[0]).toBe(line!.size);
    expect(p.tracemalloc.get_object_traceback(list)?.toString()).toBe('build.py:3');
    p.Py_DECREF(list);
    // What stays is the list's own block, on the free list of lists.
    expect(p.tracemalloc.get_traced_memory()[0]).toBe(56);
    expect(p.tracemalloc.get_traced_memory()[1]).toBeGreaterThanOrEqual(line!.size);
    p.tracemalloc.reset_peak();
    expect(p.tracemalloc.get_traced_memory()[1]).toBe(56);
    p.tracemalloc.stop();
    expect(p.tracemalloc.get_traced_memory()).toEqual([0, 0]);
    p.check();
  });

  test('an int from a range is traced with what the allocator was asked for', () => {
    const p = boot(version, options);
    p.tracemalloc.start();
    const before = p.tracemalloc.get_traced_memory()[0];
    p.PyLong_FromLong(10_000_000);
    const asked = p.tracemalloc.get_traced_memory()[0] - before;
    expect(asked).toBe(/^3\.(8|9|10)$/.test(version) ? 28 : 32);
  });
});

describe('snapshots', () => {
  const p = boot('3.12', options);
  p.tracemalloc.start(5);
  const main = { filename: 'main.py', lineno: 7 };
  const inBuild = (n: number): number =>
    p.tracemalloc.at([{ filename: 'lib/build.py', lineno: 3 }, main], () => {
      const list = p.PyList_New(0);
      for (let i = 0; i < n; i++) p.PyList_Append(list, p.PyBytes_FromStringAndSize(100));
      return list;
    });
  inBuild(100);
  const first = p.tracemalloc.take_snapshot();
  inBuild(1000);
  p.tracemalloc.at(main, () => p.PyByteArray_FromStringAndSize(50_000));
  const second = p.tracemalloc.take_snapshot();

  test('statistics by line, file and traceback, with the text that Python prints', () => {
    const lines = second.statistics('lineno');
    expect(lines.map(({ traceback, count }) => [String(traceback), count])).toEqual([
      ['lib/build.py:3', 1104],
      ['main.py:7', 2],
    ]);
    expect(String(lines[0])).toBe('lib/build.py:3: size=152 KiB, count=1104, average=141 B');
    expect(String(lines[1])).toBe('main.py:7: size=48.9 KiB, count=2, average=24.4 KiB');
    expect(second.statistics('filename').map(String)[1]).toBe(
      'main.py:0: size=48.9 KiB, count=2, average=24.4 KiB',
    );
    const [cumulative] = second.statistics('lineno', true);
    expect([String(cumulative!.traceback), cumulative!.count]).toEqual(['main.py:7', 1106]);
    const [traceback] = second.statistics('traceback');
    expect(traceback!.traceback.frames.map(({ lineno }) => lineno)).toEqual([7, 3]);
    expect(traceback!.traceback.format()).toEqual([
      '  File "main.py", line 7',
      '  File "lib/build.py", line 3',
    ]);
    expect(() => second.statistics('traceback', true)).toThrow('cumulative');
  });

  test('differences', () => {
    const [top] = second.compare_to(first, 'lineno');
    expect([String(top!.traceback), top!.count_diff]).toEqual(['lib/build.py:3', 1002]);
    expect(String(top)).toBe(
      'lib/build.py:3: size=152 KiB (+139 KiB), count=1104 (+1002), average=141 B',
    );
    const gone = first.compare_to(second, 'lineno').find(({ size }) => size === 0);
    expect([gone!.size_diff, gone!.count_diff]).toEqual([-50057, -2]);
  });

  test('filters', () => {
    const only = second.filter_traces([new Filter(true, '*/build.py')]);
    expect(only.statistics('filename').map(({ count }) => count)).toEqual([1104]);
    const without = second.filter_traces([new Filter(false, 'lib/*')]);
    expect(without.statistics('lineno').map(({ traceback }) => String(traceback))).toEqual([
      'main.py:7',
    ]);
    const anyFrame = second.filter_traces([new Filter(true, 'main.py', { all_frames: true })]);
    expect(anyFrame.count).toBe(second.count);
    expect(second.filter_traces([new Filter(true, 'main.py', { lineno: 8 })]).count).toBe(0);
    expect(second.filter_traces([new DomainFilter(false, 0)]).count).toBe(0);
    expect(second.filter_traces([new DomainFilter(true, 0)]).count).toBe(second.count);
  });

  test('all three domains are traced: raw, mem and object', () => {
    const q = boot('3.12', options);
    q.tracemalloc.start();
    const traced = (): number => q.tracemalloc.get_traced_memory()[0];
    const raw = q.PyMem_RawMalloc(40);
    const object = q.PyObject_Malloc(50);
    expect(traced()).toBe(90);
    const moved = q.PyObject_Realloc(object, 600);
    expect(traced()).toBe(640);
    q.PyMem_RawFree(raw);
    q.PyObject_Free(moved);
    expect(traced()).toBe(0);
    expect(() => q.PyMem_RawFree(raw)).toThrow('not an allocated block');
    q.tracemalloc.clear_traces();
    expect(q.tracemalloc.take_snapshot().count).toBe(0);
  });

  test('errors that Python has too', () => {
    const q = boot('3.12', options);
    expect(() => q.tracemalloc.take_snapshot()).toThrow('must be tracing memory allocations');
    expect(() => q.tracemalloc.start(0)).toThrow('must be in range [1; 65535]');
    expect(q.tracemalloc.get_object_traceback(q.PyList_New(0))).toBeUndefined();
  });
});
