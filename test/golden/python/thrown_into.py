# What is thrown into generators: the forms of throw, contexts, and what is handled while one runs.
import sys
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: print('warned', category.__name__, message)


def told(f, *args):
    try:
        print('->', f(*args))
    except BaseException as e:
        print(type(e).__name__, e, '|', repr(e.__context__), e.__traceback__ is not None)


class E(Exception):
    def __init__(self, *args):
        self.given = args


class Bad(Exception):
    def __new__(cls, *args):
        return cls


class Worse(Exception):
    def __init__(self, *args):
        1 / 0


def catches():
    while True:
        try:
            yield 0
        except Exception as e:
            print('caught', type(e).__name__, str(e), getattr(e, 'given', ''))


def boom():
    yield 0


try:
    {}['x']
except KeyError as e:
    traceback = e.__traceback__

for args in ((E,), (E, 1), (E, (1, 2)), (E, None), (E, E(3)), (E(4),), (E(5), None), (E(6), 7), (E, 1, traceback), (E, 1, 2),
             (Bad if sys.version_info >= (3, 9) else E,), (Worse,), (3,), (int,), (ValueError, KeyError('k'))):
    gen = catches()
    next(gen)
    told(gen.throw, *args)
    gen = boom()
    told(gen.throw, *args)


# The context is what the generator handles.
def handling():
    try:
        raise KeyError('a')
    except Exception:
        yield


gen = handling()
next(gen)
told(gen.throw, ValueError)


def outer():
    try:
        raise KeyError('b')
    except Exception:
        yield from handling()


gen = outer()
next(gen)
told(gen.throw, ValueError)


# What the caller handled when the generator began is not what it handles later.
def handled():
    return repr(sys.exc_info()[1])


def keeps():
    yield handled()
    try:
        raise ValueError
    except ValueError:
        yield handled()
    yield handled()
    try:
        yield handled()
    finally:
        print('finally', handled())


gen = keeps()
try:
    raise IndexError
except IndexError:
    print(next(gen), next(gen), handled())
print(handled(), next(gen))
try:
    raise OSError
except OSError:
    print(next(gen), handled())
    gen.close()
print(handled())


# The names of a generator are the function's when it is called.
def func():
    yield


func.__name__, func.__qualname__ = 'other', 'quite.other'
gen = func()
func.__name__ = 'later'
print(gen.__name__, gen.__qualname__)


# A circle of contexts that another exception comes out of ends.
def cycle():
    try:
        raise ValueError(1)
    except ValueError as e:
        f = LookupError()
        e.__context__ = f
        f.__context__ = f
        raise TypeError(2)


if sys.version_info >= (3, 9):
    try:
        cycle()
    except TypeError as e:
        print(repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__ is e.__context__.__context__)
        e.__context__.__context__.__context__ = None


# Attributes of exceptions.
u = UnicodeEncodeError('baz', 'xxxxx', 1, 5, 'foo')
print(u)
u.end = 2
print(u)
u.end = 5
u.reason = 34
u.encoding = 4000
print(u)
u.start = 1000
print(u, u.start, u.end)
u = UnicodeTranslateError('xxxx', 1, 5, 'foo')
print(u, '|', u.object)
u.end = 2
print(u)
told(UnicodeTranslateError, 'a', 1)
told(SyntaxError, 'bad', ('bad.py', 1, 2))
told(SyntaxError, 'bad', ('bad.py', 1, 2, 'x'))
told(SyntaxError, 'bad', ('bad.py', 1, 2, 'x', 1))
exc = ImportError('test', name='name', path='path')
exc.__init__()
print(exc.args, exc.msg, exc.name, exc.path)
if hasattr(exc, 'add_note'):
    print(hasattr(exc, '__notes__'), exc.__dict__)
    exc.add_note('one')
    exc.add_note('two')
    print(exc.__notes__, exc.__dict__)
    del exc.__notes__
    exc.__notes__ = 42
    told(exc.add_note, 'x')
    told(exc.add_note, 3)
