/** `types`, in Python. */
export const types_py = `def _f():
    pass


FunctionType = type(_f)
LambdaType = type(lambda: None)
CodeType = type(_f.__code__)
GeneratorType = type((lambda: (yield))())
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
ModuleType = type(__import__('sys'))
MappingProxyType = type(type.__dict__)
NoneType = type(None)


class _C:
    def _m(self):
        pass


MethodType = type(_C()._m)


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        return 'namespace(' + ', '.join('%s=%r' % pair for pair in self.__dict__.items()) + ')'

    def __eq__(self, other):
        return self.__dict__ == other.__dict__
`;
