import sys

_NEW_REPR = sys.version_info >= (3, 12)
_OLD_FLAGS = sys.version_info < (3, 11)
_RAISES_FIRST = sys.version_info < (3, 12)


class auto:
    def __init__(self, value=None):
        self.value = value


def _is_descriptor(value):
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__')


def _is_private(name):
    return name.startswith('_')


class _Names(dict):
    """The body of an enumeration, which notes what becomes a member."""

    def __init__(self, generate=None):
        super().__init__()
        self.members = []
        self.values_ = []
        self.generate = generate
        self.ignore = ()

    def __setitem__(self, key, value):
        if key == '_generate_next_value_':
            self.generate = value.__func__ if isinstance(value, staticmethod) else value
        elif key == '_ignore_':
            self.ignore = value.split() if isinstance(value, str) else value
        elif key in self.members:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif not _is_private(key) and key not in self.ignore and not _is_descriptor(value) \
                and not isinstance(value, (nonmember,)):
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            value = self._made(key, value)
            self.members.append(key)
            self.values_.append(value)
        elif isinstance(value, nonmember):
            value = value.value
        super().__setitem__(key, value)

    def _made(self, key, value):
        if isinstance(value, member):
            return value.value
        if isinstance(value, auto):
            if value.value is None:
                value.value = self.generate(key, 1, len(self.members), self.values_[:])
            return value.value
        if isinstance(value, tuple) and any(isinstance(each, auto) for each in value):
            return tuple([self._made(key, each) for each in value])
        return value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


def _next_value(name, start, count, last_values):
    for last in reversed(last_values):
        try:
            return last + 1
        except TypeError:
            pass
    return start


class property(property):
    def __set_name__(self, owner, name):
        self.name = name


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, name, bases, **kwds):
        generate = _next_value
        for base in bases:
            generate = getattr(base, '_generate_next_value_', generate)
        return _Names(generate)

    def __new__(metacls, name, bases, namespace, *, boundary=None, **kwds):
        if not isinstance(namespace, _Names):
            if _OLD_FLAGS and any(isinstance(base, EnumMeta) and base._member_map_ for base in bases):
                raise TypeError('Cannot extend enumerations')
            namespace._member_names
        for base in bases:
            if isinstance(base, EnumMeta) and base._member_map_:
                raise TypeError('%s cannot extend %s' % (
                    '<enum %r>' % name, '<enum %r>' % base.__name__) if sys.version_info >= (3, 12)
                    else '%s: cannot extend enumeration %r' % (name, base.__name__))
        members = {key: namespace[key] for key in namespace.members}
        rest = {key: value for key, value in namespace.items()
                if key not in members and key not in ('_ignore_',) + tuple(namespace.ignore)}
        if '_generate_next_value_' in rest and not isinstance(rest['_generate_next_value_'], staticmethod):
            rest['_generate_next_value_'] = staticmethod(rest['_generate_next_value_'])
        make = rest.get('__new__') if any(isinstance(base, EnumMeta) for base in bases) else None
        cls = super().__new__(metacls, name, bases, rest, **kwds)
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        mixed = cls._data_type_()
        cls._member_type_ = mixed or object
        if mixed is not None:
            for key in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
                if key not in rest and getattr(cls, key) in (getattr(mixed, key), getattr(object, key)):
                    setattr(cls, key, getattr(bases[-1], key))
        if make is None:
            make = next((b.__dict__['_make_'] for b in cls.__mro__ if '_make_' in b.__dict__), None)
        else:
            make = getattr(make, '__func__', make)
            cls._make_ = make
        if any(isinstance(base, EnumMeta) for base in bases):
            # Its members are there: a call looks for one, also where the data type comes before.
            cls.__new__ = Enum.__new__
        for key, value in members.items():
            args = value if isinstance(value, tuple) else (value,)
            if make is not None:
                made = make(cls, *args)
            elif mixed is not None:
                made = mixed.__new__(cls, *((value,) if mixed is tuple else args))
            else:
                made = object.__new__(cls)
            if not hasattr(made, '_value_'):
                made._value_ = value if mixed is None or isinstance(value, mixed) else mixed(*args)
            made._name_ = key
            made.__objclass__ = cls
            made._sort_order_ = len(cls._member_names_)
            if cls.__init__ is not object.__init__ and '__init__' in _names_of(cls):
                made.__init__(*args)
            cls._add_(key, made)
        return cls

    def _add_(cls, key, made):
        known = cls._find_(made._value_)
        if known is None or known._value_ != made._value_:
            if not (cls._is_flag_ and (made._value_ == 0 or made._value_ & (made._value_ - 1))):
                cls._member_names_.append(key)
            known = made
            try:
                cls._value2member_map_.setdefault(made._value_, made)
            except TypeError:
                pass
        cls._member_map_[key] = known
        type.__setattr__(cls, key, known)

    def _find_(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            return next((m for m in cls._member_map_.values() if m._value_ == value), None)

    def _data_type_(cls):
        for base in cls.__mro__[1:]:
            if base is object or isinstance(base, EnumMeta):
                continue
            if '__new__' in base.__dict__ or base in (int, str, float, tuple, bytes, complex):
                return base
        return None

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and cls._member_map_:
            return cls.__new__(cls, (value, *values) if values else value)
        if names is None and not cls._member_map_:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module, qualname, type, start)

    def _create_(cls, name, names, module, qualname, type, start):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        body = metacls.__prepare__(name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        pairs = list(names.items() if hasattr(names, 'items') else names)
        last = []
        for index, pair in enumerate(pairs):
            if isinstance(pair, str):
                value = body.generate(pair, start, index, last[:])
                pair = pair, value
            last.append(pair[1])
            body[pair[0]] = pair[1]
        if module is None:
            module = sys._getframe(2).f_globals.get('__name__')
        if module is not None:
            body['__module__'] = module
        if qualname is not None:
            body['__qualname__'] = qualname
        return metacls.__new__(metacls, name, bases, body)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('Cannot reassign members.' if _OLD_FLAGS else 'cannot reassign member %r' % name)
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            if _OLD_FLAGS:
                raise AttributeError('%s: cannot delete Enum member.' % cls.__name__)
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, name))
        super().__delattr__(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if _RAISES_FIRST:
            if not isinstance(value, Enum):
                raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                    type(value).__qualname__, cls.__class__.__qualname__))
            return False
        return cls._find_(value) is not None

    def __repr__(cls):
        return "<%s %r>" % ('flag' if cls._is_flag_ else 'enum', cls.__name__)

    def __dir__(cls):
        return sorted(set(dir(type)) | set(cls._member_map_) | {'__members__'})

    __members__ = property(lambda cls: type(type.__dict__)(cls._member_map_))


