# Context managers, copies, mappings and partial methods of the library, on what its interface leaves open.
import bisect, collections, copy, functools
import contextlib, sys
def chain(e):
    out=[]
    while e is not None:
        out.append(repr(e)); e = e.__context__
    return out
def boom(e): raise e
for body in (None, KeyError('body')):
    try:
        with contextlib.ExitStack() as s:
            s.callback(boom, ValueError(1)); s.callback(boom, ValueError(2)); s.callback(boom, ValueError(3))
            if body: raise body
    except Exception as e: print(chain(e))
    try:
        try: raise OSError('outer')
        except OSError:
            with contextlib.ExitStack() as s:
                s.callback(boom, ValueError(1)); s.callback(boom, ValueError(2)); s.callback(boom, ValueError(3))
                if body: raise body
    except Exception as e: print(chain(e))
s = contextlib.ExitStack()
for bad in (3, object()):
    try: s.enter_context(bad)
    except Exception as e: print(type(e).__name__, e)
try: s.push(3)
except Exception as e: print(type(e).__name__, e)
@contextlib.contextmanager
def cm():
    "doc"
    yield 1
c = cm(); print(sorted(vars(c)), c.__doc__)
with c: print(sorted(vars(c)))
@contextlib.contextmanager
def cm2():
    try: yield
    except StopIteration as e: raise
try:
    with cm2(): raise StopIteration(3)
except StopIteration as e: print('stop', e, chain(e), e.__cause__)
@cm()
def f(): return 5
print(f(), f())
with contextlib.suppress(KeyError): raise KeyError
@contextlib.contextmanager
def nostop():
    try: yield
    finally: print('closed')
    yield
for fail in (False, True):
    try:
        with nostop():
            if fail: raise ValueError
    except Exception as e: print(type(e).__name__, e, chain(e))
class D(contextlib.ContextDecorator):
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out')
@D()
def g(x): return x
print(g(2))
class E:
    def __enter__(s): return s
    def __exit__(s,*a): pass
print(issubclass(E, contextlib.AbstractContextManager), isinstance(3, contextlib.AbstractContextManager))
with contextlib.ExitStack() as st:
    st.push(E()); print(type(st._exit_callbacks).__name__, st._exit_callbacks[0][0] if isinstance(st._exit_callbacks[0], tuple) else '')
import io
o = io.StringIO(); r = contextlib.redirect_stdout(o)
with r:
    with r: print('hi')
print(repr(o.getvalue()), sorted(vars(r)))
class R:
    def __reduce_ex__(self, p): print(sys.getrefcount(self)); return (R, ())
    def __deepcopy__x(self): pass
copy.copy(R()); copy.deepcopy(R())
print(copy.deepcopy(collections.OrderedDict(a=[1])), copy.copy(collections.UserList([1])), copy.deepcopy(collections.UserDict(a=[])))
a = [1, 2, 2, 3]; print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect(a, 2, 0, 2), bisect.bisect_left(a, 9))
class P:
    @functools.partialmethod
    def f(self): return 1
    g = functools.partialmethod(lambda self, a, b: (a, b), 1)
print(P().g(2), functools.partialmethod(functools.partialmethod(print, 1), 2, x=3))
class C:
    @functools.cached_property
    def v(self): print('made'); return 1
    @functools.singledispatchmethod
    def s(self, x): return 'any'
    @s.register(int)
    def _(self, x): return 'int'
c = C(); print(c.v, c.v, c.s(1), c.s(''), C.s(c, 2) if False else '')
u = collections.UserString('ab'); print(u + 'c', 'x' + u, u + u, 1 + 0, u * 2, collections.UserString(5))
cm = collections.ChainMap({'a': 1}, {'b': 2}); print(cm['b'], cm.new_child(), cm.new_child({'z': 1}, q=2) if sys.version_info >= (3, 10) else '')
for f in (lambda: cm.pop('zz'), lambda: cm.popitem() and cm.popitem(), lambda: cm.__delitem__('b')):
    try: print(f())
    except KeyError as e: print(e)
ct = collections.Counter(collections.UserDict(a=3)); ct.update(b=2); ct.subtract(collections.UserDict(a=1)); print(ct)
P3 = collections.namedtuple('P3', 'x y'); print(P3._replace.__qualname__, P3._make.__qualname__, P3.__repr__.__qualname__)
print(collections.UserDict.get.__qualname__, collections.ChainMap.pop.__qualname__)
