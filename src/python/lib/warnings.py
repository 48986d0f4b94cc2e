import sys

filters = []
onceregistry = {}
defaultaction = 'default'
_ACTIONS = ('error', 'ignore', 'always', 'default', 'module', 'once', 'all')


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return '{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    text = '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message)
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    if line and line.strip():
        text += '  %s\n' % line.strip()
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


_showwarning = showwarning


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in _ACTIONS:
        raise ValueError('invalid action: %r' % (action,))
    _add((action, None, category, None, lineno), append)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action not in _ACTIONS:
        raise ValueError('invalid action: %r' % (action,))
    _add((action, message or None, category, module or None, lineno), append)


def _add(item, append):
    if append:
        if item not in filters:
            filters.append(item)
        return
    if item in filters:
        filters.remove(item)
    filters.insert(0, item)


def resetwarnings():
    filters[:] = []


for _category in (ResourceWarning, ImportWarning, PendingDeprecationWarning):
    simplefilter('ignore', _category)
simplefilter('ignore', DeprecationWarning)
filters.insert(0, ('default', None, DeprecationWarning, '__main__', 0))
del _category


def _action(text, category, module, lineno):
    for action, message, cat, mod, line in filters:
        if (issubclass(category, cat) and (line == 0 or line == lineno)
                and (message is None or text.lower().startswith(message.lower().rstrip('.*$')))
                and (mod is None or module == mod or module.startswith(mod.rstrip('.*$') + '.'))):
            return action
    return defaultaction


def warn(message, category=None, stacklevel=1, source=None, **_):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    try:
        frame = sys._getframe(stacklevel)
    except ValueError:
        names, filename, lineno = sys.__dict__, '<sys>', 0
    else:
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = names.setdefault('__warningregistry__', {})
    warn_explicit(message, category, filename, lineno, names.get('__name__', '<string>'), registry, None, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename or '<unknown>'
        if module.endswith('.py'):
            module = module[:-3]
    if registry is None:
        registry = {}
    text = message
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    if registry.get((text, category, lineno)):
        return
    action = _action(text, category, module, lineno)
    if action == 'ignore':
        return
    if text is message:
        message = category(text)
    if action == 'error':
        raise message
    if action in ('once', 'module', 'default'):
        registry[(text, category, lineno)] = 1
    # These remember a warning for more places than its own.
    if action == 'once' and _was_seen(onceregistry, (text, category)):
        return
    if action == 'module' and _was_seen(registry, (text, category, 0)):
        return
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _was_seen(registry, key):
    """Whether a registry has a key, which it has from now on."""
    seen = registry.get(key)
    registry[key] = 1
    return seen


def _show(msg):
    if showwarning is not _showwarning:
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    elif _recording:
        _recording[-1].append(msg)
    else:
        _showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


_recording = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return 'catch_warnings(%s)' % ('record=True' if self._record else '')

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        self._filters = filters[:]
        self._shown = showwarning
        log = None
        if self._record:
            showwarning = _showwarning
            log = []
            _recording.append(log)
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        filters[:] = self._filters
        showwarning = self._shown
        if self._record:
            _recording.pop()
