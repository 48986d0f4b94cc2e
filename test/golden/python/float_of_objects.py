# What float() makes of objects and of text.
import warnings
from array import array


def show(f, *args):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try:
            print(type(f(*args)).__name__, f(*args), end=' ')
        except Exception as e:
            print(type(e).__name__, str(e)[:160], end=' ')
    print(sorted({(w.category.__name__, str(w.message)) for w in seen}))


def cls(base=object, **methods):
    return type('C', (base,), {'__%s__' % k: (lambda v: lambda self: v)(v) for k, v in methods.items()})


class Sub(float):
    pass


for base in (object, float, int, str):
    for kw in (dict(float=1.5), dict(float=Sub(2)), dict(float=3), dict(float='x'), dict(index=8), dict(index=True), dict(index=2 ** 2000), dict(int=9)):
        if base is str and 'int' in kw or base is object and 'int' in kw:
            continue
        print(base.__name__, *kw, end=' ')
        show(float, cls(base, **kw)())
show(float, Sub(7))
show(Sub, cls(float=Sub(2))())
for text in ('1.5', ' 1.5\n', '1_0.2_5', '1__0', '_1', '1_', '1e5', '1E+5', '.5', '5.', '.', '', '+-1', '0x1', 'inf', '-Infinity', 'nan', '1.7d2', '\u0663.\u0661\u0664',
             '\u20033.14\u2002', '\x1c1', '\ud800', '1\x00', '1e400', '-1e-400', b'12.5', b' 1 ', b'\xff', bytearray(b'2'), memoryview(b'12.3')[1:], array('B', b'7'), 'x' * 100):
    show(float, text)
show(float, [])
show(float, None)
show(round, 1.6e308, -308)
show(round, -1.7e308, -308)
