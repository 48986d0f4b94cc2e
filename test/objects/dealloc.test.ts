import { boot, type Process } from '../../src';
import { golden, RELEASES } from '../support/golden';

function small(version: string): Process {
  return boot(version, { size: 64 * 2 ** 20, startUp: 'none' });
}

function text(p: Process, value: string): number {
  return p.PyUnicode_InternInPlace(p.PyUnicode_FromString(value));
}

describe.each(RELEASES)('deallocation in %s', (version) => {
  test('the order of scripts/dealloc_order.py', () => {
    const p = small(version);
    const log: string[] = [];
    const type = p.PyType_New('N', {
      del: (self) => {
        const name = p.PyObject_GetAttr(self, text(p, 'name'));
        log.push(`del ${p.PyUnicode_AsUTF8(name)}`);
        p.Py_DECREF(name);
      },
    });
    /** An instance that keeps a tuple of others, whose references it takes over. */
    const N = (name: string, ...kids: number[]): number => {
      const op = p.PyType_GenericAlloc(type);
      const own = p.PyUnicode_FromString(name);
      const tuple = p.PyTuple_Pack(...kids);
      p.PyObject_SetAttr(op, text(p, 'name'), own);
      p.PyObject_SetAttr(op, text(p, 'kids'), tuple);
      for (const each of [own, tuple, ...kids]) p.Py_DECREF(each);
      return op;
    };
    const listOf = (...items: number[]): number => {
      const op = p.PyList_New(0);
      for (const item of items) {
        p.PyList_Append(op, item);
        p.Py_DECREF(item);
      }
      return op;
    };
    p.Py_DECREF(N('root', N('left', N('ll'), N('lr')), N('right')));
    log.push('--');
    p.Py_DECREF(listOf(N('i0'), N('i1'), N('i2')));
    log.push('--');
    const items = [N('t0'), N('t1'), N('t2')];
    const tuple = p.PyTuple_Pack(...items);
    for (const item of items) p.Py_DECREF(item);
    p.Py_DECREF(tuple);
    log.push('--');
    const d = p.PyDict_New();
    for (const [key, name] of [
      ['a', 'da'],
      ['b', 'db'],
      ['a', 'da2'],
    ] as const) {
      const value = N(name);
      p.PyDict_SetItem(d, text(p, key), value);
      p.Py_DECREF(value);
    }
    p.Py_DECREF(d);
    log.push('--');
    const s = listOf(N('s0'), N('s1'), N('s2'), N('s3'));
    const fresh = listOf(N('new'));
    p.PyList_SetSlice(s, 1, 3, fresh);
    p.Py_DECREF(fresh);
    log.push('sliced');
    const last = p.PyList_Pop(s, -1);
    p.PyList_Insert(s, 0, last);
    p.Py_DECREF(last);
    p.PyList_Clear(s);
    log.push('end');
    expect(`${log.join('\n')}\n`).toBe(
      golden<Record<string, string>>('scripts', 'dealloc_order.json')[version],
    );
  });

  // A million in the two ways of waiting, to 3.12 and after; fewer in the others.
  const levels = version === '3.8' || version === '3.14' ? 1_000_000 : 100_000;
  test(`a list nested ${levels} deep frees without harm, and all its memory`, () => {
    const p = boot(version, { size: 512 * 2 ** 20, startUp: 'none' });
    p.gc.disable();
    const blocks = p.sys.getallocatedblocks();
    const py = p.interpreter;
    let list = p.memory.wordAt(p.PyList_New(0));
    for (let i = 0; i < levels; i++) {
      const outer = p.memory.wordAt(p.PyList_New(1));
      py.store(py.load(outer + 6), list);
      list = outer;
    }
    expect(p.sys.getallocatedblocks() - blocks).toBe(2 * levels + 1);
    py.decref(list);
    // The free list of lists keeps 80 of them.
    expect(p.sys.getallocatedblocks() - blocks).toBe(80);
    p.check();
  });

  test('the trashcan: the order in which objects nested 120 deep are finalized', () => {
    const p = small(version);
    const order: number[] = [];
    const i = text(p, 'i');
    const type = p.PyType_New('N', {
      del: (self) => order.push(p.PyLong_AsLong(p.PyObject_GetAttr(self, i))),
    });
    const N = (value: number): number => {
      const op = p.PyType_GenericAlloc(type);
      p.PyObject_SetAttr(op, i, p.PyLong_FromLong(value));
      return op;
    };
    let list = N(0);
    for (let level = 1; level < 120; level++) {
      const outer = p.PyList_New(0);
      for (const item of [N(level), list]) {
        p.PyList_Append(outer, item);
        p.Py_DECREF(item);
      }
      list = outer;
    }
    p.Py_DECREF(list);
    expect(order.join(' ')).toBe(
      golden<Record<string, string>>('scripts', 'trashcan.json')[version],
    );
  });

  test('addresses are used again as in scripts/freelist_identity.py', () => {
    const p = small(version);
    const again = (make: () => number): boolean => {
      const first = make();
      p.Py_DECREF(first);
      const second = make();
      p.Py_DECREF(second);
      return first === second;
    };
    expect(again(() => p.PyFloat_FromDouble(4.5))).toBe(true);
    expect(again(() => p.PyList_New(0))).toBe(true);
    expect(again(() => p.PyDict_New())).toBe(true);
    const n = p.PyLong_FromLong(3);
    expect(again(() => p.PyTuple_Pack(n, n))).toBe(true);
    const type = p.PyType_New('P');
    p.PyType_GenericAlloc(type);
    // From 3.13 on the block shrinks with each instance, until the shared keys know their number.
    const sameBlock = !/^3\.1[345]$/.test(version);
    const instance = again(() => p.PyType_GenericAlloc(type));
    if (sameBlock) expect(instance).toBe(true);
    const floats = Array.from({ length: 300 }, (_, i) => p.PyFloat_FromDouble(i));
    for (const each of floats) p.Py_DECREF(each);
    const more = Array.from({ length: 300 }, (_, i) => p.PyFloat_FromDouble(i));
    expect(more.filter((each) => floats.includes(each)).length).toBeGreaterThanOrEqual(100);
  });

  test('free lists hold what _debugmallocstats says', () => {
    const p = boot(version, { size: 128 * 2 ** 20, startUp: 'none' });
    p.gc.disable();
    const many = (make: (i: number) => number, count = 5000): number[] =>
      Array.from({ length: count }, (_, i) => make(i));
    const key = (i: number): number => p.PyUnicode_FromString(`a${i}`);
    const made = [
      many((i) => p.PyFloat_FromDouble(i)),
      many(() => p.PyList_New(0)),
      many(() => p.PyDict_New()),
      many((i) => {
        const d = p.PyDict_New();
        p.PyDict_SetItem(d, key(i), p.PyLong_FromLong(i));
        return d;
      }, 3000),
      ...Array.from({ length: 21 }, (_, n) =>
        many((i) => p.PyTuple_Pack(...new Array<number>(n + 1).fill(p.PyLong_FromLong(i)))),
      ),
    ];
    for (const group of made) for (const each of group) p.Py_DECREF(each);
    const recorded = golden<Record<string, string[]>>('scripts', 'freelists.json')[version]!;
    const lines = p
      .debugMallocStats()
      .split('\n')
      .filter((line) => / free /.test(line));
    expect(lines).toEqual(recorded);
  });

  test('a deallocation chain as data', () => {
    const p = small(version);
    const type = p.PyType_New('Child', { del: () => {} });
    const child = p.PyType_GenericAlloc(type);
    const list = p.PyList_New(0);
    p.PyList_Append(list, child);
    p.Py_DECREF(child);
    const steps = p.traceDealloc(() => p.Py_DECREF(list));
    expect(steps.map(({ event, type: name, depth }) => [event, name, depth])).toEqual([
      ['dealloc', 'list', 0],
      ['dealloc', 'Child', 1],
      ['finalize', 'Child', 2],
      ['freed', 'Child', 1],
      ['freed', 'list', 0],
    ]);
  });
});

