# In which order operands die when a call of a built-in is refused.


class Noisy:

    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n)


def run(*fs):
    for f in fs:
        print('--', f.__name__)
        try:
            f()
        except Exception as e:
            print(f.__name__, type(e).__name__)


def a():
    sum([Noisy(1), Noisy(2)])


def b():
    max(Noisy(3), Noisy(4))


def c():
    min([Noisy(5), Noisy(6)])


def d():
    list(map(len, [Noisy(7)]))


def e():
    list(zip([Noisy(8)], Noisy(9)))


def g():
    dict(zip([Noisy(10)], 5))


def h():
    enumerate(Noisy(11))


def i():
    isinstance(1, Noisy(12))


def j():
    ''.join(['a', Noisy(13)])


def k():
    print(Noisy(14).x, Noisy(15))


def l():
    [Noisy(16)].index(Noisy(17))


def m():
    [Noisy(18)].remove(Noisy(19))


def n():
    {Noisy(20): 1}[Noisy(21)]


def o():
    {Noisy(22)}.remove(Noisy(23))


def p():
    getattr(Noisy(24), 'z')


def q():
    setattr(5, 'a', Noisy(25))


def r():
    range(Noisy(26))


def s():
    int(Noisy(27))


def t():
    float(Noisy(28))


def u():
    divmod(Noisy(29), Noisy(30))


def v():
    pow(Noisy(31), 2, Noisy(32))


def w():
    sorted([Noisy(33)], key=5)


def x():
    [1, 2].__setitem__(Noisy(34), Noisy(35))


def y():
    hash([Noisy(36)])


def z():
    '%s %s' % (Noisy(37).n,)


def aa():
    '%d' % Noisy(38)


def ab():
    '{} {}'.format(Noisy(39).n)


def ac():
    format(Noisy(40), '5')


def ad():
    [Noisy(41), Noisy(42)] < [Noisy(43)]


def ae():
    (Noisy(44),) + [Noisy(45)]


def af():
    [Noisy(46)] * Noisy(47)


def ag():
    [1, 2][Noisy(48)]


def ah():
    any((Noisy(49) for _ in range(0)))
    all([Noisy(50).n, Noisy(51).zz])


def ai():
    list(filter(lambda x: x.q, [Noisy(52)]))


def aj():
    iter(Noisy(53), Noisy(54))


def ak():
    next(Noisy(55), Noisy(56))


def al():
    type('A', (Noisy(57),), {'a': Noisy(58)})


def am():
    super(Noisy, Noisy(59)).zz


def an():
    open(Noisy(60))


def ao():
    exec(Noisy(61))


def ap():
    round(Noisy(62), Noisy(63))


def aq():
    reversed(Noisy(64))


def ar():
    chr(Noisy(65))


def at():
    slice(Noisy(66), Noisy(67)).indices(5)


def au():
    memoryview(Noisy(68))


def av():
    complex(Noisy(69))


def aw():
    bytes(Noisy(70))


run(*[v for k, v in list(globals().items()) if k not in ('run', 'Noisy') and type(v) is type(run)])
