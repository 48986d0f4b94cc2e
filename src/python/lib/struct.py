import sys

_NATIVE = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8,
           'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'P': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1}
_STANDARD = {**_NATIVE, 'l': 4, 'L': 4}
for _code in 'nNP':
    del _STANDARD[_code]


class error(Exception):
    pass


error.__module__ = 'struct'


def _parse(format):
    """The items of a format: code, count and offset of each, with the size of all and the byte order."""
    if isinstance(format, (bytes, bytearray)):
        format = format.decode('ascii')
    if not isinstance(format, str):
        raise TypeError('Struct() argument 1 must be a str or bytes object, not %s' % type(format).__name__)
    order = '@'
    if format[:1] in ('@', '=', '<', '>', '!'):
        order, format = format[:1], format[1:]
    sizes = _NATIVE if order == '@' else _STANDARD
    items = []
    offset = i = 0
    while i < len(format):
        c = format[i]
        if c in ' \t\n\r\f\v':
            i += 1
            continue
        count = None
        while c.isdigit():
            count = (count or 0) * 10 + int(c)
            i += 1
            if i == len(format):
                raise error('repeat count given without format specifier')
            c = format[i]
        i += 1
        if c not in sizes:
            raise error('bad char in struct format')
        size = sizes[c]
        if order == '@' and c not in 'xcbB?sp':
            offset += -offset % size
        n = 1 if count is None else count
        if c in 'sp':
            items.append((c, n, offset))
            offset += n
            continue
        for k in range(0 if c == 'x' else n):
            items.append((c, size, offset + k * size))
        offset += n * size
    return items, offset, 'big' if order in '>!' else 'little'


def calcsize(format, /):
    return _parse(format)[1]


_RANGE = ("'%s' format requires %d <= number <= %d")


def _bytes_of(c, size, order, value):
    if c == 's':
        if not isinstance(value, (bytes, bytearray)):
            raise error("argument for 's' must be a bytes object")
        return bytes(value[:size]) + b'\0' * max(0, size - len(value))
    if c == 'p':
        if not isinstance(value, (bytes, bytearray)):
            raise error("argument for 'p' must be a bytes object")
        part = bytes(value[:min(size - 1, 255)])
        return (bytes([len(part)]) + part).ljust(size, b'\0') if size else b''
    if c == 'c':
        if not isinstance(value, bytes) or len(value) != 1:
            raise error('char format requires a bytes object of length 1')
        return value
    if c == '?':
        return b'\1' if value else b'\0'
    if c in 'fd':
        if not isinstance(value, (int, float)) and not hasattr(value, '__float__'):
            raise error('required argument is not a float')
        from array import array
        data = array(c, [value]).tobytes()
        return data[::-1] if order == 'big' else data
    if not isinstance(value, int):
        if not hasattr(value, '__index__'):
            raise error('required argument is not an integer')
        value = value.__index__()
    bits = size * 8
    signed = c in 'bhilqn'
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    if not low <= value <= high:
        if c in 'bB' and sys.version_info < (3, 12):
            kind = 'byte' if c == 'b' else 'ubyte'
            raise error('%s format requires %d <= number <= %d' % (kind, low, high))
        if c in 'lLqQnNP':
            raise error('int too large to convert' if c in 'qQ' else 'argument out of range')
        raise error(_RANGE % (c, low, high))
    return (value & (1 << bits) - 1).to_bytes(size, order)


def _value_of(c, size, order, data):
    if c == 's':
        return bytes(data)
    if c == 'p':
        return bytes(data[1:1 + data[0]]) if size else b''
    if c == 'c':
        return bytes(data)
    if c == '?':
        return data != b'\0'
    if c in 'fd':
        from array import array
        return array(c, bytes(data[::-1] if order == 'big' else data))[0]
    value = int.from_bytes(data, order)
    if c in 'bhilqn' and value >> size * 8 - 1:
        value -= 1 << size * 8
    return value


class Struct:
    def __init__(self, format):
        self.format = format if isinstance(format, str) else format.decode('ascii')
        self._items, self.size, self._order = _parse(format)

    def pack(self, *values):
        if len(values) != len(self._items):
            raise error('pack expected %d items for packing (got %d)' % (len(self._items), len(values)))
        out = bytearray(self.size)
        for (c, size, offset), value in zip(self._items, values):
            out[offset:offset + size] = _bytes_of(c, size, self._order, value)
        return bytes(out)

    def pack_into(self, buffer, offset, *values):
        data = self.pack(*values)
        if offset < 0:
            offset += len(buffer)
        if offset < 0 or offset + len(data) > len(buffer):
            raise error('pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d '
                        '(actual buffer size is %d)' % (offset + len(data), len(data), offset, len(buffer)))
        buffer[offset:offset + len(data)] = data

    def unpack(self, buffer):
        data = bytes(buffer)
        if len(data) != self.size:
            raise error('unpack requires a buffer of %d bytes' % self.size)
        return tuple([_value_of(c, size, self._order, data[offset:offset + size])
                      for c, size, offset in self._items])

    def unpack_from(self, buffer, offset=0):
        data = bytes(buffer)
        if offset < 0:
            offset += len(data)
        if len(data) - offset < self.size:
            raise error('unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d '
                        '(actual buffer size is %d)' % (self.size + offset, self.size, offset, len(data)))
        return self.unpack(data[offset:offset + self.size])

    def iter_unpack(self, buffer):
        data = bytes(buffer)
        if self.size == 0:
            raise error('cannot iteratively unpack with a struct of length 0')
        if len(data) % self.size:
            raise error('iterative unpacking requires a buffer of a multiple of %d bytes' % self.size)
        return iter([self.unpack(data[i:i + self.size]) for i in range(0, len(data), self.size)])


def pack(format, /, *values):
    return Struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    Struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return Struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return Struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return Struct(format).iter_unpack(buffer)
