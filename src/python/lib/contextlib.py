import sys
from abc import ABC, abstractmethod
from collections import deque
from functools import wraps


_Method = type(ABC.register)


def _lists(*names):
    """A `__subclasshook__` of the class it is in: another one fits that has these methods."""
    @classmethod
    def __subclasshook__(cls, C):
        if '__subclasshook__' not in cls.__dict__:
            return NotImplemented
        from collections.abc import _check_methods
        return _check_methods(C, *names)
    return __subclasshook__


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        pass

    __subclasshook__ = _lists('__enter__', '__exit__')


class ContextDecorator:
    """With this a context manager is also a decorator: each call of the function is a block of its own."""
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(AbstractContextManager, ContextDecorator):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        # For another one of its kind; a block does not need them.
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, '__doc__', None) or type(self).__doc__

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, raised, value, traceback):
        failed = raised is not None
        if failed and value is None:
            value = raised()
        try:
            if failed:
                self.gen.throw(value)
            else:
                next(self.gen)
        except StopIteration as end:
            # What went in and did not come out again was dealt with.
            return failed and end is not value
        except BaseException as error:
            if not failed or not _is_same(error, value):
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()" if failed else "generator didn't stop")
        finally:
            self.gen.close()


def _is_same(error, value):
    """Whether this is the error that was thrown in. A generator that lets StopIteration out raises RuntimeError."""
    return error is value or (
        isinstance(value, StopIteration) and isinstance(error, RuntimeError) and error.__cause__ is value)


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class _RedirectStream(AbstractContextManager):
    """Puts another file in the place of one of `sys`; blocks with the same object may be in each other."""
    _stream = None

    def __init__(self, new_target):
        self._new_target, self._old_targets = new_target, []

    def __enter__(self):
        new = self._new_target
        self._old_targets.append(sys.__dict__[self._stream])
        setattr(sys, self._stream, new)
        return new

    def __exit__(self, *details):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    _stream = 'stderr'


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, raised, value, traceback):
        if raised is None:
            return None
        if issubclass(raised, self._exceptions):
            return True
        if sys.version_info < (3, 12) or not issubclass(raised, BaseExceptionGroup):
            return False
        rest = value.split(self._exceptions)[1]
        if rest is not None:
            raise rest
        return True


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *details):
        self.thing.close()


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        return None


def _link(error, last, outside):
    """Lets a callback's error follow the last one, as errors of blocks in each other do."""
    while error.__context__ is not last:
        before = error.__context__
        # Up to 3.8 also one that followed nothing.
        if before is None and sys.version_info >= (3, 9):
            return
        if before is None or before is outside:
            error.__context__ = last
            return
        error = before


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exit_callbacks = deque()

    def enter_context(self, cm):
        cls = type(cm)
        try:
            leave, enter = cls.__exit__, cls.__enter__
        except AttributeError:
            if sys.version_info < (3, 11):
                raise
            raise TypeError("'%s.%s' object does not support the context manager protocol"
                            % (cls.__module__, cls.__qualname__)) from None
        result = enter(cm)
        self._push(_Method(leave, cm))
        return result

    def push(self, exit):
        leave = getattr(type(exit), '__exit__', None)
        self._push(exit if leave is None else _Method(leave, exit))
        return exit

    def callback(self, callback, /, *args, **kwds):
        def called(*details):
            callback(*args, **kwds)
        called.__wrapped__ = callback
        self._push(called)
        return callback

    def _push(self, called):
        # In CPython other stacks have callbacks that are awaited, and say so here.
        self._exit_callbacks.append((True, called))

    def pop_all(self):
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *details):
        last = details[1]
        outside = sys.exc_info()[1]
        callbacks = self._exit_callbacks
        came_in, raised = last is not None, False
        while callbacks:
            called = callbacks.pop()[1]
            try:
                # A callback that returns something true has dealt with the error.
                if called(None if last is None else type(last), last, getattr(last, '__traceback__', None)):
                    last, raised = None, False
            except BaseException as error:
                _link(error, last, outside)
                last, raised = error, True
        if not raised:
            return came_in and last is None
        context = last.__context__
        try:
            raise last
        except BaseException:
            # `raise` has linked it to what is handled outside.
            last.__context__ = context
            raise
