class auto:
    pass


class _Names(dict):
    def __init__(self):
        super().__init__()
        self.members = []

    def __setitem__(self, key, value):
        descriptor = hasattr(value, '__get__') or isinstance(value, (classmethod, staticmethod))
        if not key.startswith('_') and not descriptor:
            if key in self.members:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            if isinstance(value, auto):
                last = [self[name] for name in self.members]
                value = max(last) + 1 if last else 1
            self.members.append(key)
        super().__setitem__(key, value)


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, name, bases):
        return _Names()

    def __new__(metacls, name, bases, namespace):
        members = {key: namespace[key] for key in namespace.members}
        rest = {key: value for key, value in namespace.items() if key not in members}
        cls = super().__new__(metacls, name, bases, rest)
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        for key, value in members.items():
            member = cls._value2member_map_.get(value)
            if member is None:
                base = next((b for b in (int, str) if issubclass(cls, b)), None)
                member = base.__new__(cls, value) if base else object.__new__(cls)
                member._name_ = key
                member._value_ = value
                if '__init__' in rest:
                    member.__init__(*(value if isinstance(value, tuple) else (value,)))
                cls._value2member_map_[value] = member
            cls._member_map_[key] = member
            type.__setattr__(cls, key, member)
        return cls

    def __call__(cls, value):
        try:
            return cls._value2member_map_[value]
        except KeyError:
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__)) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter(list(cls._value2member_map_.values()))

    def __len__(cls):
        return len(cls._value2member_map_)

    def __contains__(cls, member):
        return isinstance(member, cls) or member in cls._value2member_map_

    @property
    def __members__(cls):
        return dict(cls._member_map_)


class Enum(metaclass=EnumMeta):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __hash__(self):
        return hash(self._name_)


class IntEnum(int, Enum):
    __repr__ = Enum.__repr__

    def __str__(self):
        import sys
        return int.__repr__(self) if sys.version_info >= (3, 11) else Enum.__str__(self)

    def __hash__(self):
        return int.__hash__(self)


EnumType = EnumMeta


def unique(enumeration):
    return enumeration
