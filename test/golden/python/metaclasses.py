import gc
gc.collect()
class Meta(type):
    def __del__(cls): print("class dies", cls.__name__)
class X(metaclass=Meta): pass
del X; print(gc.collect())
class M2(type): pass
class Y(metaclass=M2): pass
del Y; print(gc.collect())
class M3(type):
    def __init__(cls, name, bases, ns): super().__init__(name, bases, ns); cls.extra = []
class Z(metaclass=M3): pass
Z(); del Z; print(gc.collect())
class M4(type):
    def __call__(cls): return super().__call__()
class V(metaclass=M4): pass
V(); del V; print(gc.collect())
