import { boot, type Host, NotebookPython, notebookPython, PythonError } from '../../src';
import { HOST } from '../../src/kernel/display';
import { pythonOfCell } from '../../src/kernel/python';
import { hostClock } from '../../src/python';
import { nativeGlobal } from '../support/native';

/** Runs a program and gives what it printed. */
function run(source: string, version = '3.12', more: Partial<Host> = {}) {
  const printed = { stdout: '', stderr: '' };
  const host: Host = {
    write: (stream, text) => {
      printed[stream] += text;
    },
    readLine: () => '',
    time: () => 0,
    perfCounter: () => 0,
    random: Math.random,
    readFile: () => undefined,
    interrupted: () => false,
    ...more,
  };
  const py = boot(version, { limit: 64 * 2 ** 20, host });
  const result = py.exec(source);
  return { py, result, ...printed };
}

test('an uncaught exception has the status 1 and the traceback of CPython', () => {
  const { result, stderr } = run('def f(x):\n    return 1 / x\n\nf(0)\n');
  expect(result.status).toBe(1);
  expect(stderr).toBe(
    [
      'Traceback (most recent call last):',
      '  File "<string>", line 4, in <module>',
      '    f(0)',
      '  File "<string>", line 2, in f',
      '    return 1 / x',
      '           ~~^~~',
      'ZeroDivisionError: division by zero',
      '',
    ].join('\n'),
  );
});

test.each([
  ['while True: pass', '3.12', 1],
  ['while True:\n    pass', '3.12', 1],
  ['while True:\n    pass', '3.14', 2],
  ['x = 0\nwhile True:\n    x = 1\n    y = 2', '3.8', 4],
  ['x = 0\nwhile True:\n    x = 1\n    y = 2', '3.13', 2],
  ['def f():\n    while 1:\n        x = 1\nf()', '3.14', 3],
  ['it = iter(int, 1)\nfor x in it:\n    pass', '3.12', 3],
  ['it = iter(int, 1)\n\n[x for x in it]', '3.14', 3],
])('a loop that is stopped says its line: %j on %s', (source, version, line) => {
  const { stderr } = run(source, version, { interrupted: () => true });
  expect(stderr).toMatch(/KeyboardInterrupt\s*$/);
  expect([...stderr.matchAll(/line (\d+)/g)].at(-1)![1]).toBe(String(line));
});

test.each([
  'sum(range(10**9))',
  'list(range(2 * 10**6))',
  'sorted([i % 7 for i in range(40_000)])',
  'import itertools; max(itertools.repeat(1))',
  '10**9 in iter(range(10**9))',
])('a long built-in function is stopped too, and the next program runs: %s', (source) => {
  let asked = 0;
  const { stderr, py } = run(source, '3.12', { interrupted: () => ++asked < 3 });
  expect(stderr).toMatch(/line 1, in <module>[\s\S]*KeyboardInterrupt\s*$/);
  expect(py.exec('print(sum(range(10)))').status).toBe(0);
});

test.each([
  ['import sys; sys.exit(3)', 3],
  ['raise SystemExit', 0],
  ['raise SystemExit("no")', 1],
  ['import os; os._exit(7)', 7],
  ['pass', 0],
])('the status of %s is %i', (source, status) => {
  expect(run(source).result.status).toBe(status);
});

