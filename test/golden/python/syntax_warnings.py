# What the compiler warns of, and what becomes an error where a filter says so.
import warnings
SOURCES = ("1 is x", "x is not 'a'", "x is ()", "x is (1, 2)", "None is x", "x is -1", "x is 1 is y", "assert (x, 'a')", "assert ()", "assert x, y", "'a'(1)", "[1](2)", "(1, 2)(3)", "{1: 2}(3)", "1(2)", "f'{x}'(1)", "(lambda: 0)()", "{1}[0]", "1[0]", "None[0]", "'a'['b']", "[1][2.0]", "(1, 2)['a']", "[1][1:2]", "[1]['a', 'b']", "{}['a']", "'\\d'", "r'\\d'", "b'\\d'", "b'\\u1234'", "'\\u1234'", "'\\\\d'", "'\\d' '\\e'", "f'\\d'", "f'{x}\\d'",
           "def f():\n try: pass\n finally:\n  return 1", "for x in y:\n try: pass\n finally: break", "for x in y:\n try: pass\n finally: continue", "try: pass\nfinally:\n for x in y: break", "try: pass\nfinally:\n def f(): return 1", "x == 1", "x is x", "if x is 5:\n pass")
for source in SOURCES:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        compile(source, "text", "exec")
    print(repr(source), [(x.category.__name__, str(x.message), x.lineno, x.filename) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for source in ("\n1 is x", "'\\d'", "x = 5; assert (1, 2)"):
        try:
            compile(source, "text", "exec")
        except SyntaxError as e:
            print(type(e).__name__, e.msg, e.lineno)
