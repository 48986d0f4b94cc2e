from sys import version_info


def _show(parameter):
    if isinstance(parameter, type):
        if parameter.__module__ == 'builtins':
            return parameter.__qualname__
        return '%s.%s' % (parameter.__module__, parameter.__qualname__)
    if parameter is ...:
        return '...'
    if isinstance(parameter, (list, tuple)):
        return '[' + ', '.join(map(_show, parameter)) + ']'
    return repr(parameter)


class _Form:
    __slots__ = ('_name',)

    def __init__(self, name):
        self._name = name

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = tuple([type(None) if p is None else p for p in parameters])
        if self._name == 'Optional':
            return _Alias('Union', parameters + (type(None),))
        return _Alias(self._name, parameters)

    def __call__(self, *args, **kwargs):
        raise TypeError('Type %s cannot be instantiated' % self._name)

    def __or__(self, other):
        return _Alias('Union', (self, other))

    def __ror__(self, other):
        return _Alias('Union', (other, self))

    def __mro_entries__(self, bases):
        return ()

    def __repr__(self):
        return 'typing.' + self._name


class _Alias(_Form):
    __slots__ = ('__args__',)

    def __init__(self, name, args):
        self._name = name
        self.__args__ = args

    def __eq__(self, other):
        return isinstance(other, _Alias) and (self._name, self.__args__) == (other._name, other.__args__)

    def __hash__(self):
        return hash((self._name, self.__args__))

    def __repr__(self):
        args = self.__args__
        if self._name == 'Union' and version_info >= (3, 14):
            return ' | '.join(['None' if each is type(None) else _show(each) for each in args])
        if self._name == 'Union' and version_info >= (3, 9) and len(args) == 2 and args[1] is type(None):
            return 'typing.Optional[%s]' % _show(args[0])
        return 'typing.%s[%s]' % (self._name, ', '.join(map(_show, args)))


for _name in ('Any Union Optional List Dict Set FrozenSet Tuple Type Callable Iterable Iterator '
              'Generator Sequence Mapping MutableMapping MutableSequence Hashable Sized Collection '
              'Awaitable Coroutine AsyncIterator AsyncIterable Deque DefaultDict Counter OrderedDict '
              'ChainMap ClassVar Final Literal NoReturn Text IO Pattern Annotated Self Never '
              'TypeAlias Concatenate SupportsInt SupportsFloat AsyncGenerator Unpack Required NotRequired').split():
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
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance

    def __or__(self, other):
        return _Alias('Union', (self, other))

    def __ror__(self, other):
        return _Alias('Union', (other, self))

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return '+-~'[self.__covariant__ and 0 or self.__contravariant__ and 1 or 2] + self.__name__


class ParamSpec(TypeVar):
    args = kwargs = property(lambda self: self)


class TypeVarTuple:
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield self

    def __repr__(self):
        return self.__name__


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self.__type_params__ = type_params

    __value__ = property(lambda self: self._value() if type(self._value) is type(lambda: 0) else self._value)

    def __getitem__(self, parameters):
        return _Alias(self.__name__, parameters if isinstance(parameters, tuple) else (parameters,))

    def __or__(self, other):
        return _Alias('Union', (self, other))

    def __repr__(self):
        return self.__name__


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


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, body):
        from collections import namedtuple
        annotations = _annotations_of(body)
        fields = list(annotations)
        defaults = [body[field] for field in fields if field in body]
        for before, after in zip(fields, fields[1:]):
            if before in body and after not in body:
                raise TypeError('Non-default namedtuple field %s cannot follow default field%s %s' % (
                    after, 's' if len(defaults) > 1 else '', ', '.join(f for f in fields if f in body)))
        made = namedtuple(name, fields, defaults=defaults, module=body.get('__module__'))
        made.__annotations__ = annotations
        for key, value in body.items():
            if key in _FIXED:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in fields and key not in _SPECIAL:
                setattr(made, key, value)
        return made


_FIXED = frozenset(('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults',
                    '_field_types', '_make', '_replace', '_asdict', '_source'))
_SPECIAL = frozenset(('__module__', '__name__', '__annotations__', '__annotate__', '__annotate_func__',
                      '__qualname__', '__dict__', '__weakref__'))


def _annotations_of(body):
    annotations = body.get('__annotations__')
    if annotations is None and '__annotate__' in body:
        annotations = body['__annotate__'](1)
    return dict(annotations or {})


_NamedTuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})


class _NamedTupleForm:
    def __call__(self, typename, fields=None, /, **kwargs):
        from collections import namedtuple
        pairs = list(kwargs.items() if fields is None else fields)
        made = namedtuple(typename, [name for name, _ in pairs])
        made.__annotations__ = dict(pairs)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTuple,)


NamedTuple = _NamedTupleForm()


class _TypedDictForm:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        return type(typename, (dict,), {'__annotations__': dict(fields or kwargs), '__total__': total})

    def __mro_entries__(self, bases):
        return (dict,)


TypedDict = _TypedDictForm()