test.each([
  ['print(1', 1, "'(' was never closed"],
  ['x = "abc', 1, 'unterminated string literal (detected at line 1)'],
  ['if True\n    pass', 1, "expected ':'"],
  ['def f():\nprint(1)', 2, 'expected an indented block after function definition on line 1'],
  ['x = 1\n  y = 2', 2, 'unexpected indent'],
  ['return 5', 1, "'return' outside function"],
  ['f() = 1', 1, "cannot assign to function call here. Maybe you meant '==' instead of '='?"],
])('%j is a SyntaxError that says where and why', (source, line, message) => {
  const { result, stderr, stdout } = run(`${source}\n`);
  expect(result.status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(`File "<string>", line ${line}\n`);
  expect(stderr).toMatch(/^(Syntax|Indentation)Error: /m);
  expect(stderr).toContain(`Error: ${message}\n`);
});

test('deep recursion, too much memory and an endless loop end in exceptions, and the process lives', () => {
  const { py, result } = run(
    'def f(n): return f(n + 1)\ntry: f(0)\nexcept RecursionError as e: kept = str(e)\n',
  );
  expect(result.status).toBe(0);
  expect(py.globals.kept!.value).toBe('maximum recursion depth exceeded');
  const full = run(
    'l = []\ntry:\n    while True: l.append("x" * 1000 + str(len(l)))\nexcept MemoryError: n = len(l)\n',
  );
  expect(full.result.status).toBe(0);
  expect(full.py.globals.n!.value).toBeGreaterThan(1000);
  full.py.check();
  let asked = 0;
  const endless = run('while True: pass', '3.12', { interrupted: () => ++asked > 3 });
  expect(endless.result.status).toBe(130);
  expect(endless.py.exec('x = 1').status).toBe(0);
});

test('/proc/self/smaps lists the mappings, smaps_rollup their sum', () => {
  const { result, stdout, stderr } = run(`def read(name):
    with open('/proc/self/' + name) as file:
        return [line.split() for line in file]
def rss(name):
    return [int(fields[1]) for fields in read(name) if fields[0] == 'Rss:']
keep = [[] for i in range(10000)]
each, whole = rss('smaps'), rss('smaps_rollup')
print(len(each) > 1, len(whole), abs(sum(each) - whole[0]) < 100)
`);
  expect({ ...result, stderr }).toMatchObject({ status: 0, stderr: '' });
  expect(stdout).toBe('True 1 True\n');
});

test('names stay between programs, and the heap under them is the process’s own', () => {
  const { py } = run('class A: pass\na = A()\nb = [a, a]\n');
  expect(py.exec('c = len(b)').status).toBe(0);
  expect(py.globals.c!.value).toBe(2);
  const { a } = py.globals;
  expect(a).toMatchObject({ type: 'A', refcount: 3 });
  expect(py.gc.is_tracked(a!.address)).toBe(true);
  expect(py.gc.get_referrers(a!.address).length).toBeGreaterThan(0);
  expect(py.inspect(a!.address).type).toBe('A');
  expect(Object.keys(py.globals)).toContain('b');
  expect(py.globals.nothing).toBeUndefined();
  py.check();
});

test('a notebook keeps one Python, shows values, and raises what its cells raise', () => {
  let printed = '';
  const cells = {
    write: (_: string, text: string) => {
      printed += text;
    },
    readFile: () => undefined,
    stopped: () => false,
  };
  const around = nativeGlobal as unknown as Record<symbol, unknown>;
  around[HOST] = cells;
  const py = notebookPython('3.12');
  delete around[HOST];
  expect(py).toBeInstanceOf(NotebookPython);
  py.run('x = [1, 2]\nx\n');
  expect(printed).toBe('[1, 2]\n');
  expect(notebookPython()).toBe(py);
  expect(() => py.run('x[5]')).toThrow(PythonError);
  expect(() => py.run('x[5]')).toThrow('list index out of range');
  expect(py.complete('x.app', 5)).toEqual({ matches: ['append'], start: 2, end: 5 });
  expect(py.complete('prin', 4).matches).toContain('print');
});

test('a notebook gets a new Python when it asks for a version, a cell when it names another one', () => {
  const py = notebookPython('3.12');
  expect(pythonOfCell(undefined)).toBe(py);
  expect(pythonOfCell('3.12')).toBe(py);
  const other = pythonOfCell('3.9');
  expect(other).not.toBe(py);
  expect(notebookPython()).toBe(other);
  expect(notebookPython('3.9')).not.toBe(other);
  expect(() => notebookPython('2.7')).toThrow('2.7');
  expect(() => pythonOfCell('2.7')).toThrow('2.7');
});

test('a program can be stepped line by line', () => {
  const { py } = run('');
  const lines: number[] = [];
  py.runtime.onLine = ({ lineno }) => lines.push(lineno);
  py.exec('x = 1\nfor i in range(2):\n    x += i\nprint(x)\n');
  expect(lines).toEqual([1, 2, 3, 2, 3, 2, 4]);
});

test('modules in files, packages, and what is wrong with an import', () => {
  const files: Record<string, string> = {
    'helper.py': 'import sys\nITEMS = [1, 2]\ndef boom(): raise ValueError(__name__)\n',
    'pack/__init__.py': 'from .part import value\nfrom . import part as same\n',
    'pack/part.py': 'value = 7\n',
    'first.py': 'import second\nx = 1\n',
    'second.py': 'from first import x\n',
    'broken.py': 'x = (1,\n',
  };
  const program = `
import helper, pack.part
from helper import ITEMS
print(ITEMS is helper.ITEMS, pack.value, pack.same is pack.part, pack.__package__)
for name in ('nothing', 'helper.part', 'pack.nothing', 'first', 'broken'):
    try:
        __import__(name)
    except (ImportError, SyntaxError) as error:
        print(type(error).__name__, error.msg)
helper.boom()
`;
  const { stdout, stderr } = run(program, '3.12', { readFile: (path) => files[path] });
  expect(stdout.split('\n')).toEqual([
    'True 7 True pack',
    "ModuleNotFoundError No module named 'nothing'",
    "ModuleNotFoundError No module named 'helper.part'; 'helper' is not a package",
    "ModuleNotFoundError No module named 'pack.nothing'",
    "ImportError cannot import name 'x' from partially initialized module 'first' (most likely due to a circular import) (first.py)",
    "SyntaxError '(' was never closed",
    '',
  ]);
  expect(stderr).toContain('File "helper.py", line 3, in boom\n    def boom(): raise');
});

test('a module that is not there: what is', () => {
  const { result, stderr } = run('import json\n');
  expect(result.status).toBe(1);
  expect(stderr).toContain(
    "ModuleNotFoundError: No module named 'json'\nheaplab: the simulator has abc,",
  );
});

test('files that a program writes stay in its process', () => {
  const program = `
import os
with open('there.txt', 'a+') as f:
    print(f.write('\u00e9\\n'), f.tell(), f.mode)
    f.seek(0)
    print(f.readlines())
print(open('there.txt', 'rb').read(), os.path.getsize('there.txt'), os.path.exists('no'))
with open('new', 'wb') as f:
    f.write(bytes([0, 255]))
print(open('new', 'rb').read())
os.remove('new')
for path, mode in ('new', 'r'), ('there.txt', 'x'), ('new', 'rw'), ('new', ''):
    try:
        open(path, mode)
    except (OSError, ValueError) as error:
        print(error)
`;
  const { stdout } = run(program, '3.12', {
    readFile: (path) => (path === 'there.txt' ? 'old\n' : undefined),
  });
  expect(stdout.split('\n')).toEqual([
    '2 7 a+',
    "['old\\n', 'é\\n']",
    "b'old\\n\\xc3\\xa9\\n' 7 False",
    "b'\\x00\\xff'",
    "[Errno 2] No such file or directory: 'new'",
    "[Errno 17] File exists: 'there.txt'",
    'must have exactly one of create/read/write/append mode',
    'Must have exactly one of create/read/write/append mode and at most one plus',
    '',
  ]);
});

test('the clock is the machine’s, and tells apart moments within a millisecond', () => {
  const program =
    'import time\nprint(len({time.perf_counter() for _ in range(1000)}), time.time())\n';
  const [moments, now] = run(program, '3.12', hostClock()).stdout.split(' ').map(Number);
  expect(moments).toBeGreaterThan(100);
  expect(Math.abs((now ?? 0) - Date.now() / 1000)).toBeLessThan(60);
});
