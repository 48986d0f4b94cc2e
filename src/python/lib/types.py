import sys as _sys


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
# Elsewhere the interpreter's start has imported this, and collected what it left.
if _sys.version_info[:2] not in ((3, 11), (3, 14), (3, 15)):
    del _C


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        return 'namespace(' + ', '.join('%s=%r' % pair for pair in self.__dict__.items()) + ')'

    def __eq__(self, other):
        return self.__dict__ == other.__dict__