test('reference counts as each version reports them', () => {
  for (const version of RELEASES) {
    const p = small(version);
    const x = p.PyList_New(0);
    expect(p.sys.getrefcount(x)).toBe(2);
    const none = p.memory.addressOf(p.interpreter.none);
    const immortal = {
      '3.12': 0xffffffff,
      '3.13': 0xffffffff,
      '3.14': 0xc0000000,
      '3.15': 0xc0000000,
    };
    const expected = (immortal as Record<string, number>)[version];
    if (expected === undefined) {
      const before = p.sys.getrefcount(none);
      p.Py_INCREF(none);
      expect(p.sys.getrefcount(none)).toBe(before + 1);
    } else {
      p.Py_INCREF(none);
      p.Py_DECREF(none);
      p.Py_DECREF(none);
      expect(p.sys.getrefcount(none)).toBe(expected);
    }
  }
});

describe('bad input', () => {
  const p = small('3.12');

  test('a finalizer that throws: the deallocation goes on, and the caller gets the error', () => {
    const q = small('3.12');
    const type = q.PyType_New('Bad', {
      del: () => {
        throw new Error('in del');
      },
    });
    const blocks = q.sys.getallocatedblocks();
    const list = q.PyList_New(0);
    for (let i = 0; i < 3; i++) {
      const op = q.PyType_GenericAlloc(type);
      q.PyList_Append(list, op);
      q.Py_DECREF(op);
    }
    expect(() => q.Py_DECREF(list)).toThrow('in del');
    // The list's own block is on the free list; everything else is gone.
    expect(q.sys.getallocatedblocks() - blocks).toBe(1);
    const op = q.PyType_GenericAlloc(type);
    const name = q.PyUnicode_FromString('me');
    q.PyObject_SetAttr(op, name, op);
    q.Py_DECREF(op);
    expect(() => q.gc.collect()).toThrow('in del');
    expect(q.gc.collect()).toBe(0);
    q.check();
  });

  test('a reference that is stale, or never was one', () => {
    const list = p.PyList_New(0);
    p.Py_DECREF(list);
    expect(() => p.Py_DECREF(list)).toThrow(
      /0x[0-9a-f]+ is not a live object: its reference count is 0/,
    );
    const text = p.PyUnicode_FromString('gone');
    p.Py_DECREF(text);
    expect(() => p.PyUnicode_AsUTF8(text)).toThrow('was freed');
    for (const address of [0, 1, 16, -8, 0.5, Number.NaN, 2 ** 47]) {
      expect(() => p.Py_INCREF(address)).toThrow('is not a live object');
    }
    expect(() => p.inspect(p.PyObject_Malloc(64))).toThrow('is not a live object');
  });

  test('a list is extended by a list or a tuple, and by nothing else', () => {
    const list = p.PyList_FromRange(0, 3);
    p.PyList_Extend(list, p.PyTuple_Pack(p.PyLong_FromLong(7), p.PyLong_FromLong(8)));
    p.PyList_Extend(list, list);
    const values = Array.from({ length: 10 }, (_, i) => p.PyLong_AsLong(p.PyList_GetItem(list, i)));
    expect(values).toEqual([0, 1, 2, 7, 8, 0, 1, 2, 7, 8]);
    expect(() => p.PyList_Extend(list, p.PyDict_New())).toThrow("not 'dict'");
  });

  test('a hash that was not computed is -1 in the inspector', () => {
    const text = p.PyUnicode_FromString('hello');
    expect(p.inspect(text).fields.find(({ name }) => name === 'hash')?.value).toBe(-1);
    expect(p.hexdump(text, 48)).toContain('hash=-1');
  });

  test('a wrong type says what was expected and what it is', () => {
    const list = p.PyList_New(0);
    expect(() => p.PyDict_Size(list)).toThrow(
      /PyDict_Size expects a dict, and 0x[0-9a-f]+ is a list/,
    );
    expect(() => p.PySet_Add(p.PySet_New(), list)).toThrow("unhashable type: 'list'");
    const loose = p as unknown as Record<string, (...args: unknown[]) => unknown>;
    expect(() => loose.PyList_Append!(list)).toThrow('undefined is not a live object');
    expect(() => loose.PyUnicode_FromString!(5)).toThrow(
      'PyUnicode_FromString expects a text, not 5',
    );
    expect(() => p.PyList_New(-1)).toThrow('PyList_New expects a size, not -1');
    expect(() => p.PyLong_FromLong(0.5)).toThrow('an int is a whole number, not 0.5');
    expect(() => p.PyList_GetItem(list, 0)).toThrow('list index out of range');
    expect(() => p.PyDict_DelItem(p.PyDict_New(), list)).toThrow("unhashable type: 'list'");
    expect(() => p.PyWeakref_NewRef(p.PyLong_FromLong(5000))).toThrow(
      "cannot create weak reference to 'int' object",
    );
  });

  test('memory beyond the limit: MemoryError, and the process goes on', () => {
    for (const version of RELEASES) {
      const limited = boot(version, { limit: 8 * 2 ** 20 });
      expect(() => limited.PyList_FromRange(0, 10_000_000)).toThrow('no memory for a block of');
      const bytes = limited.PyBytes_FromStringAndSize(1000);
      expect(limited.sys.getsizeof(bytes)).toBe(1033);
      expect(() => limited.PyBytes_FromStringAndSize(100_000_000)).toThrow(
        'no memory for a block of 100000033 bytes',
      );
      const list = limited.PyList_New(0);
      const fill = (): void => {
        for (;;) limited.PyList_Append(list, limited.PyFloat_FromDouble(1));
      };
      expect(fill).toThrow('no memory for a block of');
      limited.PyList_Clear(list);
      limited.check();
    }
  });
});
