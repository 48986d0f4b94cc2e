from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from operator import itemgetter as _itemgetter
from sys import intern as _intern, version_info

_KEYWORDS = frozenset(
    'False None True and as assert async await break class continue def del elif else except finally for '
    'from global if import in is lambda nonlocal not or pass raise return try while with yield'.split())


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    field_names = list(map(str, field_names))
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if not name.isidentifier() or name.startswith('_') or name in seen or name in _KEYWORDS:
                field_names[index] = '_%d' % index
            seen.add(name)
    for name in [typename] + field_names:
        if not name.isidentifier():
            raise ValueError('Type names and field names must be valid identifiers: %r' % name)
        if name in _KEYWORDS:
            raise ValueError('Type names and field names cannot be a keyword: %r' % name)
    seen = set()
    for name in field_names:
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: %r' % name)
        if name in seen:
            raise ValueError('Encountered duplicate field name: %r' % name)
        seen.add(name)
    fields = field_names = tuple(map(_intern, field_names))
    count = len(fields)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > count:
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(fields[count - len(defaults):], defaults))
    arguments = ''.join(', ' + name for name in fields)
    namespace = {'_tuple_new': tuple.__new__, '__builtins__': {}, '__name__': 'namedtuple_' + typename}
    made = '_tuple_new(_cls, (%s))' % ''.join(name + ', ' for name in fields)
    if version_info >= (3, 9):
        __new__ = eval('lambda _cls%s: %s' % (arguments, made), namespace)
        __new__.__name__ = '__new__'
    else:
        exec('def __new__(_cls%s): return %s' % (arguments, made), namespace)
        __new__ = namespace['__new__']
    if defaults is not None:
        __new__.__defaults__ = defaults
    __new__.__qualname__ = typename + '.__new__'

    # What the methods use they hold, as CPython's do.
    new, length, mapping, as_tuple, each, pairs = tuple.__new__, len, dict, tuple, map, zip
    shown = '(' + ', '.join([name + '=%r' for name in fields]) + ')'

    @classmethod
    def _make(cls, iterable):
        result = new(cls, iterable)
        if length(result) != count:
            raise TypeError('Expected %d arguments, got %d' % (count, len(result)))
        return result

    def _replace(self, /, **kwds):
        result = self._make(each(kwds.pop, fields, self))
        if kwds:
            raise (TypeError if version_info >= (3, 13) else ValueError)(
                'Got unexpected field names: %r' % list(kwds))
        return result

    def __repr__(self):
        return self.__class__.__name__ + shown % self

    def _asdict(self):
        return mapping(pairs(self._fields, self))

    def __getnewargs__(self):
        return as_tuple(self)

    body = {
        '__doc__': '%s(%s)' % (typename, ', '.join(fields)),
        '__slots__': (),
        '_fields': fields,
        '_field_defaults': field_defaults,
        '__new__': __new__,
    }
    for method in (_make, _replace, __repr__, _asdict, __getnewargs__):
        function = getattr(method, '__func__', method)
        function.__qualname__ = typename + '.' + function.__name__
        body[function.__name__] = method
    body['__match_args__'] = fields
    if version_info >= (3, 13):
        body['__replace__'] = _replace
    for index, name in enumerate(fields):
        body[name] = _tuplegetter(index, 'Alias for field number %d' % index)
    result = type(typename, (tuple,), body)
    result.__module__ = '__main__' if module is None else module
    return result


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def most_common(self, n=None):
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        # CPython asks heapq, which it loads here.
        import heapq
        return heapq.nlargest(n, self.items(), key=_itemgetter(1))

    def elements(self):
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    def total(self):
        return sum(self.values())

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            'Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if not _is_mapping(iterable):
            _count_elements(self, () if iterable is None else iterable)
        elif self:
            for element, count in iterable.items():
                self[element] = count + self.get(element, 0)
        else:
            # Without counts of its own it takes them over.
            super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if _is_mapping(iterable):
            for element, count in iterable.items():
                self[element] = self.get(element, 0) - count
        elif iterable is not None:
            for element in iterable:
                self[element] = self.get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __delitem__(self, element):
        if element in self:
            super().__delitem__(element)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __repr__(self):
        if not self:
            return self.__class__.__name__ + '()'
        try:
            pairs = self.most_common()
        except TypeError:
            # Counts without an order.
            pairs = self.items()
        return self.__class__.__name__ + '({' + ', '.join('%r: %r' % pair for pair in pairs) + '})'

    if version_info >= (3, 10):
        def __eq__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return all(self[e] == other[e] for c in (self, other) for e in c)

        def __ne__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return not self == other

        def __le__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return all(self[e] <= other[e] for c in (self, other) for e in c)

        def __lt__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return self <= other and self != other

        def __ge__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return all(self[e] >= other[e] for c in (self, other) for e in c)

        def __gt__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return self >= other and self != other

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            if count + other[element] > 0:
                result[element] = count + other[element]
        for element, count in other.items():
            if element not in self and count > 0:
                result[element] = count
        return result

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            if count - other[element] > 0:
                result[element] = count - other[element]
        for element, count in other.items():
            if element not in self and count < 0:
                result[element] = -count
        return result

    def __pos__(self):
        result = Counter()
        for element, count in self.items():
            if count > 0:
                result[element] = count
        return result

    def __neg__(self):
        result = Counter()
        for element, count in self.items():
            if count < 0:
                result[element] = 0 - count
        return result

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for element, count in other.items():
            if count > self[element]:
                self[element] = count
        return self._keep_positive()

    def __iand__(self, other):
        for element, count in self.items():
            if other[element] < count:
                self[element] = other[element]
        return self._keep_positive()

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            most = max(count, other[element])
            if most > 0:
                result[element] = most
        for element, count in other.items():
            if element not in self and count > 0:
                result[element] = count
        return result

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            least = min(count, other[element])
            if least > 0:
                result[element] = least
        return result


