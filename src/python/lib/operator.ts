/** `operator`, in Python. */
export const operator_py = `def itemgetter(item, *items):
    if not items:
        return lambda obj: obj[item]
    wanted = (item,) + items
    return lambda obj: tuple([obj[i] for i in wanted])


def attrgetter(attr, *attrs):
    def get(obj, path):
        for name in path.split('.'):
            obj = getattr(obj, name)
        return obj
    if not attrs:
        return lambda obj: get(obj, attr)
    wanted = (attr,) + attrs
    return lambda obj: tuple([get(obj, path) for path in wanted])


def methodcaller(name, /, *args, **kwargs):
    return lambda obj: getattr(obj, name)(*args, **kwargs)


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


def truediv(a, b):
    return a / b


def floordiv(a, b):
    return a // b


def mod(a, b):
    return a % b


def neg(a):
    return -a


def eq(a, b):
    return a == b


def ne(a, b):
    return a != b


def lt(a, b):
    return a < b


def le(a, b):
    return a <= b


def gt(a, b):
    return a > b


def ge(a, b):
    return a >= b


def getitem(a, b):
    return a[b]


def contains(a, b):
    return b in a


def is_(a, b):
    return a is b


def index(a):
    return a.__index__()


def not_(a):
    return not a


def truth(a):
    return bool(a)


def pos(a):
    return +a


def inv(a):
    return ~a


def invert(a):
    return ~a


def abs(a):
    return a.__abs__()


def and_(a, b):
    return a & b


def or_(a, b):
    return a | b


def xor(a, b):
    return a ^ b


def lshift(a, b):
    return a << b


def rshift(a, b):
    return a >> b


def pow(a, b):
    return a ** b


def matmul(a, b):
    return a @ b


def concat(a, b):
    return a + b


def is_not(a, b):
    return a is not b


def setitem(a, b, c):
    a[b] = c


def delitem(a, b):
    del a[b]


def countOf(a, b):
    return sum(1 for i in a if i is b or i == b)


def indexOf(a, b):
    for i, j in enumerate(a):
        if j is b or j == b:
            return i
    raise ValueError('sequence.index(x): x not in sequence')


def length_hint(obj, default=0):
    try:
        return len(obj)
    except TypeError:
        hint = getattr(type(obj), '__length_hint__', None)
        return default if hint is None else hint(obj)
`;
