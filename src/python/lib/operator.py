from _operator import *

for _name in ('lt le eq ne ge gt not abs add and floordiv index inv invert lshift mod mul matmul neg or pos pow rshift sub '
              'truediv xor concat contains delitem getitem setitem iadd iand iconcat ifloordiv ilshift imod imul imatmul '
              'ior ipow irshift isub itruediv ixor').split():
    globals()['__%s__' % _name] = globals().get(_name) or globals()[_name + '_']
del _name
