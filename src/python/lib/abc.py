from _weakref import ref as _ref


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


_registrations = 0


def get_cache_token():
    """What changes whenever a class is registered with an abstract one."""
    return _registrations


class _Data:
    """The classes that an abstract class knows, by weak references."""
    __slots__ = ('registry', 'cache', 'negative', 'version')

    def __init__(self):
        self.registry = None
        self.cache = None
        self.negative = None
        self.version = _registrations


def _holds(refs, cls):
    if refs is None:
        return False
    try:
        return _ref(cls) in refs
    except TypeError:
        return False


def _added(refs, cls):
    if refs is None:
        refs = set()
    refs.add(_ref(cls))
    return refs


def _abstract_names(cls, names, bases):
    found = {key for key, value in names if getattr(value, '__isabstractmethod__', False)}
    for base in bases:
        for key in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, key, None), '__isabstractmethod__', False):
                found.add(key)
    return frozenset(found)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace.items(), bases)
        cls._abc_impl = _Data()
        return cls

    def register(cls, subclass):
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        data = cls._abc_impl
        data.registry = _added(data.registry, subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if _holds(cls._abc_impl.cache, subclass):
            return True
        subtype = type(instance)
        if subtype is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        data = cls._abc_impl
        if _holds(data.cache, subclass):
            return True
        if data.version < _registrations:
            data.negative = None
            data.version = _registrations
        elif _holds(data.negative, subclass):
            return False
        found = cls.__subclasshook__(subclass)
        if found is NotImplemented:
            found = (cls in getattr(subclass, '__mro__', ())
                     or any(known is not None and issubclass(subclass, known)
                            for known in [each() for each in data.registry or ()])
                     or any(issubclass(subclass, each) for each in cls.__subclasses__()))
        elif not isinstance(found, bool):
            raise AssertionError('__subclasshook__ must return either False, True, or NotImplemented')
        if found:
            data.cache = _added(data.cache, subclass)
        else:
            data.negative = _added(data.negative, subclass)
        return found

    def _dump_registry(cls, file=None):
        print('Class: %s.%s' % (cls.__module__, cls.__qualname__), file=file)
        print('Inv. counter: %s' % get_cache_token(), file=file)
        data = cls._abc_impl
        print('_abc_registry: %r' % (data.registry or set(),), file=file)
        print('_abc_cache: %r' % (data.cache or set(),), file=file)
        print('_abc_negative_cache: %r' % (data.negative or set(),), file=file)
        print('_abc_negative_cache_version: %r' % (data.version,), file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = None

    def _abc_caches_clear(cls):
        cls._abc_impl.cache = cls._abc_impl.negative = None


def update_abstractmethods(cls):
    """Says anew which methods of a class are abstract, after its dict has changed."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, list(cls.__dict__.items()), cls.__bases__)
    return cls


class ABC(metaclass=ABCMeta):
    __slots__ = ()
