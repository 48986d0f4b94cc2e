# Named arguments that nobody takes, and what is suggested instead.
import functools, itertools, collections
def f(alpha, beta, *, gamma=1): pass
class K:
    def __init__(self, first): pass
for g in (lambda: max(1,2,keyy=3), lambda: print(1, endd=''), lambda: 'a'.split(sepp=','), lambda: [].sort(keyy=1), lambda: [].sort(zzz=1), lambda: sum([], starts=1), lambda: int('1', bas=2), lambda: enumerate([], strat=1), lambda: enumerate(iterabl=[]), lambda: enumerate([], begin=1), lambda: enumerate(start=1, foo=2), lambda: f(1, 2, gama=3), lambda: f(1, betta=2), lambda: f(1,2,zzz=3), lambda: K(fist=1), lambda: zip([], strik=True), lambda: open('x', mod='r'), lambda: sorted([], keyy=1), lambda: complex(rael=1), lambda: str(objec=1), lambda: bytes(sourc=1), lambda: collections.deque(maxle=1), lambda: functools.lru_cache(maxsiz=1), lambda: itertools.accumulate([], fun=1), lambda: 'a'.encode(Encoding='x'), lambda: f(1, 2, GAMMA=3), lambda: round(1, ndigit=2), lambda: f(1, 2, Gamma=3)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
