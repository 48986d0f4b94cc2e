import threading
from collections import deque
from heapq import heappush, heappop
from sys import version_info


class Empty(Exception):
    __module__ = '_queue'


class Full(Exception):
    pass


if version_info >= (3, 13):
    class ShutDown(Exception):
        pass


def _await(condition, ready, block, timeout, error):
    """Waits on a condition until `ready()`; raises when that takes longer than the caller waits."""
    if not block:
        timeout = 0
    elif timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    if not condition.wait_for(ready, timeout):
        raise error


def _is_shut(queue):
    return version_info >= (3, 13) and queue.is_shutdown


class Queue:
    """One lock, and a condition for each thing that threads wait for. Subclasses store items otherwise."""
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = lock = threading.Lock()
        for awaited in ('not_empty', 'not_full', 'all_tasks_done'):
            setattr(self, awaited, threading.Condition(lock))
        self.unfinished_tasks = 0
        if version_info >= (3, 13):
            self.is_shutdown = False

    def task_done(self):
        with self.mutex:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError('task_done() called too many times')
            self.unfinished_tasks = left
            if not left:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return 0 < self.maxsize <= self.qsize()

    def put(self, item, block=True, timeout=None):
        with self.mutex:
            _await(self.not_full, lambda: _is_shut(self) or not 0 < self.maxsize <= self._qsize(), block, timeout, Full)
            if _is_shut(self):
                raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.mutex:
            _await(self.not_empty, lambda: _is_shut(self) or self._qsize(), block, timeout, Empty)
            if not self._qsize():
                raise ShutDown
            item = self._get()
            self.not_full.notify()
        return item

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    if version_info >= (3, 13):
        def shutdown(self, immediate=False):
            with self.mutex:
                self.is_shutdown = True
                while immediate and self._qsize():
                    self._get()
                    self.unfinished_tasks = max(self.unfinished_tasks - 1, 0)
                for waiting in (self.not_empty, self.not_full, self.all_tasks_done):
                    waiting.notify_all()

    # How items are stored. Who calls these holds the lock.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    if version_info >= (3, 9):
        __class_getitem__ = classmethod(type(list[int]))


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    _init = LifoQueue._init

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class SimpleQueue:
    """A queue without a limit, without `join`."""
    def __init__(self):
        self._items = deque()
        self._added = threading.Condition(threading.Lock())

    def put(self, item, block=True, timeout=None):
        with self._added:
            self._items.append(item)
            self._added.notify()

    def get(self, block=True, timeout=None):
        with self._added:
            _await(self._added, lambda: self._items, block, timeout, Empty)
            return self._items.popleft()

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
