import { attempt, type Kind, lines } from './kind';

/** Exceptions that leave expressions half way, generators, closures, loops, `with`. */
export const FLOW: readonly Kind[] = [
  ({ x, n, one }) =>
    lines(
      `try: print(${one(
        `ident([N("1"), raiser(${x})])`,
        '(N("2"), 1 // 0)',
        '{"a": N("3"), "b": 1 // 0}',
        'wrap(N("4"), *raiser(0))',
        'wrap(1, z=N("5"), **raiser(0))',
        'N("6").missing.more',
        'keep[N("7")]',
        `f"{N('8').tag}{1 // 0}"`,
        'N("9") + N("10")',
        '[N("11")][5]',
        'wrap(N("12"), v=3)',
        'ident(N("13"), N("14"))',
        'ident()',
        'not N("15") < 3',
        'N("16")[0](N("17"))',
        'len(N("18"))',
        '{N("19"): 1, keep: 2}',
        '{N("20"), keep}',
        '1 if raiser(N("21")) else 2',
        '(lambda: N("22").zz)()',
        'wrap(N("23"), **{1: 2})',
        'wrap(N("24"), **{"v": 2})',
        '[*[N("25")], *5]',
        'print(N("26").tag, sep=5)',
        'int(N("27"))',
        'isinstance(N("28"), 5)',
        'getattr(N("29"), 5)',
        'N("30")(1)',
        '"%d" % N("31")',
        '"{0.x}".format(N("32"))',
        'dict([(N("33"), 1), 5])',
        'type("Z", (N("34"),), {})',
        'iter(N("35"))',
        'next([N("36")])',
        'N("37") in 5',
        'range(N("38"))',
        'sorted([N("39"), N("40")])',
        'min(N("41"), N("42"))',
        'sum([N("43")])',
        'pow(N("44"), 2)',
        'zip([N("45")], 5)',
      )})`,
      `except Exception as err: print(type(err).__name__, err, ${n(3)} or sys.getrefcount(err))`,
    ),
  ({ x, one }) =>
    lines(
      'def leaves():',
      `    w = [${x}]`,
      '    for i in range(3):',
      '        try:',
      `            ${one('if i == 1: continue', 'if i: break', 'if i == 2: return sys.getrefcount(w)', 'if i == 1: raiser(w)', '1 // (i - 1)')}`,
      `        except (ValueError, ZeroDivisionError) as err: ${one('w.append(str(err))', 'raise', 'raise KeyError(i) from err', 'return len(w)', 'w = w + [err]', 'continue')}`,
      `        else: w.append(i)`,
      `        finally: ${one('w.append(0)', 'print(sys.getrefcount(w))', 'w = list(w)', 'i = len(w)')}`,
      '    return len(w), sys.getrefcount(w)',
      'try: print(leaves())',
      'except Exception as err: print(type(err).__name__, err, type(err.__cause__).__name__, type(err.__context__).__name__)',
    ),
  ({ x }) =>
    lines(
      `try: raiser([${x}, N("held")])`,
      'except ValueError as err:',
      '    t = err.__traceback__',
      '    while t.tb_next: t = t.tb_next',
      '    print("trace", sorted(t.tb_frame.f_locals), t.tb_lineno - t.tb_frame.f_code.co_firstlineno); t = None',
      'print("left")',
    ),
  ({ x, one }) =>
    lines(
      `h = None`,
      'try:',
      `    try: raiser(${x})`,
      `    ${one('finally: 1 // 0', 'except ValueError: raise KeyError(N("ctx").tag)', 'except KeyError: pass', 'finally: print("passed")')}`,
      'except Exception as err: h = err',
      'print("kept", type(h).__name__, sys.getrefcount(h), type(h.__context__).__name__, h.__traceback__ is not None); h = None',
    ),
  ({ x }) =>
    lines(
      `h = ValueError("kept", [${x}])`,
      'try: raise h',
      'except ValueError as err: err.me = err; h = None',
      'print("cycle", gc.collect())',
    ),
  ({ value, one }) =>
    lines(
      `g = tidy(${value()}); print(next(g))`,
      `try: print(${one('next(g)', 'g.close()', 'g.throw(KeyError)', 'g.throw(ValueError("thrown"))', 'g.send(5)', 'g.gi_frame is None', 'sys.getsizeof(g) > 0', 'g.gi_running')})`,
      'except Exception as err: print(type(err).__name__, err)',
      'g = None',
    ),
  ({ value }) => `g = tidy(${value()}); print("never", sys.getrefcount(g)); g = None`,
  ({ x, n }) =>
    lines(
      `g = chain(${1 + n(5)}, ${x}); print("chain", [next(g) for _ in range(${1 + n(2)})])`,
      `g = None`,
    ),
  ({ x }) =>
    lines(
      'def cyclic():',
      `    me = [g, ${x}]`,
      '    try: yield me',
      '    finally: print("finally")',
      'g = cyclic(); next(g); g = None; cyclic = None',
      'print("cyclic", gc.collect())',
    ),
  ({ n, one }) =>
    lines(
      `g = (i * 2 for i in ${one('range(9)', 'keep', '[N("g")]', 'Steps(2, 1)', 'iter([1, 2])')} if ${one('True', 'i', '1 // 1')})`,
      `try: print("take", [show(next(g, 0)) for _ in range(${n(4)})])`,
      'except Exception as err: print(type(err).__name__, err)',
      'g = None',
    ),
  ({ x, value }) =>
    lines(
      'def closed(v):',
      '    def bump(k):',
      '        nonlocal v',
      '        v = k',
      '        return sys.getrefcount(v)',
      '    return bump, lambda: sys.getrefcount(v)',
      `f, h = closed(${x}); print("cells", h(), f(${value()}), h(), len(f.__closure__), sys.getrefcount(f.__closure__[0]), f.__closure__[0] is h.__closure__[0]); f = h = None`,
    ),
  ({ x }) =>
    lines(
      'def unbound(v):',
      '    f = lambda: v',
      '    del v',
      '    return f',
      `try: unbound(${x})()`,
      'except NameError as err: print(err)',
    ),
  ({ n, x }) =>
    `h = [lambda k=i: (k, ${x}) for i in range(${1 + n(4)})]; print("lambdas", [show(f()[0]) for f in h], sys.getrefcount(h[0])); h = f = None`,
  ({ x, n }) => `print("deep", deep(${n(30)}, ${x}) == deep(${n(3)}, ${x}), deep(2, [1]))`,
  ({ n }) =>
    lines(
      'def down(k): return down(k + 1)',
      `try: down(${n(9)})`,
      'except RecursionError as err: print(err)',
    ),
  ({ one, x }) =>
    lines(
      'try:',
      `    with Ctx(${one('True', 'False', '0', '[1]')}) as v${one('', ', Ctx(False) as w', ', Ctx(True)')}:`,
      `        ${one('print(len(v))', 'raiser(v)', `v.append(${x})`, '1 // 0', 'del v', 'print(sys.getsizeof(v))')}`,
      'except Exception as err: print(type(err).__name__, err)',
      'v = w = None',
    ),
  ({ x, one }) =>
    lines(
      'def early():',
      '    for i in range(3):',
      `        with Ctx(${one('True', 'False')}):`,
      `            ${one('return i', 'break', 'continue', 'raiser(i)')}`,
      `    return ${x} is None`,
      'try: print("early", early())',
      'except ValueError as err: print(err)',
    ),
  ({ n, one }) =>
    lines(
      `i = ${n(5)}`,
      'while i > 0:',
      `    i -= ${1 + n(2)}`,
      `    if i == 2: ${one('break', 'continue', 'i = 0')}`,
      'else: print("else", i)',
    ),
  ({ x, y }) =>
    lines(
      `if (t := [${x}]) and len(t) < 2 <= len(t) + 1: print("walrus", sys.getrefcount(t))`,
      `t = ${y} if not t else None`,
      't = None',
    ),
  ({ one }) =>
    attempt(
      one(
        'wrap()',
        'ident(v=1, w=2)',
        'gen()',
        'wrap(1, 2, 3, k=4)',
        'ident(*[1, 2])',
        'wrap(*"ab", **{"c": 1})',
        'raiser',
        'deep(1)',
        '(lambda *, k: k)()',
        '(lambda a, b=2: a)(b=1)',
      ),
    ),
  ({ x }) =>
    lines(
      'def bare(first, /, second=2, *, third=3): return first, second, third',
      `for h in (lambda: bare(${x}), lambda: bare(first=1), lambda: bare(1, 2, 3), lambda: bare(1, third=2), lambda: bare(1, second=3, fourth=4)):`,
      '    try: print(len(h()))',
      '    except TypeError as err: print(err)',
      'h = None',
    ),
  ({ x }) =>
    lines(
      'def changes():',
      `    global ${x}`,
      `    w = ${x}`,
      `    ${x} = [w]`,
      '    return sys.getrefcount(w)',
      'changes()',
    ),
  ({ x, y }) =>
    lines(
      'def decorate(f):',
      '    def inner(*rest, **named): return f(*rest, **named), sys.getrefcount(rest)',
      '    return inner',
      '@decorate',
      'def decorated(v, k=0): return sys.getrefcount(v)',
      `print("decorated", decorated([${x}], k=${y}), sys.getrefcount(decorated)); decorated = None`,
    ),
  ({ n, x }) =>
    lines(
      `f = functools.partial(wrap, ${x}, k=1); print("partial", len(f(1)[1]), sys.getsizeof(f), len(gc.get_referents(f))); f = None`,
      `f = functools.lru_cache(maxsize=2)(ident); print([f(i) for i in (1, 2, 1, ${n(4)})], f.cache_info()); f = None`,
    ),
  ({ x }) =>
    attempt(`[h(${x}) is None for h in (operator.itemgetter(0), operator.attrgetter("tag"))]`),
  ({ one }) =>
    lines(
      'async def coro(v):',
      `    ${one('return [v]', 'raise KeyError(v)', 'await Steps(1, 0)')}`,
      'g = coro(1)',
      'try: g.send(None)',
      'except BaseException as err: print("coro", type(err).__name__, sys.getrefcount(err.args))',
      'g.close(); g = None',
    ),
  ({ n }) =>
    `print("iterated", list(iter(lambda l=[1, 2, 3]: l.pop(), ${1 + n(3)})), list(map(lambda u, v: u + v, range(${n(5)}), range(3))), list(filter(lambda v: v % 2, range(${n(9)}))), any(v > 2 for v in range(${n(6)})))`,
  ({ x, n }) =>
    lines(
      `try: assert not [${x}], N("why not ${n(1000)}").tag`,
      'except AssertionError as err: print("assert", err, sys.getrefcount(err.args[0]))',
    ),
  ({ x, n }) =>
    lines(
      'f = sys._getframe()',
      `def look(v): return sys._getframe(${n(2)}).f_code.co_name, sys.getrefcount(sys._getframe()), len(sys._getframe().f_locals)`,
      `print("frame", look(${x}), f.f_locals is globals()); f = None`,
    ),
];
