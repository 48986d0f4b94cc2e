# What compiling leaves on the free lists, by what is in the program: tables of names and of how they are reached,
# blocks of annotations, keys of constants that are there already. The family: compilation's own objects.
import gc

SOURCES = [
    'x = 1', "x = 'a'", 'def f(): pass', 'def f(): pass\ndef g(): pass', 'def f():\n def g(): pass',
    'def f(a): return x', 'def f(a): return a', 'class A: pass', 'class A:\n x = 1', 'class A:\n def f(self): pass',
]


def grown(source):
    gc.collect()
    before = gc.get_count()[0]
    code = compile(source, 'program', 'exec')
    after = gc.get_count()[0]
    return after - before, code


gc.disable()
grown('pass')
for source in SOURCES:
    print(repr(source), grown(source)[0])