_missing = object()


def _look_up(mapping, key, default):
    """The value of a key, or a default when the mapping does not have it."""
    try:
        return mapping[key]
    except KeyError:
        return default


def _exhaust(take, end):
    """Calls `take` until it raises `end`: there is nothing more."""
    try:
        while True:
            take()
    except end:
        return


class _Mapping:
    """What a mapping has when it has items, a length and an iterator."""
    def get(self, key, default=None):
        return _look_up(self, key, default)

    def __contains__(self, key):
        return _look_up(self, key, _missing) is not _missing

    def keys(self):
        return dict.fromkeys(self).keys()

    def items(self):
        return {key: self[key] for key in self}.items()

    def values(self):
        return {key: self[key] for key in self}.values()

    def __eq__(self, other):
        if isinstance(other, _Mapping):
            other = dict(other.items())
        return dict(self.items()) == other

    __hash__ = None

    def pop(self, key, default=_missing):
        value = self[key] if default is _missing else _look_up(self, key, _missing)
        if value is _missing:
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            break
        else:
            raise KeyError
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        _exhaust(self.popitem, KeyError)

    def update(self, other=(), /, **kwds):
        keys = other if _is_mapping(other) else other.keys() if hasattr(other, 'keys') else None
        pairs = other if keys is None else ((key, other[key]) for key in keys)
        for key, value in _chain(pairs, kwds.items()):
            self[key] = value

    def setdefault(self, key, default=None):
        value = _look_up(self, key, _missing)
        if value is _missing:
            value = self[key] = default
        return value


# In CPython they are methods of the abstract classes.
for _method in (_Mapping.get, _Mapping.__contains__, _Mapping.pop, _Mapping.popitem, _Mapping.clear, _Mapping.update,
                _Mapping.setdefault):
    _owner = 'Mapping.' if _method.__name__ in ('get', '__contains__') else 'MutableMapping.'
    _method.__qualname__ = _owner + _method.__name__
del _method, _owner


_MAPPINGS = (dict, _Mapping)


def _is_mapping(other):
    return isinstance(other, _MAPPINGS)


def _not_in_first(key):
    return KeyError('Key not found in the first mapping: %r' % (key,))


