/*
 * Words that readers look for and a page does not have in its title, by the page's address below `lessons/`: the
 * search finds the page by them as by its title.
 */
export const OTHER_WORDS: Readonly<Record<string, string>> = {
  '00-the-800-mb-question.html#start':
    'how much memory does python use take int ids usage consumption out of memory MemoryError too high',
  '01-allocator-layers.html#start': 'malloc mmap brk sbrk kernel system call libc glibc layers',
  '02-pymalloc.html#start': 'pymalloc arena pool block small objects int size class alignment',
  '02-pymalloc.html#why-does-an-int-cost-more-than-it-says':
    'how much memory does an int take size of int',
  '03-free-lists.html#start':
    'freelist same id address again reused after del cache of dead objects',
  '04-reference-counting.html#start':
    'refcount refcounts sys.getrefcount objgraph who holds a reference del when is an object deleted destroyed freed lifetime',
  '05-cyclic-gc.html#start':
    'garbage collection collector gc gc.collect objgraph gc.get_referrers circular reference cycle generations threshold',
  '05-cyclic-gc.html#what-about-finalizers': '__del__ destructor finalizer',
  '06-tracemalloc.html#start':
    'find memory leak leaking leaks memray filprofiler memory_profiler guppy heapy profiler profiling who allocated which line grows growing usage',
  '07-getsizeof-and-deep-size.html#start':
    'sizeof sys.getsizeof asizeof pympler size of dict list object instance deep how big',
  '08-fragmentation.html#start':
    'python memory not released does not release free give back given returned to OS operating system shrink stays high after del rss',
  '09-gc-freeze-before-fork.html#start':
    'gc.freeze fork multiprocessing gunicorn celery uwsgi worker workers copy on write cow shared memory preload',
  '10-interview-practice.html#start': 'interview questions job answers',
  '11-where-is-my-memory.html#start':
    'debug diagnose investigate memory problem leak or not service grows oom why is my process so large',
  '11-where-is-my-memory.html#and-when-all-say-no':
    'malloc_trim MALLOC_ARENA_MAX MALLOC_MMAP_THRESHOLD_ glibc jemalloc smaps _debugmallocstats',
  '12-memory-by-version.html#start':
    'upgrade python version memory 3.8 3.9 3.10 3.11 3.12 3.13 3.14 3.15 what changed compare versions',
  '12-memory-by-version.html#the-collector': 'incremental garbage collector 3.14 reverted',
  'GLOSSARY.html#copy-on-write': 'cow fork',
  'GLOSSARY.html#cycle': 'circular reference cyclic references loop',
  'GLOSSARY.html#free-list': 'freelist freelists',
  'GLOSSARY.html#freeze': 'gc.freeze',
  'GLOSSARY.html#generation': 'gc generations gen0',
  'GLOSSARY.html#immortal': 'immortal objects',
  'GLOSSARY.html#leak': 'memory leak leaks',
  'GLOSSARY.html#over-allocation': 'overallocation list append growth capacity',
  'GLOSSARY.html#reference-count': 'refcount refcounts ob_refcnt counting',
  'GLOSSARY.html#resident-set': 'rss vmrss resident set size',
  'GLOSSARY.html#slots': '__slots__',
  'GLOSSARY.html#small-ints': 'small integers cache interned integer',
  'GLOSSARY.html#weak-reference': 'weakref weakrefs WeakValueDictionary',
};
