import sys
# growth
l=[]; last=sys.getsizeof(l); out=[]
for i in range(200):
    l.append(i)
    if sys.getsizeof(l)!=last: last=sys.getsizeof(l); out.append((i,last))
print(out)
while l:
    l.pop()
    if sys.getsizeof(l)!=last: last=sys.getsizeof(l); print(len(l),last, end=' ')
print()
d={}; last=sys.getsizeof(d)
for i in range(2000):
    d[i]=i
    if sys.getsizeof(d)!=last: last=sys.getsizeof(d); print(i,last,end=' ')
for k in list(d): del d[k]
print(sys.getsizeof(d)); d.clear(); print(sys.getsizeof(d))
s=set(); last=0
for i in range(2000):
    s.add(i)
    if sys.getsizeof(s)!=last: last=sys.getsizeof(s); print(i,last,end=' ')
print()
b=bytearray(); last=0
for i in range(300):
    b.append(65)
    if sys.getsizeof(b)!=last: last=sys.getsizeof(b); print(i,last,end=' ')
print()
print([sys.getsizeof(x) for x in ([1,2,3],[*range(3)],list(range(3)),[i for i in range(3)],list((1,2,3)),[1]*3,[1,2]+[3],[1,2,3][:])])
print([sys.getsizeof(x) for x in ('', 'a', 'é', 'ā', '😀', 'a'*100, 'é'*100, 'ā'*100, '😀'*100)])
print([sys.getsizeof(x) for x in (0,1,-1,2**30-1,2**30,2**60,2**90,-2**30,10**100)])
print([sys.getsizeof(x) for x in ({'a':1}, dict(a=1), {k:k for k in range(3)}, dict(zip('abcdef','abcdef')), {**{'a':1}}, {i:0 for i in range(6)}, dict.fromkeys(range(6)), dict.fromkeys('abc'), {1:1}.copy(), {i:i for i in range(20)}.copy())])
print([sys.getsizeof(x) for x in ((), (1,), (1,2), tuple(range(10)), frozenset(), frozenset(range(5)), {1}, {1,2,3,4,5}, set(range(100)), {1,2}|{3}, set('hello').union('world'))])
class A:
    def __init__(s): s.a=1; s.b=2
print(sys.getsizeof(A()), sys.getsizeof(A().__dict__))
x=A(); x.c=3; print(sys.getsizeof(x.__dict__)); y=A(); print(sys.getsizeof(y.__dict__))
l=[1,2,3]; l.extend([4]*10); print(sys.getsizeof(l)); l += [1]; print(sys.getsizeof(l)); l[2:4]=[]; print(sys.getsizeof(l)); l.insert(0,1); print(sys.getsizeof(l)); del l[:10]; print(sys.getsizeof(l)); l.clear(); print(sys.getsizeof(l)); l=sorted([3,2,1]); print(sys.getsizeof(l)); l.sort(); print(sys.getsizeof(l)); l.reverse(); l*=4; print(sys.getsizeof(l))
print(sys.getsizeof('a,b'.split(',')), sys.getsizeof([c for c in 'abc' if c>'a']), sys.getsizeof('abc'.encode()), sys.getsizeof(b'abc'.decode()))
s='x'
s+='é'; print(sys.getsizeof(s)); s+='€'; print(sys.getsizeof(s)); print(sys.getsizeof(s.encode()), sys.getsizeof(s))
