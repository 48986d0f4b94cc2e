class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class FrozenInstanceError(AttributeError):
    pass


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare',
                 'metadata', 'kw_only')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def fields(class_or_instance):
    known = getattr(class_or_instance, '__dataclass_fields__', None)
    if known is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple(known.values())


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, '__dataclass_fields__')


def _check_instance(obj, called):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError('%s() should be called on dataclass instances' % called)


def asdict(obj, *, dict_factory=dict):
    _check_instance(obj, 'asdict')
    return dict_factory([(f.name, _plain(getattr(obj, f.name), dict_factory)) for f in fields(obj)])


def _plain(value, factory):
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value, dict_factory=factory)
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(item, factory) for item in value])
    if isinstance(value, dict):
        return {_plain(k, factory): _plain(v, factory) for k, v in value.items()}
    return value


def astuple(obj):
    _check_instance(obj, 'astuple')
    return tuple([getattr(obj, f.name) for f in fields(obj)])


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    body = dict(namespace or {})
    annotations = body['__annotations__'] = {}
    for item in fields:
        name, annotation, *default = (item, 'typing.Any') if isinstance(item, str) else item
        annotations[name] = annotation
        if default:
            body[name], = default
    made = type(cls_name, bases, body)
    if module is not None:
        made.__module__ = module
    return dataclass(made, **options)


def replace(obj, /, **changes):
    for f in fields(obj):
        if f.init and f.name not in changes:
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def _make(name, args, body, names):
    source = 'def %s(%s):\n%s' % (name, ', '.join(args), '\n'.join('    ' + line for line in body))
    namespace = dict(names)
    exec(source, namespace)
    return namespace[name]


def _collect(cls, kw_only):
    known = {}
    for base in cls.__mro__[-1:0:-1]:
        known.update(getattr(base, '__dataclass_fields__', {}))
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        text = annotation if isinstance(annotation, str) else getattr(annotation, '__name__', '')
        if text.startswith('ClassVar'):
            continue
        default = cls.__dict__.get(name, MISSING)
        f = default if isinstance(default, Field) else field(default=default)
        f.name = name
        f.type = annotation
        if f.kw_only is MISSING:
            f.kw_only = kw_only
        if isinstance(f.default, (list, dict, set)):
            raise ValueError('mutable default %s for field %s is not allowed: use default_factory'
                             % (type(f.default), name))
        if isinstance(default, Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
        known[name] = f
    return known


def _init(cls, known, frozen):
    args = ['self']
    body = []
    names = {'MISSING': MISSING}
    seen_default = None
    ordered = [f for f in known.values() if not f.kw_only] + [f for f in known.values() if f.kw_only]
    star = False
    for f in ordered:
        name = f.name
        value = name
        if f.init:
            if f.kw_only and not star:
                args.append('*')
                star = True
            arg = name
            if f.default is not MISSING:
                names['_dflt_' + name] = f.default
                arg += '=_dflt_' + name
                seen_default = name
            elif f.default_factory is not MISSING:
                names['_factory_' + name] = f.default_factory
                arg += '=MISSING'
                value = '_factory_%s() if %s is MISSING else %s' % (name, name, name)
                seen_default = name
            elif seen_default and not f.kw_only:
                raise TypeError('non-default argument %r follows default argument %r'
                                % (name, seen_default))
            args.append(arg)
        elif f.default_factory is not MISSING:
            names['_factory_' + name] = f.default_factory
            value = '_factory_%s()' % name
        else:
            continue
        if frozen:
            names['_set'] = object.__setattr__
            body.append('_set(self, %r, %s)' % (name, value))
        else:
            body.append('self.%s=%s' % (name, value))
    if hasattr(cls, '__post_init__'):
        body.append('self.__post_init__()')
    return _make('__init__', args, body or ['pass'], names)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def _process(cls, init, repr_, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    known = _collect(cls, kw_only)
    cls.__dataclass_fields__ = known
    compared = tuple(f.name for f in known.values() if f.compare)

    def define(name, func):
        if name not in cls.__dict__:
            func.__qualname__ = cls.__qualname__ + '.' + name
            setattr(cls, name, func)
    if init:
        define('__init__', _init(cls, known, frozen))
    if repr_:
        shown = tuple(f.name for f in known.values() if f.repr)

        def __repr__(self):
            return self.__class__.__qualname__ + '(' + ', '.join(
                ['%s=%r' % (name, getattr(self, name)) for name in shown]) + ')'
        define('__repr__', __repr__)

    def key(self):
        return tuple([getattr(self, name) for name in compared])
    if eq:
        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return key(self) == key(other)
        define('__eq__', __eq__)
    if order:
        def ordering(name, compare):
            def method(self, other):
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return compare(key(self), key(other))
            method.__name__ = name
            define(name, method)
        ordering('__lt__', lambda a, b: a < b)
        ordering('__le__', lambda a, b: a <= b)
        ordering('__gt__', lambda a, b: a > b)
        ordering('__ge__', lambda a, b: a >= b)
    if frozen:
        def __setattr__(self, name, value):
            raise FrozenInstanceError('cannot assign to field %r' % name)

        def __delattr__(self, name):
            raise FrozenInstanceError('cannot delete field %r' % name)
        define('__setattr__', __setattr__)
        define('__delattr__', __delattr__)
    if unsafe_hash or (eq and frozen):
        cls.__hash__ = lambda self: hash(key(self))
    elif eq and '__hash__' not in cls.__dict__:
        cls.__hash__ = None
    if match_args:
        cls.__match_args__ = tuple(f.name for f in known.values() if f.init)
    if slots:
        body = dict(cls.__dict__)
        for name in known:
            body.pop(name, None)
        body.pop('__dict__', None)
        body.pop('__weakref__', None)
        inherited = set()
        for base in cls.__mro__[1:]:
            inherited.update(base.__dict__.get('__slots__', ()))
        body['__slots__'] = tuple(name for name in known if name not in inherited)
        qualname = cls.__qualname__
        cls = type(cls)(cls.__name__, cls.__bases__, body)
        cls.__qualname__ = qualname
    return cls
