import { boot } from '../../src';
import { execAudited } from '../../src/python/audited';

const VERSIONS = ['3.8', '3.10', '3.11', '3.12', '3.13', '3.15'];

/** The findings of a program during which something is done to the heap. */
function planted(version: string, plant: (py: ReturnType<typeof boot>) => void) {
  const py = boot(version);
  const source = 'x = [1, 2]\ny = {"a": x}\nz = (x, y)\n';
  let lines = 0;
  py.runtime.onLine = ({ lineno }) => {
    if (lineno === 3 && lines++ === 0) plant(py);
  };
  return execAudited(py, source, { filename: 'planted.py' });
}

test.each(VERSIONS)('a program that drops what it makes has no findings on %s', (version) => {
  const source = [
    'import functools, collections',
    'class A:',
    '    def __init__(self): self.x = [self]',
    'def g():',
    '    with open("f", "w") as f:',
    '        for i in range(3): yield A()',
    'held = list(g())',
    // Each pass begins with the loop's line, while its iterator is under way.
    'for i in range(3): held.append(i)',
    'waiting = g(); next(waiting)',
    'cache = functools.lru_cache(2)(lambda a: [a])',
    'cache(1), cache(2), cache(3)',
    'od = collections.OrderedDict(a=A())',
    'try: sorted([A(), A()])',
    'except TypeError as e: caught = e',
    // More operands than a word has bits.
    'def many(*a): return len(a)',
    `def lends(x, y): return many(${'x, y, '.repeat(20)}1e9, 2e9), A.__init__`,
    'lends(5000.5, "ab cd")',
    'import gc',
    'gc.callbacks.append(lambda phase, info: info)',
    'gc.set_threshold(300, 3, 2)',
    'junk = [[] for _ in range(2000)]',
    'gc.callbacks.clear()',
  ].join('\n');
  const { findings, looks, error } = execAudited(boot(version), source);
  expect(error).toBeUndefined();
  expect(findings).toEqual([]);
  expect(looks).toBeGreaterThanOrEqual(8);
});

test.each(VERSIONS)('a reference that nothing holds is found on %s', (version) => {
  const { findings } = planted(version, (py) => {
    py.interpreter.incref(py.memory.wordAt(py.globals.x!.address));
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    type: 'list',
    excess: 1,
    allocated: 'planted.py:1',
    line: 2,
  });
  expect(findings[0]!.holders).toContain('dict');
});

test.each(VERSIONS)('an object that nobody holds is found on %s', (version) => {
  const { findings } = planted(version, (py) => {
    py.PyList_New(0);
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ type: 'list', count: 1, found: 0 });
});

test.each(VERSIONS)('a reference too few is found on %s', (version) => {
  const { findings } = planted(version, (py) => {
    const word = py.memory.wordAt(py.globals.y!.address);
    py.interpreter.i32[word] = py.interpreter.i32[word]! - 1;
    // Put back, so that it is not freed under its holders.
    py.runtime.onLine = undefined;
  });
  expect(findings[0]).toMatchObject({ type: 'dict', excess: -1, found: 1 });
});

test('None is counted where it is not immortal', () => {
  const leak = (version: string) =>
    planted(version, (py) => py.interpreter.incref(py.interpreter.none)).findings;
  expect(leak('3.11')).toMatchObject([{ type: 'NoneType', excess: 1 }]);
  expect(leak('3.12')).toEqual([]);
});

test('what the host holds says where in the source', () => {
  const py = boot('3.12');
  const source = 'import atexit\ndef f(): pass\natexit.register(f)\ndel f\n';
  expect(execAudited(py, source).findings).toEqual([]);
  const { holders } = py.runtime;
  const calls = holders.findIndex(({ place }) => place === 'modules/atexit.ts: calls');
  expect(calls).toBeGreaterThanOrEqual(0);
  holders.splice(calls, 1);
  expect(execAudited(py, 'x = 1').findings).toEqual([]);
});