def _names_of(cls):
    return {name for base in cls.__mro__ if base is not object for name in base.__dict__}


class Enum(metaclass=EnumMeta):
    _is_flag_ = False

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._find_(value)
        if found is not None:
            return found
        error = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            error, result = e, None
        if isinstance(result, cls):
            return result
        wrong = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        if result is None and error is None:
            raise wrong
        if error is None:
            error = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (
                cls.__name__, result))
        if not isinstance(error, ValueError):
            error.__context__ = wrong
        raise error

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return _next_value(name, start, count, last_values)

    @classmethod
    def _missing_(cls, value):
        return None

    name = property(lambda self: self._name_)
    value = property(lambda self: self._value_)

    def __repr__(self):
        shown = self._value_
        kind = self._member_type_
        if _NEW_REPR and kind is not object and '__repr__' in kind.__dict__:
            shown = kind.__repr__(shown)
        else:
            shown = repr(shown)
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, shown)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __format__(self, spec):
        if sys.version_info < (3, 12) and self._member_type_ is not object \
                and type(self).__str__ is Enum.__str__:
            return format(self._value_, spec)
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self) if sys.version_info >= (3, 11) else Enum.__str__(self)

    def __format__(self, spec):
        return int.__format__(self._value_, spec)

    def __hash__(self):
        return int.__hash__(self)


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self)

    def __format__(self, spec):
        return str.__format__(self._value_, spec)

    def __hash__(self):
        return str.__hash__(self)


class Flag(Enum):
    _is_flag_ = True

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        known = 0
        for each in cls._member_map_.values():
            known |= each._value_
        if value < 0 and not (_OLD_FLAGS and issubclass(cls, IntFlag)):
            value += 1 << known.bit_length()
        if value & ~known and not issubclass(cls, IntFlag):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        kind = cls._data_type_()
        made = object.__new__(cls) if kind is None else kind.__new__(cls, value)
        names = [name for name in cls._member_names_ if cls._member_map_[name]._value_ & value]
        rest = value
        for name in names:
            rest &= ~cls._member_map_[name]._value_
        made._name_ = '|'.join(names + ([str(rest)] if rest and names else [])) or None
        made._value_ = value
        return cls._value2member_map_.setdefault(value, made)

    def _other_(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        value = self._other_(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other_(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other_(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        known = 0
        for each in self.__class__._member_map_.values():
            known |= each._value_
        return self.__class__(known & ~self._value_)

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for name in self.__class__._member_names_:
            each = self.__class__._member_map_[name]
            if each._value_ & self._value_:
                yield each

    def __len__(self):
        return bin(self._value_).count('1')

    def _parts_(self):
        # To 3.10: the names of its bits, the highest first, and what has no name.
        rest = self._value_
        parts = []
        for name in self.__class__._member_names_:
            bits = self.__class__._member_map_[name]._value_
            if bits and bits & self._value_ == bits:
                parts.append((bits, name))
                rest &= ~bits
        if rest > 0 or not parts:
            parts.append((rest, str(rest)))
        parts.sort(reverse=True)
        return '%s.%s' % (self.__class__.__name__, '|'.join([name for _, name in parts]))

    def __repr__(self):
        if _OLD_FLAGS:
            return '<%s: %r>' % (self._parts_(), self._value_)
        if self._name_ is None:
            return '<%s: %r>' % (self.__class__.__name__, self._value_)
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        if _OLD_FLAGS:
            return self._parts_()
        if self._name_ is None:
            return '%s(%r)' % (self.__class__.__name__, self._value_)
        return '%s.%s' % (self.__class__.__name__, self._name_)


class IntFlag(int, ReprEnum, Flag):
    def __str__(self):
        return int.__repr__(self) if sys.version_info >= (3, 11) else Flag.__str__(self)

    def __format__(self, spec):
        return int.__format__(self._value_, spec)

    def __hash__(self):
        return int.__hash__(self)

    def __contains__(self, other):
        return Flag.__contains__(self, other)

    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__ror__, Flag.__rand__, Flag.__rxor__
    if _OLD_FLAGS:
        def __invert__(self):
            return self.__class__(~self._value_)


EnumType = EnumMeta


def unique(enumeration):
    doubles = [(name, m._name_) for name, m in enumeration.__members__.items() if name != m._name_]
    if doubles:
        raise ValueError('duplicate values found in %r: %s' % (
            enumeration, ', '.join('%s -> %s' % pair for pair in doubles)))
    return enumeration
