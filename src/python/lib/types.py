import sys as _sys
from _types import SimpleNamespace

if _sys.version_info >= (3, 9):
    from _types import GenericAlias
if _sys.version_info >= (3, 10):
    from _types import UnionType


def _f():
    pass


FunctionType = type(_f)
LambdaType = type(lambda: None)
CodeType = type(_f.__code__)
GeneratorType = type((lambda: (yield))())
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
ModuleType = type(__import__('sys'))
MappingProxyType = type(type.__dict__)
CellType = type((lambda x: lambda: x)(0).__closure__[0])
WrapperDescriptorType = type(object.__init__)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
MethodDescriptorType = type(str.join)
GetSetDescriptorType = type(_f.__class__.__code__)


class _C:
    def _m(self):
        pass


MethodType = type(_C()._m)

try:
    raise TypeError
except TypeError as _e:
    TracebackType = type(_e.__traceback__)
    FrameType = type(_e.__traceback__.tb_frame)


async def _coroutine():
    pass


_coroutine = _coroutine()
CoroutineType = type(_coroutine)
_coroutine.close()
del _coroutine


async def _asynchronous():
    yield


AsyncGeneratorType = type(_asynchronous())
del _asynchronous
# Elsewhere the interpreter's start has imported this, and collected what it left.
if _sys.version_info[:2] not in ((3, 11), (3, 14), (3, 15)):
    del _C


def resolve_bases(bases):
    """The bases, with what each `__mro_entries__` gives in its place (PEP 560)."""
    found = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, '__mro_entries__', None)
        if entries is None:
            found.append(base)
            continue
        more = entries(bases)
        if not isinstance(more, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        found.extend(more)
    same = len(found) == len(bases) and all(new is old for new, old in zip(found, bases))
    return bases if same else tuple(found)


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the keywords that a class statement would have."""
    kwds = dict(kwds or {})
    meta = kwds.pop('metaclass', type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            kind = type(base)
            if issubclass(kind, meta):
                meta = kind
            elif not issubclass(meta, kind):
                raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) '
                                'subclass of the metaclasses of all its bases')
    prepare = getattr(meta, '__prepare__', None)
    return meta, {} if prepare is None else prepare(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement does; `exec_body` fills its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)
