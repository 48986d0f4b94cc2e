class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


_missing = _Missing()
_none = object()


class Token:
    __slots__ = ('var', 'old_value', '_context', '_used')
    MISSING = _missing

    def __init__(self, context, var, old):
        self._context = context
        self.var = var
        self.old_value = old
        self._used = False

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.var.reset(self)


class Context:
    def __init__(self):
        self._values = {}
        self._entered = None

    def run(self, callable, /, *args, **kwargs):
        global _current
        if self._entered is not None:
            raise RuntimeError('cannot enter context: %r is already entered' % self)
        self._entered = _current
        _current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current, self._entered = self._entered, None

    def copy(self):
        new = Context()
        new._values = self._values.copy()
        return new

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError("a ContextVar key was expected, got %r" % (var,))
        return self._values[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError("a ContextVar key was expected, got %r" % (var,))
        return var in self._values

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None


_current = Context()


class ContextVar:
    def __init__(self, name, *, default=_none):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    name = property(lambda self: self._name)

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def get(self, default=_none):
        values = _current._values
        if self in values:
            return values[self]
        if default is not _none:
            return default
        if self._default is not _none:
            return self._default
        raise LookupError(self)

    def set(self, value):
        token = Token(_current, self, _current._values.get(self, _missing))
        _current._values[self] = value
        return token

    def reset(self, token):
        if token._used:
            raise RuntimeError('%r has already been used once' % (token,))
        if token.var is not self:
            raise ValueError('%r was created by a different ContextVar' % (token,))
        if token._context is not _current:
            raise ValueError('%r was created in a different Context' % (token,))
        token._used = True
        if token.old_value is _missing:
            del _current._values[self]
        else:
            _current._values[self] = token.old_value


def copy_context():
    return _current.copy()
