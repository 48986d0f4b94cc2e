import warnings
def show(f, *a, **k):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try: print('->', f(*a, **k), end=' ')
        except Exception as e: print(type(e).__name__, str(e)[:160], end=' ')
    print([(w.category.__name__, str(w.message)) for w in seen])
def cls(base=object, **methods):
    return type('C', (base,), {'__%s__' % k: (lambda v: lambda self: v)(v) for k, v in methods.items()})
class I:
    def __index__(self): return 42
class N:
    def __int__(self): return 43
for base in (object, int, float, str):
    for kw in (dict(int=7), dict(int=True), dict(int=7.0), dict(index=8), dict(index=True), dict(index=8.0), dict(trunc=9), dict(trunc=True), dict(trunc=I()), dict(trunc=N()), dict(trunc=9.0), dict(trunc='9'), dict(int=5, index=6, trunc=7), dict(index=6, trunc=7)):
        print(base.__name__, sorted(kw.items(), key=lambda x: x[0])[0][0], end=' ')
        show(int, cls(base, **kw)())
show(type, int(True))

# Of text, in any base, with the digits and spaces of any script.
for text in ('12', ' 12 ', '\t-12\n', '\x1c1', '\x851\u2003', '1_000', '1__0', '_1', '1_', '+', '', '0x', '0x_f', '0xf', '007', '000', '0_7',
             '\u0967\u0968\u0669', '\U0001d7d8\U0001d7e3', '\xe91', '12\x00', 'z', '\ud800'):
    for base in (10, 0, 16, 8, 2, 3, 36):
        try:
            got = int(text, base)
        except ValueError as e:
            got = str(e)
        print(ascii(text), base, ascii(got))
for given in (b'12', b' 1_0 ', b'\xff', b'12\x00', bytearray(b'q'), memoryview(b'17')[1:], memoryview(b'q'), 'x' * 300):
    try:
        print(int(given))
    except ValueError as e:
        print(str(e)[:60], len(str(e)))
for args in (('1', None), ('1', 2.0), (3, 10), (memoryview(b'7'), 3), ([],), ('1', 1), ('1', 37), ('1', 2 ** 100), ('1', -2 ** 100)):
    try:
        print(int(*args))
    except Exception as e:
        print(type(e).__name__, e)
# The length of text is limited where reading it takes long.
for text, base in (('1' * 4300, 10), ('1' * 4301, 10), ('1' * 4301, 3), ('1' * 4301, 4), ('1' * 4301, 32), ('1' * 9000, 16), ('1' * 5000 + 'x', 10)):
    try:
        print(base, int(text, base).bit_length())
    except ValueError as e:
        print(base, str(e)[:150])
for digits in (4299, 4300, 20000, 200000):
    try:
        print(len(str(10 ** digits)))
    except ValueError as e:
        print(e)
