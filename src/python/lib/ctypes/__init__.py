from _ctypes import string_at, _malloc_trim, _mallopt, _object_at, _read


class _CType(type):
    def __mul__(cls, length):
        return _CType('%s_Array_%d' % (cls.__name__, length), (Array,),
                      {'_type_': cls, '_length_': length, '_size': length * abs(cls._size)})


class _CData(metaclass=_CType):
    _size = 0

    @classmethod
    def from_address(cls, address):
        self = cls.__new__(cls)
        self._address = address
        return self


class _Simple(_CData):
    _address = None

    def __init__(self, value=0):
        self._value = value

    @property
    def value(self):
        if self._address is None:
            return self._value
        return self._convert(self._address)

    @value.setter
    def value(self, value):
        if self._address is not None:
            raise NotImplementedError('memory of the simulated process is read here, not written')
        self._value = value

    @classmethod
    def _convert(cls, address):
        return _read(address, cls._size)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self.value)


class Array(_CData):
    def _items(self):
        step = abs(self._type_._size)
        for i in range(self._length_):
            yield self._type_._convert(self._address + i * step)

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        items = list(self._items())[index]
        if isinstance(index, slice) and self._type_ is c_char:
            return b''.join(items)
        return items

    def __iter__(self):
        return self._items()

    @property
    def raw(self):
        return string_at(self._address, self._size)

    @property
    def value(self):
        return self.raw.split(bytes(1))[0]


class c_byte(_Simple): _size = 1
class c_ubyte(_Simple): _size = -1
class c_short(_Simple): _size = 2
class c_ushort(_Simple): _size = -2
class c_int(_Simple): _size = 4
class c_uint(_Simple): _size = -4
class c_long(_Simple): _size = 8
class c_ulong(_Simple): _size = -8


class c_bool(_Simple):
    _size = -1

    @classmethod
    def _convert(cls, address):
        return _read(address, -1) != 0


class c_char(_Simple):
    _size = -1

    def __init__(self, value=bytes(1)):
        self._value = value

    @classmethod
    def _convert(cls, address):
        return string_at(address, 1)


class c_double(_Simple):
    _size = 8

    @classmethod
    def _convert(cls, address):
        return _read(address, 0)


class c_void_p(_Simple):
    _size = -8

    def __init__(self, value=None):
        self._value = value

    @classmethod
    def _convert(cls, address):
        return _read(address, -8) or None


class py_object(_Simple):
    _size = -8

    @classmethod
    def _convert(cls, address):
        return _object_at(_read(address, -8))


c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_long
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulong
c_longlong, c_ulonglong, c_ssize_t, c_size_t = c_long, c_ulong, c_long, c_ulong
c_voidp = c_void_p


def sizeof(kind):
    return abs(kind._size)


def cast(address, kind):
    if kind is not py_object:
        raise NotImplementedError('cast is there for py_object only: read other types with from_address')
    if isinstance(address, _Simple):
        address = address.value
    result = py_object.__new__(py_object)
    result._value = _object_at(address)
    return result


class CDLL:
    """The C library of the process, as far as it is about memory: CDLL(None)."""

    def __init__(self, name=None):
        if name not in (None, 'libc.so.6'):
            raise OSError('%s: the simulated process has no library but libc.so.6' % name)
        self.malloc_trim = _malloc_trim
        self.mallopt = _mallopt
