# Length hints that no list could have, arguments that iterators do not take, text that no character is.
import array, itertools, sys
class Hint:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self): raise StopIteration
    def __length_hint__(self): return self.n
a = [1, 2]; a.extend(Hint(sys.maxsize)); print(a)
for f in (lambda: list(Hint(sys.maxsize)), lambda: [1].extend(Hint(2 ** 50))):
    try: print(f())
    except MemoryError: print('MemoryError')
for f in (itertools.takewhile, itertools.dropwhile, itertools.filterfalse, itertools.starmap, itertools.islice):
    for args in ((), (bool,), (bool, [], 1, 2, 3)):
        try: print(f(*args))
        except TypeError: print(f.__name__, len(args), 'TypeError')
try: itertools.repeat()
except TypeError as e: print('TypeError')
print(list(itertools.repeat(object=1, times=2)))
t = array.array('u', 'abc'); print(t.tounicode())
class Evil:
    def __hash__(self): return hash('attr')
    def __eq__(self, other):
        if hasattr(C, 'attr'): del C.attr
        return False
class Descr:
    def __get__(self, ob, type=None): return 1
class C:
    attr = Descr()
c = C(); c.__dict__[Evil()] = 0
print(c.attr, hasattr(c, 'attr'))
