import { attempt, type Kind, lines } from './kind';

/** Lists, dicts, sets, strings that change their size, also while they are iterated or compared. */
export const CONTAINERS: readonly Kind[] = [
  ({ x, n, one }) =>
    lines(
      `l = [${x}] * ${1 + n(12)}`,
      'for v in l:',
      `    if len(l) < ${10 + n(40)}: ${one('l.append(v)', 'l += [v, l[0]]', 'l.extend((v, v, v))', 'l.insert(0, 1)')}`,
      `    else: ${one('l.clear()', 'del l[3:]', 'l.pop(); l.pop()', 'break', 'l[:] = []')}`,
      'print("while", len(l), sys.getsizeof(l)); l = None',
    ),
  ({ x, n, one }) =>
    lines(
      `m = {i: ${x} for i in range(${2 + n(30)})}`,
      'try:',
      '    for k in m:',
      `        if k == ${n(6)}: ${one('del m[k]', 'm[k + 100] = 1', 'm.clear()', 'm.pop(0, None)', 'm.popitem()', 'm.update({200: 1, 201: 2})', 'm[k] = 2', 'm.pop(1, 0); m[300] = 1')}`,
      'except RuntimeError as err: print(err)',
      'print("while", len(m), sys.getsizeof(m), list(m)[:4]); m = None',
    ),
  ({ n, one }) =>
    lines(
      `w = set(range(${2 + n(40)}))`,
      'try:',
      '    for k in w:',
      `        if k == ${n(6)}: ${one('w.remove(k)', 'w.add(k + 100)', 'w.clear()', 'w.pop()', 'w |= {200, 201}', 'w.discard(1); w.add(300)')}`,
      'except RuntimeError as err: print(err)',
      'print("while", len(w), sys.getsizeof(w)); w = None',
    ),
  ({ n, one }) =>
    lines(
      `l = [N("s%d" % i) for i in range(${3 + n(5)})]`,
      one(
        'l[1:3] = []',
        'l[:] = [1]',
        'del l[::2]',
        'l[::-1] = l[:]',
        'l[1:2] = [7] * 9',
        'l *= 0',
        'l *= 2',
        'l.reverse()',
        'del l[-1]',
        'l[0] = l[1] = 5',
      ),
      'print("after", len(l), sys.getsizeof(l)); l = None',
    ),
  ({ n }) =>
    lines(
      `l = [Eq(i % ${2 + n(5)}) for i in range(${2 + n(9)})]; l[${n(2)}].act = ${'l.clear'}`,
      `try: print(l.${['index', 'count', 'remove'][n(3)]}(Eq(${n(9)})), len(l))`,
      'except Exception as err: print(type(err).__name__, err, len(l))',
      'l = None',
    ),
  ({ n, one }) =>
    lines(
      `m = {Eq(i): i for i in range(${2 + n(9)})}; k = list(m)[${n(2)}]; k.act = ${one('m.clear', 'lambda: m.pop(4, 0)', 'lambda: m.update({i: i for i in range(20, 40)})', 'lambda: 1 // 0', 'lambda: gc.collect()')}`,
      `try: print(${one('m.get(Eq(8))', 'm[4]', 'm.setdefault(Eq(0), 3)', 'm.pop(Eq(1))', 'Eq(5) in m', 'm == {Eq(i): i for i in range(5)}')}, len(m))`,
      'except Exception as err: print(type(err).__name__, len(m))',
      'k.act = None; k = m = None',
    ),
  ({ n, one }) =>
    lines(
      `w = {Eq(i) for i in range(${2 + n(9)})}; k = min(w); k.act = ${one('w.clear', 'w.pop', 'lambda: w.update(range(20, 40))', 'lambda: 1 // 0')}`,
      `try: print(${one('Eq(8) in w', 'w.add(Eq(4))', 'w.discard(Eq(0))', 'len(w & {Eq(0), Eq(4)})', 'len(w | {Eq(0), Eq(8)})', 'w == {Eq(i) for i in range(4)}', 'w.remove(Eq(9))')}, len(w))`,
      'except Exception as err: print(type(err).__name__, len(w))',
      'k.act = None; k = w = None',
    ),
  ({ n, one }) =>
    lines(
      `l = [(i * ${3 + n(50)}) % ${5 + n(40)} for i in range(${n(50)})]`,
      `l.sort(${one('', 'reverse=True', 'key=lambda v: -v', 'key=lambda v: (v % 3, v)', 'key=str')})`,
      'print(l, sys.getsizeof(l)); l = None',
    ),
  ({ n, one }) =>
    lines(
      `l = [${2 + n(9)}, 1, N("sorted"), 4][:${2 + n(3)}]`,
      `try: l.sort(key=${one('lambda v: l.append(1) or id(v)', 'lambda v: 1 // (v - 1)', 'len', 'lambda v: len(l)', 'lambda v: raiser(v)')})`,
      'except Exception as err: print(type(err).__name__, err)',
      'print(len(l), sys.getsizeof(l)); l = None',
    ),
  ({ n, one }) =>
    lines(
      `l = [Eq(${n(9)}), Eq(${n(9)}), Eq(${n(9)})]; l[${n(3)}].act = lambda: ${one('raiser(0)', 'l.append(0)', 'gc.collect()')}`,
      'try: l.sort(); print([v.tag for v in l])',
      'except Exception as err: print(type(err).__name__, err)',
      'for v in l: v.act = None',
      'v = l = None',
    ),
  ({ n }) =>
    lines(
      's = ""',
      `for i in range(${n(40)}): s += ${['"ab"', 'str(i)', '"\\u20ac"', '"\\xe9"', 'chr(i + 100)'][n(5)]}`,
      'print("text", len(s), sys.getsizeof(s), s[:] is s, s[1:2] is s[1:2], s.strip() is s, s.replace("zz", "y") is s); s = None',
    ),
  ({ n, one }) =>
    `s = "${one('ab', 'a\\xe9', 'x y ', '\\u20ac,', '\\U0001f600')}" * ${2 + n(20)}; print("made", sys.getsizeof(${one('s.upper()', 's.encode()', 's.title()', 's.split()', 's.partition(",")', 's.center(30)', 's.zfill(40)', 's + "z"', '"-".join(s)', 's.replace("a", "\\xff")', 's[::-1]', 'f"{s}{s!r:>40}"', '"%s %d" % (s, 7)', '"{:>9}{}".format(s[:3], s)', 's.casefold()', 's.expandtabs()', 'sys.intern(s)', 's.rstrip(" ")', 's.splitlines()', 'list(s)')}), sys.getrefcount(s)); s = None`,
  ({ n, one }) =>
    lines(
      `h = bytearray(${n(30)})`,
      `for i in range(${n(30)}): ${one('h.append(i)', 'h += b"xy"', 'h.extend(range(3))', 'h.insert(0, 9)', 'h[:1] = b"four"')}`,
      `print("bytes", len(h), sys.getsizeof(h)); del h[:${n(20)}]; print(sys.getsizeof(h)); h.clear(); print(sys.getsizeof(h), sys.getsizeof(bytes(h))); h = None`,
    ),
  ({ n, one }) =>
    lines(
      `m = dict.fromkeys(range(${n(40)}), 0)`,
      `for i in range(${n(40)}): m.pop(i, None)`,
      one(
        'm["q"] = 1',
        'm.update(m)',
        'm = {**m, "z": 1}',
        'm = m.copy()',
        'm.setdefault("a", []).append(1)',
        'm = dict(m.items())',
        'm = dict(list(m.items()))',
        'm.update(dict.fromkeys("abcdefgh"))',
      ),
      'print("dict", len(m), sys.getsizeof(m)); m = None',
    ),
  ({ n, x }) =>
    lines(
      `m = {i: ${x} for i in range(${n(20)})}; h = m.keys(); i = m.items()`,
      `m[${n(30)}] = 1`,
      `print("views", len(h), len(i), sys.getrefcount(m), sys.getsizeof(h), h & {1, 2}, sorted(h | {3}), sorted(h - {1}), h.isdisjoint({99}), (1, 1) in i)`,
      'h = i = m = None',
    ),
  ({ n, one }) =>
    `w = set(range(${n(30)})); h = ${one('w | {50, 51}', 'w & {1, 2, 3}', 'w ^ {1, 60}', 'w - {1}', 'w.copy()', 'frozenset(w)', 'w.union(range(40))', 'w.intersection([3, 4])', 'w.symmetric_difference(range(9))')}; print("set", len(h), sys.getsizeof(h), sorted(h)[:5]); h = w = None`,
  ({ n, one }) =>
    lines(
      `w = set(range(${n(60)}))`,
      one(
        'w -= set(range(30))',
        'w |= set(range(90, 99))',
        'w &= {1, 2, 3}',
        'w ^= {1, 300}',
        'w.clear()',
        'w.update("abc", [1])',
        'w.difference_update([1, 2])',
      ),
      'print("set", len(w), sys.getsizeof(w)); w = None',
    ),
  ({ x, n }) =>
    lines(
      `try: u, v = [N("u"), ${x}, N("v")][:${n(4)}]`,
      'except ValueError as err: print(err)',
      'u = v = None',
    ),
  ({ x, y, n }) =>
    lines(
      `try: (u, *v), w = [[${x}] * ${n(4)}, ${y}][:${1 + n(3)}]`,
      'except (TypeError, ValueError) as err: print(err)',
      'else: print("parts", sys.getrefcount(v), sys.getsizeof(v), len(v))',
      'u = v = w = None',
    ),
  ({ n, value }) =>
    lines(
      `h = collections.deque([${value()}], ${['None', '3', '1'][n(3)]})`,
      `for i in range(${n(90)}): h.${['append', 'appendleft'][n(2)]}(i)`,
      `h.rotate(${n(9)}); print("deque", len(h), sys.getsizeof(h)); h.clear(); print(sys.getsizeof(h)); h = None`,
    ),
  ({ n, one }) =>
    lines(
      `m = collections.OrderedDict.fromkeys(range(${1 + n(20)}))`,
      one(
        'm.move_to_end(0)',
        'm.popitem(False)',
        'm.popitem()',
        'm[99] = 1',
        'del m[0]',
        'm.update(a=1)',
        'm.clear()',
      ),
      'print("ordered", list(m)[-3:], sys.getsizeof(m)); m = None',
    ),
  ({ n, x }) =>
    lines(
      `m = collections.defaultdict(list)`,
      `for i in range(${n(30)}): m[i % ${1 + n(9)}].append(${x})`,
      'print("default", len(m), sys.getsizeof(m)); m = None',
    ),
  ({ n }) =>
    `m = collections.Counter("abracadabra"[:${n(12)}]); print(m.most_common(2), sys.getsizeof(m), sum(m.values())); m = None`,
  ({ x, y }) =>
    `Pair = collections.namedtuple("Pair", "p q"); h = Pair(${x}, ${y}); print(sys.getsizeof(h), h._replace(p=1).p, len(h)); h = Pair = None`,
  ({ n, one }) =>
    attempt(
      `[${one('i', 'i * 2.5', '[i]', 'str(i)', '(i, i)', '{i}')} for i in range(${n(30)}) ${one('', 'if i % 2', 'if i != 7', 'for j in (1, 2) if j < i')}]`,
    ),
  ({ n }) =>
    lines(
      `try: l = [N("c%d" % i) if i < ${1 + n(4)} else 1 // 0 for i in range(9)]`,
      'except ZeroDivisionError as err: print("half", err)',
    ),
  ({ n, one }) =>
    lines(
      `try: print(${one('{i: N("d%d" % i) for i in range(3) if 2 // (2 - i)}', '{N("e"): 1 for i in Steps(2, 0)}', 'dict((i, 1) for i in Steps(3, 0))', 'set(Steps(2, 0))', 'sorted(Steps(4, 0))', 'list(zip(range(5), Steps(3, 0)))', 'list(map(ident, Steps(2, N("f"))))', '[*Steps(3, 0)]', 'wrap(*Steps(2, N("g")))', 'tuple(Steps(12, 0))', '"".join(Steps(2, 0))', 'sum(Steps(3, 0), [])', 'max(Steps(2, 0))', 'list(filter(None, Steps(3, 0)))', 'list(enumerate(Steps(2, 0)))', '[].extend(Steps(9, 0))', 'keep.extend(Steps(3, 1))', 'all(Steps(2, 0))')})`,
      `except Exception as err: print(type(err).__name__, err, ${n(9)})`,
    ),
  ({ n, x }) =>
    lines(
      `l = list(range(${3 + n(20)})); i = iter(l); next(i)`,
      `l[1:${2 + n(9)}] = [${x}]; print("iter", i.__length_hint__(), sys.getrefcount(l)); del l[1:]; print(next(i, "end"), sys.getrefcount(l)); i = l = None`,
    ),
  ({ x, one }) =>
    `i = ${one('enumerate', 'reversed', 'zip', 'iter', 'tuple')}([${x}, 1, 2]); print("iterators", sys.getsizeof(i), show(next(iter(i))) == 1, gc.is_tracked(i)); i = None`,
  ({ x, y, n }) =>
    `i = itertools.${['chain([X], [Y])', 'islice([X, Y, 1], 2)', 'zip_longest([X], [Y, 1])', 'product([X], [Y, 1])', 'accumulate([1, 2, 3])', 'permutations([X, Y, 1], 2)', 'combinations([X, Y, 1], 2)', 'repeat(X, 3)', 'starmap(wrap, [(X, Y)])', 'takewhile(bool, [1, X])', 'groupby([1, 1, 2])', 'tee([X, Y])[1]'][n(12)]!.replace('X', x).replace('Y', y)}; print("tools", sys.getsizeof(i), len(list(i))); i = None`,
  ({ x, n }) =>
    `t = (${x},) * ${n(25)}; t += (1, 2); print("tuple", sys.getsizeof(t), t.count(1) > 0, gc.is_tracked(t), hash(t[-2:]) == hash((1, 2))); t = None`,
  ({ n }) =>
    `l = L(range(${n(30)})); l.v = 1; m = D(a=1); t = T((1, 2)); s = Str("ab"); print("subclasses", [sys.getsizeof(v) for v in (l, m, t, s)], len(l + [1]), type(l[:]) is list, type(m.copy()) is dict, s + "c"); l = m = t = s = None`,
];
