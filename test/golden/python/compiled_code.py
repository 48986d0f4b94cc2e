"""compile(), and what exec and eval make of code objects."""
import sys, gc
c = compile('x = 1 + 2\nprint(x)', '<prog>', 'exec')
print(type(c).__name__, c.co_name, c.co_filename)
exec(c)
ns = {}
exec(c, ns)
print(sorted(ns), eval(c))
e = compile('a * 2', 'expr', 'eval')
print(eval(e, {'a': 21}), exec(e, {'a': 1}), eval(e, {}, {'a': [1]}))
s = compile('1 + 1', '<stdin>', 'single')
exec(s)
for bad in (('x = 1', 'f', 'eval'), ('a b', 'f', 'exec'), ('1', 'f', 'bad'), (5, 'f', 'exec')):
    try:
        print(compile(*bad))
    except Exception as error:
        print(type(error).__name__, getattr(error, 'filename', None), str(error)[:14])
try:
    exec(compile('1/0', 'here.py', 'exec'))
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_frame.f_code.co_filename, error.__traceback__.tb_next.tb_lineno)
def outer():
    v = 1
    def inner():
        return v
    return inner
try:
    exec(outer().__code__)
except TypeError as error:
    print(error)
try:
    compile()
except TypeError as error:
    print(error)
def local():
    a = 5
    return eval('a + 1'), eval(compile('a + 2', 'f', 'eval'))
print(local())
exec(compile('def made(n):\n    return [n] * 2', 'made.py', 'exec'))
print(made(3), made.__code__.co_filename)
blocks = sys.getallocatedblocks()
for i in range(200):
    exec('y = [1, 2, 3]; z = 10 ** 20')
    eval('[1, 2]')
gc.collect()
print(sys.getallocatedblocks() - blocks < 20)
d = {}
print(eval('1 + 1', d), list(d), sys.getsizeof(d))
