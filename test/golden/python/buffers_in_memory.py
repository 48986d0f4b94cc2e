# The buffers of BytesIO and StringIO.
import io
import sys
import tracemalloc


def cost(make):
    make()
    tracemalloc.start()
    kept = make()
    now = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return now


def written(count):
    def make():
        f = io.BytesIO()
        for i in range(count):
            f.write(b'0123456789')
        return f
    return make


def texts(count, text='0123456789', seek=False):
    def make():
        f = io.StringIO()
        for i in range(count):
            f.write(text)
        if seek:
            f.seek(3)
            f.write('x')
        return f
    return make


data = bytes(range(65, 91)) * 4
for count in 0, 1, 2, 5, 20, 100:
    print(count, cost(written(count)), cost(texts(count)), cost(texts(count, seek=True)))
print(cost(texts(10, 'é')), cost(texts(10, '€', True)), cost(texts(10, '😀')))
print(cost(lambda: io.StringIO('abc' * 10)), cost(lambda: io.BytesIO(data)))
print(cost(lambda: io.StringIO('abc' * 10).getvalue()), cost(lambda: texts(5)().getvalue()))
print(cost(lambda: io.BytesIO(data).getvalue()), cost(lambda: written(5)().getvalue()))
b = io.BytesIO(data)
print(b.getvalue() is data, b.read() is data, b.read(), b.tell())
b.seek(0)
print(b.read(3), b.readline(4), sys.getsizeof(b), b.write(b'!'), sys.getsizeof(b), b.tell())
print(b.truncate(10), sys.getsizeof(b), b.getvalue(), sys.getsizeof(b))
b.seek(15)
b.write(b'z')
print(b.getvalue(), b.getbuffer().nbytes, b.closed)
lines = io.BytesIO(b'one\ntwo\n\nthree')
print(list(lines), lines.read(), lines.seek(-5, 2), lines.readlines())
with lines:
    pass
print(lines.closed)
for use in lines.read, lines.getvalue, lambda: lines.write(b''):
    try:
        use()
    except ValueError as e:
        print(e)
s = io.StringIO('one\r\ntwo\nthree', newline=None)
print(s.readlines(), s.getvalue())
s = io.StringIO(newline='\r\n')
s.write('a\nb\n')
print(repr(s.getvalue()), s.tell(), s.seek(0), list(s))
s = io.StringIO('first line\nsecond')
print(repr(s.readline()), s.read(3), repr(s.read()), repr(s.read()), s.seek(2), s.write('RS'), s.getvalue())
s.truncate(4)
print(s.getvalue(), s.tell(), s.seek(6), s.write('!'), repr(s.getvalue()))
print('to', 'a file', file=s, flush=True)
print(repr(s.getvalue()))
for use in lambda: s.write(b'x'), lambda: io.StringIO(5), lambda: b.write('x'), lambda: s.seek(-1), lambda: io.StringIO('', 'x'):
    try:
        use()
    except Exception as e:
        print(type(e).__name__, e)


class Log(io.StringIO):
    def write(self, text):
        self.count = getattr(self, 'count', 0) + 1
        return super().write(text.upper())


log = Log()
print('a', 'b', file=log)
print(repr(log.getvalue()), log.count, isinstance(log, io.StringIO))
real, sys.stdout = sys.stdout, io.StringIO()
print('caught')
text, sys.stdout = sys.stdout.getvalue(), real
print(repr(text))
