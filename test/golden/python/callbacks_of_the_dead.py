"""What the collector counts where several references to an object have callbacks."""
import gc, weakref
gc.disable()
class P: pass
gc.collect()
r=[]
def c(): r.append(gc.get_count()[0])
k=[]
def cb(w): k.append(gc.get_count()[0])
p=P(); w=weakref.ref(p,cb); c(); v=weakref.ref(p,cb); c(); p=None; c()
print(r,k)
gc.collect(); r=[]; k=[]
p=P(); w=weakref.ref(p,cb); c(); p=None; c()
print(r,k)
gc.collect(); r=[]; k=[]
c();c();cb(1);cb(1)
print(r,k)
gc.collect(); r=[]; k=[]
x=P();gc.collect()
c();x=None;c()
print(r,k)
p=P(); a=weakref.proxy(p); b=weakref.ref(p); d=weakref.ref(p,cb); e=weakref.proxy(p,cb); f=weakref.WeakMethod if 0 else 0
print([type(x).__name__ for x in weakref.getweakrefs(p)], weakref.getweakrefs(p)[0] is b, a is weakref.proxy(p))
