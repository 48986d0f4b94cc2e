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
