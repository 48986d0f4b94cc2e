"""What __length_hint__ may say, and what becomes of it."""
import operator, itertools
print(operator.length_hint(itertools.repeat(1), 7), operator.length_hint(itertools.repeat(1, 4)), operator.length_hint(iter('abc')))
class H:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self):
        if isinstance(self.h, Exception): raise self.h
        return self.h
for h in (5, 0, NotImplemented, TypeError('t'), ValueError('v'), -1, 'x'):
    try: print(list(H(h)), tuple(H(h)), operator.length_hint(H(h), 9))
    except Exception as e: print(type(e).__name__, e)
print(next(zip(itertools.repeat(1), [2])), list(itertools.islice(itertools.repeat(5), 3)))
