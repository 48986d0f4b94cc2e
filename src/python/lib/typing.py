class _Form:
    __slots__ = ('_name',)

    def __init__(self, name):
        self._name = name

    def __getitem__(self, parameters):
        return self

    def __call__(self, *args, **kwargs):
        raise TypeError('Type %s cannot be instantiated' % self._name)

    def __or__(self, other):
        return self

    __ror__ = __or__

    def __mro_entries__(self, bases):
        return ()

    def __repr__(self):
        return 'typing.' + self._name


for _name in ('Any Union Optional List Dict Set FrozenSet Tuple Type Callable Iterable Iterator '
              'Generator Sequence Mapping MutableMapping MutableSequence Hashable Sized Collection '
              'Awaitable Coroutine AsyncIterator AsyncIterable Deque DefaultDict Counter OrderedDict '
              'ChainMap ClassVar Final Literal NoReturn Text IO Pattern Annotated Self Never '
              'TypeAlias Concatenate ParamSpec SupportsInt SupportsFloat').split():
    globals()[_name] = _Form(_name)
del _name
TYPE_CHECKING = False
AnyStr = _Form('AnyStr')


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return cls


class Protocol(Generic):
    __slots__ = ()


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name

    def __repr__(self):
        return '~' + self.__name__


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def runtime_checkable(cls):
    return cls


def no_type_check(arg):
    return arg


def NewType(name, tp):
    return lambda value: value


def get_type_hints(obj):
    return dict(getattr(obj, '__annotations__', {}))


def NamedTuple(typename, fields):
    from collections import namedtuple
    return namedtuple(typename, [name for name, _ in fields])
