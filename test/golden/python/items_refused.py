"""Items of what has none: what is said of reading, storing and deleting, by the kind of key."""


class Plain:
    pass


class Readable:
    def __getitem__(self, i):
        return i


class Index:
    def __index__(self):
        return 0


objects = [
    'abc', (1,), b'x', range(3), frozenset(), {1}, 5, 1.5, Plain(), Readable(), None, len, {}.keys(), {}.items(),
    memoryview(b'abc'), iter([]), Plain, type, slice(1), (i for i in ()), lambda: 0]
for v in objects:
    for k in (0, 'k', slice(1), True, 1.5, Index()):
        for name, body in ('read', 'v[k]'), ('store', 'v[k] = 1'), ('delete', 'del v[k]'):
            try:
                exec(body)
            except Exception as e:
                print(name, type(v).__name__, type(k).__name__, type(e).__name__, e)
