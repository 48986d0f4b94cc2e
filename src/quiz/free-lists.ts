import { freeLists } from '../charts';
import { boot } from '../python';
import { bare } from './pymalloc';
import { asking, elsewhere, SIZE, type Template } from './template';

const capacity = (version: string, type: string): number =>
  bare(version)
    .freeLists()
    .find(({ name }) => name === type)!.capacity;

const largestShared = (version: string): number => {
  const p = bare(version);
  const shared = (n: number): boolean => {
    const first = p.PyLong_FromLong(n);
    return p.PyLong_FromLong(n) === first;
  };
  let n = 0;
  while (shared(n + 1)) n++;
  return n;
};

const intList = (version: string): string =>
  boot(version, { size: SIZE })
    .freeLists()
    .some(({ name }) => name === 'int')
    ? 'yes'
    : 'no';

const KEPT = '03-free-lists#how-many-does-it-keep';

export const FREE_LISTS: readonly Template[] = [
  ...(['float', 'list', 'dict'] as const).map((type) =>
    asking({ id: `freelists-capacity-${type}`, read: KEPT }, () => ({
      ask: `How many dead ${type}s does the free list keep at most?`,
      truth: (v) => capacity(v, type),
      beliefs: (v) => ({
        'other-version': elsewhere(v, (other) => capacity(other, type)),
        'one-capacity': capacity(v, type === 'float' ? 'list' : 'float'),
      }),
      others: [256, 200, 20],
      explain: (kept, v) =>
        `The capacity is a constant in the C file of the type: ${kept} for ${type}s in ${v}.`,
      chart: (v) => freeLists(boot(v, { size: SIZE }).freeLists()),
    })),
  ),
  asking({ id: 'freelists-kept', read: KEPT }, (r) => {
    const n = r.integer(20, 300);
    return {
      ask: `A process with an empty free list frees ${n} floats. How many does the list keep?`,
      truth: (v) => {
        const p = bare(v);
        const made = Array.from({ length: n }, (_, i) => p.PyFloat_FromDouble(i));
        for (const float of made) p.Py_DECREF(float);
        return p.freeLists().find(({ name }) => name === 'float')!.addresses.length;
      },
      beliefs: (v) => ({
        'no-capacity': n,
        'nothing-is-kept': 0,
        'one-capacity': Math.min(n, capacity(v, 'list')),
      }),
      explain: (_, v) => `As many as were freed, and at most ${capacity(v, 'float')}.`,
    };
  }),
  asking({ id: 'freelists-small-int', read: '04-reference-counting#what-never-dies' }, () => ({
    ask: 'What is the largest int that is made once, at the start, and shared?',
    truth: largestShared,
    beliefs: (v) => ({
      'end-excluded': largestShared(v) - 1,
      'other-version': elsewhere(v, largestShared),
    }),
    others: [127, 100, 512],
    explain: 'The small ints go from -5 to 256, and to 1024 from 3.15 on.',
  })),
  asking(
    { id: 'freelists-int', read: '03-free-lists#where-does-a-dead-object-go', kind: 'choice' },
    () => ({
      ask: 'Has this version a free list of ints?',
      truth: intList,
      beliefs: (v) => ({
        'ints-have-a-list': intList(v) === 'no' ? 'yes' : undefined,
        'other-version': intList(v) === 'yes' ? elsewhere(v, intList) : undefined,
      }),
      others: ['only of small ints', 'only while tracing'],
      explain: 'From 3.14 on ints have one. Before, dead ints go to pymalloc.',
    }),
  ),
];
