import sys
def f(a, b=2, *args, **kw):
    c = a + b
    print(sorted(locals().items()), sorted(dir()), vars() == locals())
    d = [locals is not None for x in range(2)]
    def g():
        return c, a
    print(sorted(locals()), 'g' in locals())
    del b
    print(sorted(locals()))
    x = locals(); y = locals()
    print(x is y, 'y' in x, 'x' in x)
    exec('zz = a + 1')
    print(eval('a + c'), 'zz' in locals())
    return locals
f(1, 2, 3, k=4)
def outer():
    z = 5
    def inner(q):
        z
        return locals()
    return inner(1)
print(outer())
class C:
    v = 1
    print(sorted(k for k in locals() if not k.startswith('__')))
def unbound():
    if 0: y = 1
    return locals()
print(unbound())
def mutate():
    a = 1
    locals()['a'] = 2
    return a
print(mutate())
def gen():
    a = 1
    yield locals()
    b = 2
    yield locals()
print(list(gen()))
def frm(a):
    x = [a]
    d = locals()
    return sys.getrefcount(a), sys.getrefcount(x)
print(frm(object()))
print('%(a)s' % (lambda a: locals())(3), "{a}".format(**(lambda a: locals())(3)))
