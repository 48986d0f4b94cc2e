import { quietPython } from '../../src';
import { CPYTHON_VERSIONS } from '../../src/versions';

/** What a program prints on a version. */
function run(version: string, source: string): string {
  const { py, take } = quietPython(version);
  py.exec(source);
  return take();
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
  const first = quietPython('3.12');
  first.py.exec('secret = 1\n', { filename: 'shared.py' });
  const second = quietPython('3.12');
  second.py.exec("eval(compile('1 / 0', 'shared.py', 'eval'))");
  const text = second.take();
  expect(text).toContain('File "shared.py", line 1');
  expect(text).not.toContain('secret');
});
