import { traceTop } from '../charts';
import { boot, deterministicHost } from '../python';
import { printing, SIZE, type Template } from './template';

const SAYS = '06-tracemalloc#what-does-a-snapshot-say';

/** The line with more bytes. */
const most = (a: number, b: number): string => (a === b ? 'both the same' : a > b ? 'A' : 'B');

export const TRACES: readonly Template[] = [
  printing({ id: 'tracemalloc-top', read: SAYS, kind: 'bug' }, (r) => {
    const [n, m] = [r.integer(200, 400), r.integer(1, 2)];
    const code = `import tracemalloc\ntracemalloc.start()\na = [bytes(100) for _ in range(${n})]          # A\nb = bytes(${m * 100} * ${n})                          # B\ntop = tracemalloc.take_snapshot().statistics('lineno')[0]\nprint('A' if top.traceback[0].lineno == 3 else 'B')`;
    return {
      ask: 'Which line has the most bytes?',
      code,
      beliefs: () => ({
        'content-only': most(100 * n, 100 * m * n),
        'list-only': most(8 * n, 100 * m * n),
        'counts-blocks': most(n + 1, 1),
      }),
      others: ['A', 'B', 'both the same', 'neither is traced'],
      explain: `Line A makes ${n} objects of 133 bytes, and a list. Line B makes one object of ${100 * m * n + 33} bytes.`,
      chart: (v) => {
        const py = boot(v, { size: SIZE, host: deterministicHost() });
        py.exec(code);
        return traceTop(py.tracemalloc.take_snapshot().statistics('lineno'), 3);
      },
    };
  }),
  printing({ id: 'tracemalloc-current', read: SAYS }, (r) => {
    const n = 10_000 * r.integer(2, 40);
    return {
      code: `import tracemalloc\ntracemalloc.start()\nbefore = tracemalloc.get_traced_memory()[0]\nx = bytes(${n})\nafter = tracemalloc.get_traced_memory()[0]\nprint((after - before) // 10_000)`,
      beliefs: () => ({
        'large-is-untraced': Math.floor((n + 33 > 512 ? 0 : n + 33) / 10_000),
        'eight-bytes-each': Math.floor((8 * n + 33) / 10_000),
      }),
      explain: `What was asked for: ${n} bytes of content, and 33 of the object.`,
    };
  }),
  printing({ id: 'tracemalloc-freed', read: '06-tracemalloc#how-does-it-grow' }, (r) => {
    const n = r.integer(1000, 9000);
    const code = `import tracemalloc\ntracemalloc.start()\nx = bytes(${n})\ndel x\ncurrent, peak = tracemalloc.get_traced_memory()\nprint(current > ${n}, peak > ${n})`;
    return {
      code,
      beliefs: () => ({
        'dies-later': { run: code.replace('del x\n', '') },
        'peak-falls': {
          run: code.replace('print(', 'peak = current\nprint('),
        },
      }),
      explain: 'What was freed is not in the current figure, but in the peak.',
    };
  }),
  printing({ id: 'tracemalloc-before', read: SAYS }, (r) => {
    const n = r.integer(1000, 9000);
    return {
      code: `import tracemalloc\nx = bytes(${n})\ntracemalloc.start()\nprint(tracemalloc.get_traced_memory()[0] > ${n}, tracemalloc.get_object_traceback(x) is None)`,
      beliefs: () => ({
        'traces-the-past': {
          run: `import tracemalloc\ntracemalloc.start()\nx = bytes(${n})\nprint(tracemalloc.get_traced_memory()[0] > ${n}, tracemalloc.get_object_traceback(x) is None)`,
        },
      }),
      explain: 'What was allocated before `start()` is not traced: it has no traceback either.',
    };
  }),
];
