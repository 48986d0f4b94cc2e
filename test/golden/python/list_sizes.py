import sys
print(sys.getsizeof([*range(3)]), sys.getsizeof([*(1,2,3)]), sys.getsizeof([1, *[2,3]]), sys.getsizeof([*range(20)]), sys.getsizeof([*[], *[]]), sys.getsizeof({*range(3)}), sys.getsizeof((*range(3),)), sys.getsizeof([*'abc', 1]))
l=[1,2,3]; l.extend([4]*10); print(sys.getsizeof(l), end=' '); l += [1]; print(sys.getsizeof(l), end=' '); l[2:4]=[]; print(sys.getsizeof(l), end=' '); l.insert(0,1); print(sys.getsizeof(l), end=' '); del l[:10]; print(sys.getsizeof(l), end=' '); l.clear(); print(sys.getsizeof(l)); l=sorted([3,2,1]); print(sys.getsizeof(l)); l.sort(); print(sys.getsizeof(l)); l.reverse(); l*=4; print(sys.getsizeof(l))
print(sys.getsizeof('a,b'.split(',')), sys.getsizeof([c for c in 'abc' if c>'a']), sys.getsizeof('abc'.encode()), sys.getsizeof(b'abc'.decode()))
for s in ('a b c', 'a', '', 'a b c d e f g h i j k l m n o p'): print(sys.getsizeof(s.split()), sys.getsizeof(s.split(' ')), sys.getsizeof(s.rsplit()), sys.getsizeof(s.splitlines()), sys.getsizeof(list(s)), sys.getsizeof(sorted(s)), sys.getsizeof(tuple(s)), sys.getsizeof(s.encode().split()), sys.getsizeof(s.partition(' ')), end='; ')
print(sys.getsizeof(sorted(range(10))), sys.getsizeof(sorted({1:2,3:4})), sys.getsizeof(sorted({1,2,3})), sys.getsizeof(sorted(x for x in range(10))), sys.getsizeof(list({1:2}.keys())), sys.getsizeof(list({1:2}.items())), sys.getsizeof(list(map(str, [1,2,3]))), sys.getsizeof(list(zip([1,2,3],[1,2,3]))), sys.getsizeof(list(enumerate([1,2]))), sys.getsizeof(list(reversed([1,2,3]))), sys.getsizeof(list(filter(None, [1,2,3]))))
s='x'
s+='é'; print(sys.getsizeof(s), end=' '); s+='€'; print(sys.getsizeof(s), end=' '); print(sys.getsizeof(s.encode()), sys.getsizeof(s), sys.getsizeof('é'), sys.getsizeof('é'.encode()))
class St(str): pass
class S2(str): __slots__ = ()
print(sys.getsizeof(St('abc')), sys.getsizeof(St('')), sys.getsizeof(St('é')), sys.getsizeof(St('€'*5)), sys.getsizeof(S2('abc')))
class By(bytes): pass
class Ba(bytearray): pass
class Li(list): pass
class Tu(tuple): pass
class Fl(float): pass
class Co(complex): pass
class Fs(frozenset): pass
print([sys.getsizeof(x) for x in (By(b''), By(b'abcde'), Ba(), Ba(b'abc'), Li(), Li([1,2]), Tu(), Tu((1,)), Fl(), Co(), Fs(), Fs((1,2)))])
b = bytearray(b'abc'); b.append(1); print(sys.getsizeof(b)); b.extend(b'x'*100); print(sys.getsizeof(b)); del b[50:]; print(sys.getsizeof(b)); b.clear(); print(sys.getsizeof(b)); b = bytearray(10); print(sys.getsizeof(b)); b += b'abc'; print(sys.getsizeof(b), sys.getsizeof(bytearray(range(10))), sys.getsizeof(bytearray(b'x'*10)), sys.getsizeof(bytes(10)))
