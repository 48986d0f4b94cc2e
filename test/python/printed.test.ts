import { boot } from '../../src';
import { execAudited } from '../../src/python/audited';
import { defaultHost } from '../../src/python/os/host';

const SOURCE = `import sys
import tracemalloc

tracemalloc.start()
print("x" * 100)
text = "y" * 10
print(text, 5, sep="-")
s = tracemalloc.take_snapshot()
sys.stdout.flush()
after = tracemalloc.take_snapshot()
tracemalloc.stop()
for each in s, after:
    own = each.filter_traces([tracemalloc.Filter(True, 'printed.py')])
    print(sorted((t.traceback[0].lineno, t.size, t.count) for t in own.statistics("lineno") if t.traceback[0].lineno == 7))
`;

/** Both as CPython prints them to a pipe: what waits, in a list of strings, and after it was flushed. */
const RECORDED = {
  '3.8': ['[(7, 98, 2)]', '[]'],
  '3.12': ['[(7, 106, 2)]', '[]'],
};

test.each(Object.entries(RECORDED))(
  'strings that were printed to a pipe wait, and are traced, on %s',
  (version, rows) => {
    let printed = '';
    const write = (_: string, text: string): void => {
      printed += text;
    };
    const py = boot(version as '3.8', { host: { ...defaultHost(), write, buffering: 'block' } });
    const { findings } = execAudited(py, SOURCE, { filename: 'printed.py', statements: false });
    py.finish();
    expect(findings).toEqual([]);
    expect(printed.split('\n').slice(2, 4)).toEqual(rows);
  },
);
