import sys
def m(x):
    match x:
        case 0: return 'zero'
        case int(n) if n < 0: return f'neg {n}'
        case int() | float(): return 'num'
        case 'a' | 'b': return 'ab'
        case str(s): return f'str {s}'
        case []: return 'empty'
        case [a]: return f'one {a}'
        case [a, b, *rest]: return f'many {a} {b} {rest}'
        case {'k': v, **others}: return f'map {v} {others}'
        case None: return 'none'
        case _: return 'other'
print([m(v) for v in (0, -5, 3, 2.5, 'a', 'q', [], [1], (1, 2, 3), {'k': 1, 'z': 2}, {}, None, {1})])
class Pt:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
def p(v):
    match v:
        case Pt(0, y): return f'on y {y}'
        case Pt(x=x, y=0): return f'on x {x}'
        case Pt(x, y) as q: return f'{x} {y} {q is v}'
        case [Pt(), *_] : return 'pts'
        case (1 | 2) as k: return k
        case True: return 'T'
print([p(v) for v in (Pt(0, 1), Pt(2, 0), Pt(1, 1), [Pt(1, 2), 5], 2, False)])
case = len
print(case('abc'), case ('ab'))
match {'a': 1}:
    case dict() if bool(): print('no')
    case dict() | list(): print('dict()')
match 'x()':
    case 'x()' | int(): print('text')
