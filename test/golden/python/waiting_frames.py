"""To 3.10 a first call takes a frame that waits, if it is large enough."""
import tracemalloc

tracemalloc.start()
g = tracemalloc.get_traced_memory
out = [0] * 40
a = b = 0
def f0(): pass
def f7(a0=0, a1=0, a2=0, a3=0, a4=0, a5=0, a6=0): pass
def f12(a0=0, a1=0, a2=0, a3=0, a4=0, a5=0, a6=0, a7=0, a8=0, a9=0, a10=0, a11=0): pass
def f13(a0=0, a1=0, a2=0, a3=0, a4=0, a5=0, a6=0, a7=0, a8=0, a9=0, a10=0, a11=0, a12=0): pass
def f16(a0=0, a1=0, a2=0, a3=0, a4=0, a5=0, a6=0, a7=0, a8=0, a9=0, a10=0, a11=0, a12=0, a13=0, a14=0, a15=0): pass
def f5(a0=0, a1=0, a2=0, a3=0, a4=0): pass
def f20(a0=0, a1=0, a2=0, a3=0, a4=0, a5=0, a6=0, a7=0, a8=0, a9=0, a10=0, a11=0, a12=0, a13=0, a14=0, a15=0, a16=0, a17=0, a18=0, a19=0): pass
a = g()[0]; f0(); b = g()[0]; out[0] = b - a
a = g()[0]; f7(); b = g()[0]; out[1] = b - a
a = g()[0]; f12(); b = g()[0]; out[2] = b - a
a = g()[0]; f13(); b = g()[0]; out[3] = b - a
a = g()[0]; f16(); b = g()[0]; out[4] = b - a
a = g()[0]; f5(); b = g()[0]; out[5] = b - a
a = g()[0]; f20(); b = g()[0]; out[6] = b - a
tracemalloc.stop()
print(out[:7])
