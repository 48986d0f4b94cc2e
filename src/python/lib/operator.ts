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
`;
