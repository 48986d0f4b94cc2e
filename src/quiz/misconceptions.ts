/**
 * Misunderstandings that wrong choices come from, and what to say to whoever has them. A template works
 * out what somebody with the misunderstanding answers; only that answer is explained by it.
 */
export const MISCONCEPTIONS = {
  // Layers, pymalloc, the C library.
  'eight-byte-steps': 'Blocks go in steps of 16 bytes on 64-bit machines, not of 8.',
  'no-rounding': 'The allocator rounds a request up to a block.',
  'powers-of-two': 'Size classes are multiples of 16, not powers of two.',
  'chunk-for-block':
    'Only a chunk of the C library has 8 bytes of its own; a block of pymalloc has none.',
  'one-class-more': 'A multiple of 16 fits its block exactly.',
  'no-pool-header': 'A pool begins with a header of 48 bytes: fewer blocks fit.',
  'arena-for-pool': 'That is an arena. It is cut into pools, and blocks are in those.',
  'pool-for-arena': 'That is a pool: one slice of an arena.',
  'threshold-for-pool': 'That is the largest request that pymalloc serves, not a pool.',
  'last-pool-in-part': 'The pool that is filled in part counts too.',
  'no-chunk-header': 'A chunk has 8 bytes of its own beside the request.',
  'malloc-for-all': 'Requests of up to 512 bytes never reach the C library one by one.',
  'pymalloc-for-all': 'pymalloc passes on requests of more than 512 bytes.',
  'limit-excluded': 'pymalloc still serves a request of exactly 512 bytes.',
  'kernel-each-time': 'The kernel is asked rarely and for large pieces, not for each request.',
  'free-list-for-requests':
    'Free lists belong to types. A plain request has no type, so none is looked at.',
  'arenas-in-the-heap': 'Arenas are mappings of their own. The heap that brk grows has none.',
  'mapped-is-resident': 'A page counts as resident from its first touch.',
  'first-in-first-out': 'A free list is a stack: the one freed last comes back first.',
  'lowest-first': 'pymalloc never searches for the lowest address. It takes what was freed last.',
  // Free lists.
  'no-capacity': 'A free list has a limit.',
  'nothing-is-kept': 'Dead objects of some types wait on a free list, and the next one takes them.',
  'one-capacity': 'Each type has a capacity of its own. That one is of another type.',
  'ints-have-a-list': 'Ints have a free list only from 3.14 on.',
  'end-excluded': 'The last one is shared too.',
  // Fragmentation.
  'freed-goes-back':
    'An arena goes back only when nothing in it is in use, and survivors never move.',
  'arena-each': 'Survivors can share an arena. It stays once, however many it has.',
  'freed-stays': 'An arena in which nothing is in use goes back.',
  'classes-mix': 'A pool belongs to one size class until it is empty.',
  'collector-compacts': 'The collector moves nothing, so it gives no pool another size class.',
  'rss-is-alive': 'A leak of Python objects would show in what tracemalloc counts as alive.',
  'garbage-is-untraced': 'Garbage is still allocated: tracemalloc would count it.',
  // References and deaths.
  'forgotten-temporary': 'The argument of `sys.getrefcount` is a reference, too.',
  'temporary-twice': 'The call adds one reference, not two.',
  'names-only': 'Not only names count: places in containers and attributes are references as well.',
  'container-once': 'Each place in a container is a reference of its own.',
  'del-keeps': '`del` takes a name away, and its reference with it.',
  'rebinding-keeps': 'A name that gets something else lets go of what it had.',
  'clear-keeps': '`clear` lets go of everything that the list held.',
  'copies-are-deep': 'A copy of a container refers to the same objects.',
  'swap-shares': 'Swapping gives each name the other object. No object gets a second name.',
  'defaults-at-call':
    'Defaults are made when `def` runs, and the function holds them from then on.',
  'call-forgets': 'A closure keeps the variables that it uses after the call has ended.',
  'deletes-object': '`del` takes a name away. The object dies with its last reference.',
  'dies-later': 'An object dies at once when its last reference goes, not at some later time.',
  'first-to-last': 'A list lets go of its items from the last one to the first.',
  'held-dies-first': "An object's `__del__` runs before it lets go of what it holds.",
  'held-survives': 'What only a dead object held dies with it.',
  // The collector.
  'counting-frees-cycles': 'Reference counting cannot free a cycle: its counts never reach zero.',
  'counts-cycles': '`gc.collect()` returns how many objects it found, not how many cycles.',
  'counts-the-dead': 'What died by its count is gone: the collector does not find it.',
  'chains-wait': 'A chain that is no cycle dies by its counts alone.',
  'cycle-members-only': 'What only garbage holds is garbage too, in a cycle or not.',
  'atoms-tracked': 'The collector tracks only objects that can hold others.',
  'tracked-by-content': 'Lists and sets are tracked whatever they hold.',
  'collects-reachable': 'What can be reached from outside is not garbage.',
  'second-threshold': 'That is the threshold of the second generation.',
  'not-subtracted': 'The reference from inside is subtracted.',
  'all-subtracted': 'Only references from inside are subtracted. The others remain.',
  'stays-young': 'What survives a collection moves on to the next generation.',
  'straight-to-oldest': 'A survivor moves on by one generation, not to the oldest.',
  'finalizer-each-time': 'The finalizer runs once in the life of an object.',
  'no-resurrection': 'A finalizer that stores its object brings it back.',
  'weakref-holds': 'A weak reference does not keep its object alive.',
  'freeze-is-generation-2':
    'Frozen objects are in a permanent generation that no collection looks at.',
  'freeze-does-nothing':
    '`gc.freeze()` moves everything that is tracked to the permanent generation.',
  // Sizes.
  'no-gc-header': "`sys.getsizeof` adds the collector's header, 16 bytes, for containers.",
  'gc-header-for-all': "Only containers have the collector's header.",
  'rounds-size': '`sys.getsizeof` tells the size of the object. Its block may be larger.',
  'counts-elements': '`sys.getsizeof` does not follow references: the elements are not in it.',
  'data-only': 'Every object has a header: its count, its type, and often its length.',
  'no-reserve': 'A list that grows takes more room than it needs at the moment.',
  'always-reserve':
    'Only a list that grows takes room in reserve; one that is made at once does not.',
  'eight-byte-digits': 'The digits of an int have 30 bits and take four bytes each.',
  'utf-8': 'Text is not kept as UTF-8. All characters take as much as the widest one.',
  'one-byte-each': 'One character above U+00FF makes every character take two bytes.',
  'four-bytes-each': 'Four bytes each are needed only above U+FFFF.',
  'range-holds-all': 'A range holds its start, stop and step, however long it is.',
  'slots-have-a-dict': 'With `__slots__` an instance has no `__dict__`.',
  // tracemalloc.
  'content-only': 'Each object has a header beside its content, and that is traced as well.',
  'list-only': 'The elements belong to the line that made them, not only the list.',
  'counts-blocks': 'The statistics go by bytes, not by the number of blocks.',
  'eight-bytes-each': 'A bytes object holds its bytes themselves, not references of 8 bytes.',
  'large-is-untraced': 'tracemalloc traces what the C library serves as well.',
  'peak-falls': 'The peak is the highest figure so far. It does not fall when memory is freed.',
  'traces-the-past': 'What was allocated before `start()` is not traced.',
  // Forks.
  'bytes-are-pages': 'A page is copied whole for its first byte.',
  'page-each': 'Objects that are side by side share a page. It is copied once.',
  'reading-is-free': 'Using an object writes its reference count, and a collection its header.',
  'freezes-the-future': '`gc.freeze()` freezes what is there. What is loaded later is not frozen.',
  'freezes-in-the-child': 'In the child it is too late: the parent has to freeze before the fork.',
  'loads-first': 'A collection while loading makes holes, which the child then fills by writing.',
  // Everywhere.
  'other-version': 'That is so in another version of CPython.',
} as const;
export type Misconception = keyof typeof MISCONCEPTIONS;
