/** `threading`, in Python. */
export const threading_py = `import time
import _scheduler


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


class Thread:
    _counter = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._counter += 1
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.name = name or 'Thread-%d%s' % (
            Thread._counter, ' (%s)' % target.__name__ if target is not None else '')
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

    def _finish(self):
        self._done = True

    def start(self):
        if self._started:
            raise RuntimeError('threads can only be started once')
        self._started = True
        self.ident = _scheduler.start(self, self.run, self._finish, self.daemon)

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError('cannot join thread before it is started')
        _scheduler.wait(lambda: self._done, timeout)

    def is_alive(self):
        return self._started and not self._done


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


def active_count():
    return 1 + _scheduler.count()


class local:
    pass
`;
