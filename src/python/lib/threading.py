import sys
import time
import _scheduler
import _weakref


class Lock:
    def __init__(self):
        self._owner = False

    def acquire(self, blocking=True, timeout=-1):
        if not self._owner:
            self._owner = True
            return True
        if not blocking:
            return False
        if not _scheduler.wait(lambda: not self._owner, None if timeout < 0 else timeout):
            return False
        self._owner = True
        return True

    def release(self):
        if not self._owner:
            raise RuntimeError('release unlocked lock')
        self._owner = False

    def locked(self):
        return self._owner

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class RLock:
    def __init__(self):
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner in (None, me):
            self._owner = me
            self._count += 1
            return True
        if not blocking:
            return False
        if not _scheduler.wait(lambda: self._owner is None, None if timeout < 0 else timeout):
            return False
        self._owner = me
        self._count = 1
        return True

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if not self._count:
            self._owner = None

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag:
            _scheduler.wait(self.is_set, timeout)
        return self._flag


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._waiters = []

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *args):
        self._lock.release()

    def wait(self, timeout=None):
        turn = Event()
        self._waiters.append(turn)
        self._lock.release()
        try:
            return turn.wait(timeout)
        finally:
            if turn in self._waiters:
                self._waiters.remove(turn)
            self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        while not predicate():
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return predicate()
            self.wait(left)
        return True

    def notify(self, n=1):
        for turn in self._waiters[:n]:
            self._waiters.remove(turn)
            turn.set()

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not self._value:
            if not blocking:
                return False
            if not _scheduler.wait(lambda: self._value > 0, timeout):
                return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


_running = {}


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties
        self.broken = False
        self._action = action
        self._timeout = timeout
        self._cond = Condition(Lock())
        self._count = 0
        self._round = 0

    @property
    def n_waiting(self):
        return self._count

    def wait(self, timeout=None):
        with self._cond:
            if self.broken:
                raise BrokenBarrierError
            index, turn = self._count, self._round
            self._count += 1
            if self._count == self.parties:
                if self._action is not None:
                    self._action()
                self._count = 0
                self._round += 1
                self._cond.notify_all()
            else:
                limit = self._timeout if timeout is None else timeout
                self._cond.wait_for(lambda: self._round != turn or self.broken, limit)
                if self._round == turn:
                    self._break()
                    raise BrokenBarrierError
            return index

    def _break(self):
        self.broken = True
        self._count = 0
        self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def reset(self):
        with self._cond:
            self._round += 1
            self._count = 0
            self.broken = False
            self._cond.notify_all()


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args


def _default_hook(args):
    import traceback
    print('Exception in thread %s:' % args.thread.name, file=sys.stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


excepthook = _default_hook


class Thread:
    _counter = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._counter += 1
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        named = target is not None and sys.version_info >= (3, 10)
        self.name = name or 'Thread-%d%s' % (
            Thread._counter, ' (%s)' % target.__name__ if named else '')
        self.daemon = bool(daemon)
        self._started = False
        self._done = False
        self.ident = None

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _run_hooked(self):
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as exc:
            excepthook(ExceptHookArgs((type(exc), exc, exc.__traceback__, self)))

    def _finish(self):
        for each in list(_locals):
            store = each()
            if store is not None:
                object.__getattribute__(store, '__dict__').pop(self.ident, None)
        self._done = True
        _running.pop(self.ident, None)

    def start(self):
        if self._started:
            raise RuntimeError('threads can only be started once')
        self._started = True
        self.ident = _scheduler.ident()
        _running[self.ident] = self
        run = self.run if excepthook is _default_hook else self._run_hooked
        _scheduler.start(self, run, self._finish, self.daemon)

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError('cannot join thread before it is started')
        _scheduler.wait(lambda: self._done, timeout)

    def is_alive(self):
        return self._started and not self._done


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args or []
        self.kwargs = kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        self.name = 'MainThread'
        self.daemon = False
        self._started = True
        self._done = False
        self.ident = 1


_main = _MainThread()


def main_thread():
    return _main


def current_thread():
    return _scheduler.current() or _main


def get_ident():
    return current_thread().ident


def enumerate():
    return [_main, *_running.values()]


def active_count():
    return 1 + len(_running)


#: References to every `local`, from which what a thread stored goes when it ends.
_locals = []


class local:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        _locals.append(_weakref.ref(self, _locals.remove))
        return self

    def __getattribute__(self, name):
        own = object.__getattribute__(self, '__dict__').get(get_ident(), {})
        if name in own:
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, '__dict__').setdefault(get_ident(), {})[name] = value

    def __delattr__(self, name):
        own = object.__getattribute__(self, '__dict__').get(get_ident(), {})
        if name not in own:
            raise AttributeError(name)
        del own[name]
