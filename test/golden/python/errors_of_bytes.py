# What bytes and bytearray refuse, and in which words.


def show(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


b = b'abc'
a = bytearray(b'abc')
show(
    lambda: b[9], lambda: b['a'], lambda: a[9], lambda: b + 'a', lambda: b + 5, lambda: 'a' + b, lambda: b * 'a',
    lambda: b.index(b'z'), lambda: b.index('z'), lambda: b.find('a'), lambda: b.find(300), lambda: b.count('a'),
    lambda: b.split('a'), lambda: b.split(b''), lambda: b.replace('a', b'b'), lambda: b.join([1]),
    lambda: b.join('a'), lambda: b.join([b'a', 'b']), lambda: b.startswith('a'), lambda: b.startswith([b'a']),
    lambda: b.strip('a'), lambda: b.hex(5), lambda: b.hex('ab'), lambda: b.decode('nope'),
    lambda: b'\xff'.decode('utf-8'), lambda: b'\xff'.decode('ascii'), lambda: b'\xc3'.decode(),
    lambda: bytes.fromhex('zz'), lambda: bytes.fromhex('a'), lambda: bytes.fromhex(5), lambda: bytes('a'),
    lambda: bytes(-1), lambda: bytes([256]), lambda: bytes(['a']), lambda: bytes(1.5), lambda: bytes(b'a', 'ascii'),
    lambda: bytes(None), lambda: bytes(10 ** 30), lambda: bytearray('a'), lambda: bytearray(-1),
    lambda: bytearray([256]), lambda: bytearray(None), lambda: a.append('a'), lambda: a.append(256),
    lambda: a.append(b'a'), lambda: a.extend('a'), lambda: a.extend(5), lambda: a.extend([256]),
    lambda: a.insert(0, 256), lambda: a.pop(9), lambda: bytearray().pop(), lambda: a.remove(300), lambda: a.remove(7),
    lambda: a.remove('a'), lambda: hash(a), lambda: b < 'a', lambda: b == 'abc', lambda: 300 in b, lambda: 'a' in b,
    lambda: b.translate(b'a'), lambda: bytes.maketrans(b'a', b'bc'), lambda: b.ljust(5, 'x'),
    lambda: b.ljust(5, b'xy'), lambda: b.zfill('a'), lambda: b.partition(b''), lambda: b.fromhex(), lambda: b.missing,
    lambda: a.reverse(1), lambda: b % 5, lambda: ord(b), lambda: ord(b'ab'), lambda: int(b), lambda: a + None,
    lambda: b.center(), lambda: b.removeprefix('a'), lambda: a.copy(1),
)


def s1():
    b[0] = 1


def s2():
    a[0] = 256


def s3():
    a[0] = 'a'


def s4():
    a[9] = 1


def s5():
    a[0:1] = 'a'


def s6():
    a[0:1] = 5


def s7():
    a[::2] = b'abcdef'


def s8():
    del b[0]


def s9():
    del a[9]


def s10():
    a['x'] = 1


def s11():
    a[0:1] = [300]


show(
    s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11,
)
