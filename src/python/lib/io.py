class _Buffer:
    def __init__(self, initial=None):
        self._text = self._empty if initial is None else initial
        self._at = 0
        self.closed = False

    def getvalue(self):
        return self._text

    def write(self, s):
        self._text = self._text[:self._at] + s + self._text[self._at + len(s):]
        self._at += len(s)
        return len(s)

    def read(self, size=-1):
        end = len(self._text) if size is None or size < 0 else self._at + size
        part = self._text[self._at:end]
        self._at += len(part)
        return part

    def readline(self):
        at = self._text.find(self._newline, self._at)
        return self.read(-1 if at < 0 else at + 1 - self._at)

    def readlines(self):
        return list(self)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def seek(self, offset, whence=0):
        self._at = offset + (0, self._at, len(self._text))[whence]
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._text = self._text[:size]
        return size

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class StringIO(_Buffer):
    _empty = ''
    _newline = chr(10)


class BytesIO(_Buffer):
    _empty = b''
    _newline = bytes([10])

    def getbuffer(self):
        return memoryview(self._text)