class ChainMap(_Mapping):
    if version_info >= (3, 9):
        __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            value = _look_up(mapping, key, _missing)
            if value is not _missing:
                return value
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(dict.fromkeys(mapping))
        return iter(merged)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__, ', '.join(map(repr, self.maps)))

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    def new_child(self, m=None, **kwargs):
        if kwargs and m is not None:
            m.update(kwargs)
        return self.__class__(kwargs if m is None else m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise _not_in_first(key)

    def clear(self):
        self.maps[0].clear()

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise _not_in_first(key)

    @classmethod
    def fromkeys(cls, iterable, *args):
        return cls(dict.fromkeys(iterable, *args))

    __copy__ = copy

    if version_info >= (3, 9):
        def __ior__(self, other):
            self.maps[0].update(other)
            return self

        def __or__(self, other):
            if not _is_mapping(other):
                return NotImplemented
            joined = self.copy()
            joined.maps[0].update(other)
            return joined

        def __ror__(self, other):
            if not _is_mapping(other):
                return NotImplemented
            joined = dict(other)
            for mapping in reversed(self.maps):
                joined.update(mapping)
            return self.__class__(joined)


def _data(other):
    """What is inside of one of the three classes below; anything else as it is."""
    return other.data if isinstance(other, (UserDict, UserList, UserString)) else other


def _copied(user):
    """One more, with all attributes, and what is inside copied."""
    other = user.__class__.__new__(user.__class__)
    other.__dict__.update(user.__dict__, data=user.data.copy())
    return other


class UserDict(_Mapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for given in (dict, kwargs or None):
            if given is not None:
                self.update(given)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key not in self.data:
            made = getattr(type(self), '__missing__', None)
            if made is None:
                raise KeyError(key)
            return made(self, key)
        return self.data[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    if version_info >= (3, 12):
        def get(self, key, default=None):
            return self[key] if key in self else default

    if version_info >= (3, 9):
        def __or__(self, other):
            other = _data(other)
            return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

        def __ror__(self, other):
            other = _data(other)
            return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

        def __ior__(self, other):
            self.data |= _data(other)
            return self

    def __copy__(self):
        return _copied(self)

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        new = self.__copy__()
        new.data = {}
        new.update(self)
        return new

    @classmethod
    def fromkeys(cls, iterable, value=None):
        new = cls()
        for key in iterable:
            new[key] = value
        return new


class UserList:
    def __init__(self, initlist=None):
        self.data = []
        if initlist is not None:
            self.data[:] = _data(initlist)

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == _data(other)

    def __lt__(self, other):
        return self.data < _data(other)

    def __le__(self, other):
        return self.data <= _data(other)

    def __gt__(self, other):
        return self.data > _data(other)

    def __ge__(self, other):
        return self.data >= _data(other)

    __hash__ = None

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __add__(self, other):
        return self.__class__(self.data + list(other))

    def __radd__(self, other):
        return self.__class__(list(other) + self.data)

    def __iadd__(self, other):
        self.data += list(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        return _copied(self)

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_data(other))


def _text(value):
    value = _data(value)
    return value if isinstance(value, str) else str(value)


class UserString:
    def __init__(self, seq):
        self.data = _text(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, other):
        return self.data == _data(other)

    def __lt__(self, other):
        return self.data < _data(other)

    def __le__(self, other):
        return self.data <= _data(other)

    def __gt__(self, other):
        return self.data > _data(other)

    def __ge__(self, other):
        return self.data >= _data(other)

    def __contains__(self, char):
        return _data(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __iter__(self):
        for i in range(len(self.data)):
            yield self[i]

    def __reversed__(self):
        for i in range(len(self.data) - 1, -1, -1):
            yield self[i]

    def __add__(self, other):
        return self.__class__(self.data + _text(other))

    def __radd__(self, other):
        return self.__class__(_text(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode(encoding or 'utf-8', errors or 'strict')

    def join(self, seq):
        return self.data.join(seq)

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)


def _user_string_methods():
    def plain(name):
        def method(self, *args, **kwds):
            args = [_data(arg) for arg in args]
            return getattr(self.data, name)(*args, **kwds)
        return method

    def wrapped(name):
        def method(self, *args, **kwds):
            args = [_data(arg) for arg in args]
            return self.__class__(getattr(self.data, name)(*args, **kwds))
        return method

    for make, names in (
            (plain, 'count find index rfind rindex startswith endswith partition rpartition split rsplit splitlines '
                    'isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace '
                    'istitle isupper'),
            (wrapped, 'capitalize casefold center expandtabs ljust lower lstrip replace rjust rstrip strip swapcase '
                      'title translate upper zfill removeprefix removesuffix')):
        for name in names.split():
            if hasattr(str, name):
                method = make(name)
                method.__name__ = name
                method.__qualname__ = 'UserString.' + name
                setattr(UserString, name, method)
    UserString.maketrans = str.maketrans


_user_string_methods()
del _user_string_methods


def __getattr__(name):
    if name == 'abc':
        from collections import abc
        return abc
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
