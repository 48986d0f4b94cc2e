import array
import functools
import itertools
import sys
from collections import Counter, OrderedDict, defaultdict, deque

# What each iterator, view and helper takes by itself.
made = [
    iter([]), iter(()), iter({}), iter(range(3)), enumerate([]), zip([]), map(len, []),
    filter(None, []), reversed([]), {}.keys(), {}.values(), {}.items(), deque(), deque(range(100)),
    defaultdict(list), Counter('aab'), OrderedDict(a=1), array.array('i', [1, 2, 3]),
    memoryview(b'abc'), functools.partial(print, 1), itertools.count(), itertools.chain([]),
    itertools.islice([], 1), itertools.cycle([1]), itertools.repeat(1), itertools.accumulate([]),
    itertools.starmap(len, []), itertools.zip_longest([]), itertools.takewhile(len, []),
    itertools.dropwhile(len, []), itertools.filterfalse(len, []),
]
for each in made:
    print(type(each).__name__, sys.getsizeof(each))
# They go on as before.
print(list(itertools.accumulate([1, 2, 3], initial=10)), functools.partial(int, base=2)('101'))
