import random, sys
random.seed(5)
for n in (3, 8, 20, 100, 500):
    a = set(random.sample(range(1000), n)); b = set(random.sample(range(1000), n // 2 + 1)) | set(list(a)[:n // 3])
    for op in ('a | b', 'a & b', 'a - b', 'a ^ b', 'b - a', 'b ^ a', 'a.union(b)', 'a.intersection(b)', 'a.difference(b)', 'a.symmetric_difference(b)', 'a.difference([1, 2, 3])', 'a - {min(a)}', 'frozenset(a) ^ b', 'a.copy()'):
        r = eval(op); print(op, list(r)[:6], len(r), sys.getsizeof(r))
    for op in ('|=', '&=', '-=', '^='):
        c = set(a); exec('c %s b' % op); print(op, list(c)[:6], len(c), sys.getsizeof(c))
    c = set(a); c.intersection_update(b, [1, 2]); print(list(c), sys.getsizeof(c)); c = set(a); c.difference_update(list(b)); print(list(c)[:5], sys.getsizeof(c)); c = set(a); c.symmetric_difference_update(list(b)); print(list(c)[:5], sys.getsizeof(c)); c = set(a)
    while len(c) > 2: c.pop()
    print(c, sys.getsizeof(c)); c.clear(); print(sys.getsizeof(c)); c.update(b); print(sys.getsizeof(c)); c |= a; print(sys.getsizeof(c), list(c)[:4])
