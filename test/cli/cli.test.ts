import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BIN, GOLDEN, ROOT } from '../support/dist';
import { exercisesIn, pointsOf } from '../support/points';

const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function heaplab(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('heaplab', () => {
  test('--help and --version', () => {
    const { stdout, status } = heaplab('--help');
    expect(status).toBe(0);
    for (const command of ['start', 'run', 'grade', 'py', 'replay', 'kernel'])
      expect(stdout).toContain(command);
    expect(heaplab('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(heaplab('replay', '--help').stdout).toContain('--compare');
  });

  test('an unknown command or option exits with 2 and points to --help', () => {
    for (const args of [['fly'], ['replay'], ['run', 'x', '--nope']]) {
      const { status, stderr } = heaplab(...args);
      expect(status).toBe(2);
      expect(stderr).toContain('--help');
    }
  });
});

describe('heaplab replay', () => {
  const golden = join(GOLDEN, 'traces', 'seed7-3.13.0.json.gz');

  test('prints a summary, and the recorded answers are met', () => {
    const { status, stdout, stderr } = heaplab('replay', golden, '--compare');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /random-7: 3,000 ops, \d+ arenas obtained.*blocks live.*bytes asked for.*ns per op/,
    );
    expect(stdout.match(/same as recorded, at every op/g)).toHaveLength(5);
  });

  test('--json prints the addresses', () => {
    const path = file('t.json', {
      python: '3.12.1',
      traces: [{ name: 'a', arenaBaseModPool: 0, ops: [0, 28, 1, 28, 0, 0, 1, -600] }],
    });
    const { traces } = JSON.parse(heaplab('replay', path, '--json').stdout);
    expect(traces).toEqual([
      { name: 'a', arena: [0, 0, -2, -1], offset: [48, 80, -2, -1], arenaEvents: [[0, 1]] },
    ]);
    expect(
      JSON.parse(heaplab('replay', path, '--json', '--python', '3.8').stdout).traces[0].arenaEvents,
    ).toEqual([
      [0, 1],
      [3, -1],
    ]);
  });

  test('--compare exits with 1 at the first difference and names the op', () => {
    const trace = {
      name: 'a',
      arenaBaseModPool: 0,
      ops: [0, 28, 1, 28],
      arena: [0, 0],
      offset: [48, 96],
      arenaEvents: [[0, 1]],
    };
    const { status, stderr } = heaplab(
      'replay',
      file('d.json', { python: '3.12.1', traces: [trace] }),
      '--compare',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('trace a, op 1: arena 0, offset 80; recorded: arena 0, offset 96');
  });

  const refused: [string, () => string, RegExp][] = [
    ['a missing file', () => 'nowhere.json', /cannot read nowhere.json: ENOENT/],
    ['no JSON', () => file('bad.json', '{'), /bad.json is damaged or no trace/],
    [
      'a truncated .gz',
      () => {
        const path = join(folder, 'cut.json.gz');
        writeFileSync(path, gzipSync('{"python":"3.12.1","traces":[]}').subarray(0, 20));
        return path;
      },
      /cut.json.gz is damaged/,
    ],
    [
      'a list cut in the middle of an op',
      () => file('odd.json', { python: '3.12.1', traces: [{ name: 'a', ops: [0, 28, 1] }] }),
      /trace a is truncated: op 1/,
    ],
    [
      'a free of an empty slot',
      () => file('f.json', { python: '3.12.1', traces: [{ name: 'a', ops: [0, 28, 1, 0] }] }),
      /trace a, op 1: free of the empty slot 1/,
    ],
    [
      'a malloc into a full slot',
      () => file('m.json', { python: '3.12.1', traces: [{ name: 'a', ops: [0, 28, 0, 28] }] }),
      /op 1: malloc\(28\) into the full slot 0/,
    ],
    [
      'a realloc of an empty slot',
      () => file('r.json', { python: '3.12.1', traces: [{ name: 'a', ops: [5, -28] }] }),
      /op 0: realloc to 28 of the empty slot 5/,
    ],
    [
      'an unknown version',
      () => file('v.json', { python: '2.7.18', traces: [] }),
      /unknown Python version '2.7.18': there are 3.8/,
    ],
    [
      'a size that is no number',
      () => file('s.json', { python: '3.12.1', traces: [{ name: 'a', ops: [0, 1.5] }] }),
      /op 0 has 1.5/,
    ],
  ];
  test.each(refused)('refuses %s', (_, path, message) => {
    const { status, stderr, stdout } = heaplab('replay', path());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(status).toBe(2);
    expect(stdout).toBe('');
  });
});

describe('heaplab run', () => {
  const nb = (...sources: string[]) => ({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: sources.map((source, i) => ({
      id: `c${i}`,
      cell_type: 'code',
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    })),
  });

  test('writes a notebook beside the input and never over anything', () => {
    const input = file('a.ipynb', nb('1 + 1'));
    const before = readFileSync(input, 'utf8');
    expect(heaplab('run', input).status).toBe(0);
    const out = join(folder, 'a.executed.ipynb');
    expect(JSON.parse(readFileSync(out, 'utf8')).cells[0].outputs[0].data['text/plain']).toEqual([
      '2',
    ]);
    expect(readFileSync(input, 'utf8')).toBe(before);
    expect(heaplab('run', input)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exists already'),
    });
    expect(heaplab('run', input, '-o', input)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--in-place'),
    });
    expect(readFileSync(input, 'utf8')).toBe(before);
    expect(heaplab('run', input, '--in-place').status).toBe(0);
    expect(readFileSync(input, 'utf8')).toContain('"execution_count": 1');
  });

  test('stops at the first error with the cell and exit code 1, keeping what ran', () => {
    const input = file('e.ipynb', nb('1', 'throw new RangeError("boom")', '3'));
    const out = join(folder, 'e-out.ipynb');
    const { status, stderr } = heaplab('run', input, '-o', out);
    expect(status).toBe(1);
    expect(stderr).toMatch(/code cell 2 \(id c1\) failed:\nRangeError: boom/);
    expect(JSON.parse(readFileSync(out, 'utf8')).cells[0].outputs).toHaveLength(1);
    expect(heaplab('run', input, '-o', out, '--allow-errors').status).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8')).cells[2].outputs).toHaveLength(1);
  });

  test('refuses a broken notebook and a wrong option', () => {
    expect(heaplab('run', file('b.ipynb', '{"cells": ['))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not JSON'),
    });
    expect(heaplab('run', file('t.ipynb', nb('1')), '--timeout', 'soon')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'soon'"),
    });
    expect(existsSync(join(folder, 't.executed.ipynb'))).toBe(false);
  });

  test('Ctrl-C ends the cell, writes what ran, and exits with 130', async () => {
    const started = join(folder, 'started');
    const loop = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(started)}, '');\nfor (;;);`;
    const input = file('i.ipynb', nb('1', loop));
    const out = join(folder, 'i-out.ipynb');
    const child = spawn(process.execPath, [BIN, 'run', input, '-o', out], { stdio: 'ignore' });
    while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
    expect(JSON.parse(readFileSync(out, 'utf8')).cells[0].outputs).toHaveLength(1);
  });
});

describe('heaplab kernel', () => {
  test('install writes the kernelspec, uninstall removes it', () => {
    const prefix = join(folder, 'prefix');
    const spec = join(prefix, 'share', 'jupyter', 'kernels', 'heaplab');
    expect(heaplab('kernel', 'install', '--prefix', prefix).status).toBe(0);
    const kernel = JSON.parse(readFileSync(join(spec, 'kernel.json'), 'utf8'));
    expect(kernel).toMatchObject({
      language: 'typescript',
      interrupt_mode: 'message',
      display_name: expect.any(String),
    });
    expect(existsSync(kernel.argv[1])).toBe(true);
    for (const logo of ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'])
      expect(existsSync(join(spec, logo))).toBe(true);
    expect(heaplab('kernel', 'uninstall', '--prefix', prefix).status).toBe(0);
    expect(existsSync(spec)).toBe(false);
    expect(heaplab('kernel', 'uninstall', '--prefix', prefix)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no kernelspec'),
    });
  });
});

describe('heaplab grade', () => {
  test('exits with 2 when it cannot grade', () => {
    expect(heaplab('grade', 'absent.ipynb')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot read'),
    });
    const other = file('other.ipynb', { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] });
    expect(heaplab('grade', other)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no exercises'),
    });
  });

  test('exits with 0 whatever the score, and --json says it all', () => {
    const path = join(folder, 'untouched.ipynb');
    copyFileSync(join(ROOT, 'notebooks', '02-pymalloc.ipynb'), path);
    const before = readFileSync(path, 'utf8');
    const { status, stdout } = heaplab('grade', path, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      lesson: '02-pymalloc',
      earned: 0,
      points: pointsOf('02-pymalloc'),
      seed: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('heaplab py', () => {
  test('runs a file with arguments, code and standard input, with the status of the program', () => {
    const path = file(
      'program.py',
      'import sys\nprint(sys.argv[1:], sys.version_info[:2])\nsys.exit(4)\n',
    );
    expect(heaplab('py', '--python', '3.9', path, 'a', '--b')).toEqual({
      status: 4,
      stdout: "['a', '--b'] (3, 9)\n",
      stderr: '',
    });
    const behind = (...args: string[]): string => heaplab('py', path, ...args).stdout;
    expect(behind('--python', '3.8', 'a', '--python', '3.9')).toBe(
      "['a', '--python', '3.9'] (3, 8)\n",
    );
    expect(behind('--python', '3.8', '-x')).toBe("['-x'] (3, 8)\n");
    expect(behind('--', '--python', '3.8')).toContain("['--python', '3.8']");
    expect(heaplab('py', path, '--python')).toMatchObject({ status: 2, stdout: '' });
    expect(heaplab('py', '-c', 'print(1 + 1)').stdout).toBe('2\n');
    const { stdout } = spawnSync(process.execPath, [BIN, 'py', '-'], {
      encoding: 'utf8',
      input: 'print("in")',
    });
    expect(stdout).toBe('in\n');
  });

  test('an exception goes to the standard error with status 1, a wrong file or version is status 2', () => {
    const failed = heaplab('py', '-c', 'x = 1\nx.y');
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("AttributeError: 'int' object has no attribute 'y'");
    expect(heaplab('py', 'none.py')).toMatchObject({ status: 2 });
    expect(heaplab('py', '--python', '2.7', '-c', '1').stderr).toContain('there are 3.8');
  });

  test('an endless loop ends at its limit, deep recursion and too much memory in exceptions', () => {
    const endless = heaplab('py', '--time-limit', '0.5', '-c', 'while True: pass');
    expect(endless.status).toBe(130);
    expect(endless.stderr).toContain('KeyboardInterrupt');
    const deep =
      'import sys\nsys.setrecursionlimit(4000)\ndef f(n): return n and f(n - 1)\nprint(f(3900))';
    expect(heaplab('py', '-c', deep).stdout).toBe('0\n');
    expect(heaplab('py', '--memory-limit', '50', '-c', 'x = [0] * 10**8').stderr).toContain(
      'MemoryError',
    );
  });

  test('--memory says where the bytes are, --chart draws the arenas', () => {
    const chart = join(folder, 'heap.svg');
    const { stderr, status } = heaplab(
      'py',
      '--memory',
      '--chart',
      chart,
      '-c',
      'x = list(range(9999))',
    );
    expect(status).toBe(0);
    expect(stderr).toContain('resident (RSS)');
    expect(readFileSync(chart, 'utf8')).toContain('<svg');
  });
});

describe('heaplab quiz', () => {
  test('asks, judges, and says which misunderstanding an answer came from', () => {
    const done = spawnSync(process.execPath, [BIN, 'quiz', '--seed', '3', '--length', '2'], {
      input: 'a\nb\n',
      encoding: 'utf8',
    });
    expect(done.status).toBe(0);
    expect(done.stdout).toMatch(/1 of 2 {2}\w+, CPython 3\.14/);
    expect(done.stdout).toMatch(/[0-2] of 2 right/);
  });

  test('--export writes the same ids each time', () => {
    const path = join(folder, 'cards.csv');
    const ids = (): string[] => {
      expect(heaplab('quiz', '--topic', 'layers', '--export', path).status).toBe(0);
      return [...readFileSync(path, 'utf8').matchAll(/^"([\w-]+@[^"]+)"/gm)].map((m) => m[1]!);
    };
    const first = ids();
    expect(first.length).toBeGreaterThan(4);
    expect(ids()).toEqual(first);
  });

  test('an unknown topic is named with those there are', () => {
    const { status, stderr } = heaplab('quiz', '--topic', 'cats');
    expect(status).toBe(2);
    expect(stderr).toContain('tracemalloc');
  });
});

describe('a batch of notebooks', () => {
  test('is graded past broken ones, into a table and a page for each', () => {
    const batch = join(folder, 'batch');
    mkdirSync(batch);
    const own = join(ROOT, 'notebooks', '10-interview-practice.ipynb');
    copyFileSync(own, join(batch, 'ann.ipynb'));
    writeFileSync(join(batch, 'bob.ipynb'), '{');
    const out = join(folder, 'graded');
    const { status, stdout } = heaplab('grade', batch, '-o', out);
    expect(status).toBe(1);
    expect(stdout).toContain('1 of 2 graded');
    const points = pointsOf('10-interview-practice');
    const csv = readFileSync(join(out, 'grades.csv'), 'utf8').split('\r\n');
    expect(csv[0]).toMatch(/^\ufeff"learner","id","lesson","exercise","points","of","counts"/);
    expect(csv.filter((line) => line.startsWith('"ann","","10-interview-practice",'))).toHaveLength(
      exercisesIn('10-interview-practice'),
    );
    expect(csv.find((line) => line.startsWith('"bob",'))).toContain('not graded');
    expect(readFileSync(join(out, 'totals.csv'), 'utf8')).toContain(`"ann","",0,${points},0,""`);
    expect(readFileSync(join(out, 'feedback', 'ann.html'), 'utf8')).toContain(
      `0 of ${points} points`,
    );
    expect(existsSync(join(out, 'feedback', 'bob.html'))).toBe(true);
  }, 90_000);

  test('options that cannot be are refused before anything is graded', () => {
    const own = join(ROOT, 'notebooks', '02-pymalloc.ipynb');
    for (const [args, says] of [
      [['--seed', 'nothing here'], 'is no seed'],
      [['--jobs', '0'], '--jobs takes a whole number'],
      [['--timeout', 'soon'], '--timeout takes a whole number'],
      [['--again', 'ann'], '--again needs --output'],
      [['--roster', 'absent.csv'], 'cannot read the roster'],
      [['-o', own], 'cannot make the folder'],
    ] as const) {
      const { status, stderr } = heaplab('grade', own, ...args);
      expect(stderr).toContain(says);
      expect(status).toBe(2);
    }
  }, 60_000);

  test('variants have other numbers, and say which they are', () => {
    const folders = ['1', '2'].map((variant) => {
      const out = join(folder, `variant-${variant}`);
      expect(
        heaplab('notebooks', '01-allocator-layers', '--variant', variant, '-o', out).status,
      ).toBe(0);
      return readFileSync(join(out, '01-allocator-layers.ipynb'), 'utf8');
    });
    expect(folders[0]).not.toBe(folders[1]);
    expect(folders[1]).toContain('"variant": 2');
  });
});
