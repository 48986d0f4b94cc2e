# list[int] and int | str: what they are, say and refuse.


def show(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


import sys, types, collections, typing
if sys.version_info >= (3, 9):
    A = list[int]
    show(lambda: A, lambda: type(A).__name__, lambda: A.__origin__, lambda: A.__args__, lambda: A.__parameters__, lambda: A == list[int], lambda: A == list[str], lambda: A == list, lambda: hash(A) == hash(list[int]), lambda: A(), lambda: A([1, 2]), lambda: isinstance([], A), lambda: issubclass(list, A), lambda: dict[str, int], lambda: dict[str, list[int]], lambda: tuple[()], lambda: tuple[int, ...], lambda: tuple[int, ...].__args__, lambda: list['x'], lambda: list[None], lambda: list[int, str], lambda: list[int][str], lambda: A.append, lambda: A.__class__, lambda: A.zz, lambda: A.__name__, lambda: A.__module__, lambda: A.__doc__ == list.__doc__, lambda: set[int], lambda: frozenset[int], lambda: type[int], lambda: collections.deque[int], lambda: collections.defaultdict[str, int], lambda: collections.OrderedDict[str, int], lambda: collections.Counter[str], lambda: collections.ChainMap[str, int], lambda: collections.abc.Iterable[int], lambda: int[str], lambda: str[int], lambda: list[[int]], lambda: list[1], lambda: list[...], lambda: A[0], lambda: setattr(A, 'x', 1), lambda: types.GenericAlias(list, (int,)), lambda: types.GenericAlias(list), lambda: types.GenericAlias(5, 6), lambda: isinstance(A, types.GenericAlias), lambda: list[types.SimpleNamespace], lambda: type('S', (list[int],), {}).__mro__[1], lambda: type('S', (list[int],), {}).__bases__ if False else 1, lambda: dir(A) == [], lambda: A.__mro_entries__(()), lambda: bool(A), lambda: list[int] is list[int], lambda: {list[int]: 1}[list[int]], lambda: list[int].__reduce__()[1], lambda: list[int].fromkeys, lambda: dict[str, int].fromkeys('a'), lambda: repr(list[typing.Any]), lambda: A.copy)

    class S(list[int]):
        pass
    show(lambda: S.__bases__, lambda: S.__orig_bases__, lambda: S([1]), lambda: S[int] if False else 1)
    T = typing.TypeVar('T')
    show(lambda: list[T], lambda: list[T].__parameters__, lambda: list[T][int], lambda: dict[T, int][str], lambda: dict[str, T][int, str], lambda: list[T] == list[T])
if sys.version_info >= (3, 10):
    U = int | str
    show(lambda: U, lambda: type(U).__name__, lambda: U.__args__, lambda: U == str | int, lambda: U == int | float, lambda: hash(U) == hash(str | int), lambda: isinstance(5, U), lambda: isinstance([], U), lambda: issubclass(bool, U), lambda: int | None, lambda: None | int, lambda: int | int, lambda: int | str | float, lambda: int | (str | int), lambda: list[int] | None, lambda: list | dict, lambda: int | 5, lambda: int | 'str', lambda: U(), lambda: U.zz, lambda: isinstance(None, int | None), lambda: isinstance(5, list[int] | int), lambda: U[int], lambda: U.__parameters__, lambda: (int | None).__args__, lambda: type(int | None) is types.UnionType, lambda: isinstance(U, types.UnionType), lambda: setattr(U, 'x', 1), lambda: {U: 1}[str | int], lambda: issubclass(int, int | str), lambda: isinstance(1, (str, int | float)), lambda: typing.Optional[int], lambda: typing.Union[int, str], lambda: int.__or__(str), lambda: U.__class__, lambda: bool | int, lambda: 5 | int, lambda: type | None)
