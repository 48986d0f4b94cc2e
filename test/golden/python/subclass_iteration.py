"""Going over instances of classes that derive from built-in types."""
class S(str): pass
class L(list): pass
class T(tuple): pass
class D(dict): pass
class E(set): pass
class F(frozenset): pass
class B(bytes): pass
from collections import deque, OrderedDict, defaultdict, Counter
class Q(deque): pass
class O(OrderedDict): pass
for o in S('ab'), L('ab'), T('ab'), D(a=1), E('a'), F('a'), B(b'ab'), Q('ab'), O(a=1), Counter('ab'), defaultdict(int, a=1):
    print(type(o).__name__, list(o), [x for x in o], type(iter(o)).__name__, o.__iter__() is not None, len(o))
    print(list(reversed(o)) if hasattr(o, '__reversed__') or hasattr(o, '__getitem__') and not isinstance(o, dict) else '', tuple(o), set(o) == set(list(o)), dict.fromkeys(o), sorted(o), max(o), *o)


class Loud(set):
    def __iter__(self):
        print('iter')
        return super().__iter__()


class Quiet(str):
    __iter__ = None


print(list(Loud('a')), sorted(Loud({1})), 1 in Loud({1}), [*Loud()])
try:
    list(Quiet('ab'))
except TypeError as error:
    print(error)
for s in '', 'abc', 'é', '€':
    print(type(iter(s)).__name__)
