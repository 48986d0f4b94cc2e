"""What the collector counts for calls with wrong keywords."""
import gc, sys
gc.disable(); gc.collect()
a=[1]
def bare(first, /, second=2, *, third=3): return first, second, third
def t1(): return bare(first=1)
def t2(): return bare(1,2,3)
def t3(): return bare(1, third=2)
def t4(): return bare(1, second=3, fourth=4)
def t5(): return bare(a)
def t6(): raise TypeError("x")
def t7(): return len(1,2)
def t8(): return bare()
r=[]
gc.collect()
for h in (t5,t6,t7,t8,t1,t2,t3,t4):
    gc.collect()
    x=gc.get_count()[0]
    try: h()
    except TypeError as err: pass
    y=gc.get_count()[0]
    try: h()
    except TypeError as err: pass
    r.append((x,y,gc.get_count()[0]))
print(r)
