import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { type Entry, find, INDEX_OPTIONS, snippet } from '../../src/site/client/search-index';
import { SITE } from '../support/site';

const index = new MiniSearch<Entry>(INDEX_OPTIONS);
index.addAll(JSON.parse(readFileSync(join(SITE, 'assets', 'search.json'), 'utf8')) as Entry[]);

/** What people type, and how the address of a page that answers begins. */
const QUERIES: readonly (readonly [query: string, ...pages: string[]])[] = [
  ['why memory not released', 'lessons/08-'],
  ['memory not released', 'lessons/08-'],
  ['python does not give memory back to the OS', 'lessons/08-'],
  ['process does not shrink', 'lessons/08-'],
  ['fragmentation', 'lessons/GLOSSARY.html#fragmentation', 'lessons/08-'],
  ['fragmentaton', 'lessons/08-'],
  ['weakref', 'lessons/GLOSSARY.html#weak-reference'],
  ['weak reference', 'lessons/GLOSSARY.html#weak-reference'],
  ['memory leak', 'lessons/06-'],
  ['find leak', 'lessons/06-'],
  ['tracemalloc', 'lessons/06-'],
  ['trasemalloc', 'lessons/06-'],
  ['who allocated', 'lessons/06-'],
  ['garbage collection', 'lessons/05-'],
  ['gc generations', 'lessons/05-', 'lessons/GLOSSARY.html#generation'],
  ['circular reference', 'lessons/GLOSSARY.html#cycle', 'lessons/05-'],
  ['__del__', 'lessons/05-cyclic-gc.html#what-about-finalizers'],
  ['copy on write', 'lessons/GLOSSARY.html#copy-on-write', 'lessons/09-'],
  ['gunicorn workers memory', 'lessons/09-'],
  ['gc.freeze', 'lessons/09-', 'lessons/GLOSSARY.html#freeze'],
  ['sizeof dict', 'lessons/07-'],
  ['sys.getsizeof', 'lessons/07-'],
  ['__slots__', 'lessons/GLOSSARY.html#slots'],
  ['list overallocation', 'lessons/GLOSSARY.html#over-allocation'],
  ['refcount', 'lessons/GLOSSARY.html#reference-count', 'lessons/04-'],
  ['sys.getrefcount', 'lessons/04-'],
  ['small integers cache', 'lessons/GLOSSARY.html#small-ints'],
  ['immortal objects', 'lessons/GLOSSARY.html#immortal'],
  ['pymalloc arena', 'lessons/02-', 'lessons/GLOSSARY.html#arena'],
  ['free list', 'lessons/GLOSSARY.html#free-list', 'lessons/03-'],
  ['same id after del', 'lessons/03-'],
  ['resident set size', 'lessons/GLOSSARY.html#resident-set'],
  ['rss', 'lessons/GLOSSARY.html#resident-set'],
  ['malloc mmap', 'lessons/01-'],
  ['how much memory does an int take', 'lessons/00-', 'lessons/02-'],
  ['out of memory', 'lessons/00-'],
  ['PythonProcess', 'api.html#PythonProcess'],
];

test.each(QUERIES)('%s: the page that answers is among the first three', (query, ...pages) => {
  const first = find(index, query)
    .slice(0, 3)
    .map(({ url }) => url);
  for (const page of pages) expect(first).toContainEqual(expect.stringMatching(`^${page}`));
});

test('an excerpt has a word that was looked for, and begins and ends with whole words', () => {
  for (const [query] of QUERIES)
    for (const { text } of find(index, query)) {
      const part = snippet(text, query).replace(/^… | …$/g, '');
      expect(part.length).toBeLessThanOrEqual(150);
      const at = text.indexOf(part);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(`${text[at - 1] ?? ' '}${text[at + part.length] ?? ' '}`).toBe('  ');
    }
});
