"""What CPython's compiler finds out about small programs: constants, scopes, depths of the stack.

python3 compile_facts.py prints it as JSON for the interpreter that runs it. test/golden/compile/facts.json
has these by version.
"""
import dis
import json
import symtable
import sys

CONSTANTS = [
    '1 + 2', '2 ** 10', '-5', '~7', 'not 1', '1 / 4', '7 // 2', '7 % 3', '1 << 100', '1 << 200',
    "'a' + 'b'", "'ab' * 3", "'x' * 5000", "b'a' + b'b'", '(1, 2) + (3,)', '(1, 2)[1]', "'abc'[1]",
    '1 / 0', '1j * 1j', '2 * 1.5j', '2 - 3j', 'True + 1', 'None', '...', '(1, (2, 3))', 'x + 1', '[1, 2]', '1 < 2',
    "'%s' % 1", '-0.0', '1.5 * 2', '"a" "b"', "f'a'",
]

DEPTHS = [
    'x', 'f(a, b, c)', '[1, x, y]', 'a + b * c', '{k: v, **d}', 'f(*a, **k)', 'x if y else z', 'a < b < c',
    'f(a, k=b)', 'x.m(a, b)', 'x[a:b:c]', '(a, b, c, d)', '{a, b}', '{a: b, c: d}', "f'{a}{b!r:>{c}}'", 'not a',
    'a and b or c', 'lambda a, b=x: a', 'f(g(h(a)))', '[*a, b]', 'x[a][b][c]', '-x', 'a is not b', 'a in b',
    '{**a}', '{**a, k: v}', '{**a, **b, **c}', '{1: a, **d, 2: b}', '{1: a, 2: b, **d}', '{k: v, l: w, **d, m: x, n: y}',
    "f'{a:>{b}}'", "f'{a!r:x}'", "f'x{b:{c}y}'", "f'{b:{c}{d}}'",
]

SCOPES = [
    'def f(a):\n    b = a\n    def g():\n        return b\n    return g',
    'def f():\n    global x\n    x = 1\n    return x, y',
    'def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    return g',
    'class C:\n    x = 1\n    def m(self):\n        return __class__, x',
    'def f(*args, k=1, **kw):\n    return lambda: (args, kw, k)',
    'def f(a):\n    del a\n    import os.path as p, sys\n    for i, (j, k) in []:\n        pass\n    with a as m:\n        pass',
    'def f():\n    try:\n        pass\n    except E as e:\n        print(e)\n    (y := 1)',
    'class C:\n    __private = 1\n    def m(self):\n        return self.__private, __name',
]


def plain(value):
    if isinstance(value, tuple):
        return ['tuple', [plain(item) for item in value]]
    return [type(value).__name__, repr(value)]


def constant(source):
    code = compile(source, 'p', 'eval')
    skip = ('RESUME', 'NOP', 'CACHE')
    names = [i.opname for i in dis.get_instructions(code) if i.opname not in skip]
    if names in (['LOAD_CONST', 'RETURN_VALUE'], ['RETURN_CONST'], ['LOAD_SMALL_INT', 'RETURN_VALUE']):
        return plain(eval(code))
    return None


def depth(source):
    module = compile('def f():\n    return ' + source, 'p', 'exec')
    return next(each for each in module.co_consts if hasattr(each, 'co_code')).co_stacksize


def scopes(source):
    found = {}

    def walk(table):
        if table.get_type() == 'function':
            names = {}
            for symbol in table.get_symbols():
                name = symbol.get_name()
                if symbol.is_free():
                    names[name] = 'free'
                elif symbol.is_global():
                    names[name] = 'global'
                elif symbol.is_local():
                    names[name] = 'local'
            found[table.get_name()] = names
        for child in table.get_children():
            walk(child)

    walk(symtable.symtable(source, 'p', 'exec'))
    return found


print(json.dumps({
    'constants': {source: constant(source) for source in CONSTANTS},
    'depths': {source: depth(source) for source in DEPTHS},
    'scopes': [[source, scopes(source)] for source in SCOPES],
}))
