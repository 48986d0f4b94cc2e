"""Which strings die: names never do from 3.12 on, other constants only in 3.12 do not."""
import sys

print(sys.getrefcount('ab_q'), sys.getrefcount('q z'), sys.getrefcount('qz_1'), sys.getrefcount(b'ab'))
s = 'hello_world'
print(sys.getrefcount(s), sys.getrefcount('hello_world'))
s = 'hello world!'
print(sys.getrefcount(s), sys.getrefcount('hello world!'))


def constants():
    t = 'inner_const'
    return sys.getrefcount(t), sys.getrefcount('inner_const'), sys.getrefcount('other_const'), sys.getrefcount('wi th')


print(constants(), constants())
print(sys.getrefcount(sys.intern('a' * 30)))
d = {'some_key': 1}
print(sys.getrefcount('some_key'), sys.getrefcount(list(d)[0]))


class A:
    pass


a = A()
name = 'dyn' + str(len(d))
setattr(a, name, 1)
print(sys.getrefcount(name))


def copies():
    y = 123456
    z = y
    v = 1234.5 if z else 2345.5
    w = z if v else 0
    u = [y]
    return sys.getrefcount(y), sys.getrefcount(z), sys.getrefcount(v), sys.getrefcount(w), sys.getrefcount(u[0])


print(copies())


def lives():
    s = 'of a local'
    t = s
    del s
    try:
        raise ValueError(t)
    except ValueError as error:
        return sys.getrefcount(t), sys.getrefcount(error.args[0])


print(lives())


def generator():
    t = 'of_a_generator'
    yield sys.getrefcount(t)
    u = t
    yield sys.getrefcount(u)


print(list(generator()))
pops = {5, 1, 9, 3}
print(pops.pop(), pops.add(1), pops.pop(), pops.pop(), pops.add(0), sorted(pops))
p = set(range(20))
print([p.pop() for _ in range(5)], p.add(2), p.pop(), p.pop())
q = 'only'
print('%s' % q is q, '%s' % (q,) is q, '{}'.format(q) is q, f'{q}' is q, ''.join([q]) is q)
