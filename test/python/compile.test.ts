import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot, deterministicHost, versionOf } from '../../src';
import { compile } from '../../src/python/compile/compiler';
import { join as joined, plain } from '../../src/python/compile/fragment';
import { parse } from '../../src/python/parser/parser';
import { CPYTHON_VERSIONS } from '../../src/versions';
import { ROOT } from '../support/dist';

/** What a program prints on a version. */
function run(version: string, source: string): string {
  const host = deterministicHost();
  boot(version, { host }).exec(source);
  return host.take();
}

const COUNTS = (parameter: string): string => `
import sys
class Operand:
    def __add__(self, other):
        return sys.getrefcount(self)
    def __eq__(self, other):
        return sys.getrefcount(other)
def add(${parameter}, other):
    return ${parameter} + other, ${parameter} == other, -len([${parameter} == other])
print(add(Operand(), Operand()))
`;

test.each(CPYTHON_VERSIONS)('no name of a parameter changes reference counts on %s', (version) => {
  const printed = run(version, COUNTS('operand'));
  expect(printed).toMatch(/^\(\d+, \d+, -1\)\n$/);
  for (const name of ['yielded', 'yield_', 'awaited']) {
    expect({ name, printed: run(version, COUNTS(name)) }).toEqual({ name, printed });
  }
});

test("a traceback quotes no other process's source", () => {
  boot('3.12').exec('secret = 1\n', { filename: 'shared.py' });
  const host = deterministicHost();
  boot('3.12', { host }).exec("eval(compile('1 / 0', 'shared.py', 'eval'))");
  const text = host.take();
  expect(text).toContain('File "shared.py", line 1');
  expect(text).not.toContain('secret');
});

test('the README of the compiler shows what it emits', () => {
  const text = readFileSync(join(ROOT, 'src', 'python', 'compile', 'README.md'), 'utf8');
  const [, program, shown] = /```python\n(.*?)```.*?```js\n(.*?)```/s.exec(text)!;
  const host = {
    ...versionOf('3.12').compiler,
    constant: (value: object): number => 1000 + Number((value as { v: bigint }).v),
    name: () => 2000,
    operand: String,
    stepping: false,
    keepsTables: false,
  };
  const { functions } = compile(parse(program!, 'program.py'), host);
  const emitted = plain(joined(functions, '\n'));
  // There it is formatted for reading: with spaces, semicolons, brackets, commas and quotes that change nothing.
  const bare = (code: string): string =>
    code
      .replace(/,(?=\s*[)\]}])/g, '')
      .replace(/[\s();]/g, '')
      .replaceAll('"', "'");
  expect(bare(emitted)).toBe(bare(shown!));
});
