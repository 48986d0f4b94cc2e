import sys
import threading
import time
import tracemalloc

lines = []


def say(*words):
    print(*words, flush=True)


# Threads that wait for each other.
go = threading.Event()
done = threading.Event()


def worker(name, times):
    go.wait()
    for turn in range(times):
        time.sleep(0.1)
        lines.append((name, turn))
    if name == 'a':
        done.set()


a = threading.Thread(target=worker, args=('a', 3))
b = threading.Thread(target=worker, args=('b', 2), name='bee')
a.start()
time.sleep(0.05)
b.start()
say(a.is_alive(), b.name, b.daemon, threading.active_count())
go.set()
say(done.wait(5))
b.join()
a.join()
say(sorted(lines), a.is_alive(), threading.active_count())


# A lock, held over a wait.
lock = threading.Lock()
order = []


def locked(name):
    with lock:
        order.append(name + ' in')
        time.sleep(0.1)
        order.append(name + ' out')


threads = [threading.Thread(target=locked, args=(name,)) for name in 'xyz']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
say(order)
say(lock.acquire(), lock.acquire(timeout=0.05), lock.acquire(False))
lock.release()


# Methods, exceptions, comprehensions and generators in threads.
class Monitor:
    def __init__(self, interval):
        self.interval = interval
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.seen = []

    def start(self):
        self.thread.start()

    def stop(self):
        self.stopped.set()
        self.thread.join()

    def run(self):
        while not self.stopped.wait(self.interval):
            self.seen.append(len(store))


store = []
monitor = Monitor(0.1)
monitor.start()
for _ in range(5):
    store.append(bytearray(1000))
    time.sleep(0.1)
time.sleep(0.05)
monitor.stop()
say(monitor.seen[-1], len(monitor.seen) >= 4)


def pause(value):
    time.sleep(0.01)
    return value


results = {}


def many(n):
    try:
        values = [pause(i) * n for i in range(3)]
        total = sum(pause(x) for x in values)
        results[n] = (values, total, *map(pause, values))
        for i in range(2):
            try:
                pause(1 // (i - 1 + 1))
            except ZeroDivisionError as error:
                time.sleep(0.01)
                results[n] += (str(error), sys.exc_info()[0].__name__)
    finally:
        time.sleep(0.01)
        results['done', n] = sys.exc_info()[0]


threads = [threading.Thread(target=many, args=(n,)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for key in sorted(results, key=str):
    say(key, results[key])


# What a thread holds.
class Tracked:
    def __del__(self):
        say('gone in', threading.current_thread().name)


def hold(thing, release):
    release.wait()
    say('held', sys.getrefcount(thing) > 2)


release = threading.Event()
thing = Tracked()
holder = threading.Thread(target=hold, args=(thing, release), name='holder')
holder.start()
del thing
say('deleted')
release.set()
holder.join()


# Subclasses, keyword arguments, a condition, a semaphore.
class Adder(threading.Thread):
    def __init__(self, *numbers, **options):
        threading.Thread.__init__(self, **options)
        self.numbers = numbers

    def run(self):
        time.sleep(0.01)
        self.total = sum(self.numbers)


adder = Adder(1, 2, 3, name='adder')
adder.start()
adder.join()
say(adder.name, adder.total)

condition = threading.Condition()
queue = []
taken = []


def consume():
    while True:
        with condition:
            while not queue:
                condition.wait()
            item = queue.pop(0)
        if item is None:
            return
        taken.append(item)


consumer = threading.Thread(target=consume)
consumer.start()
for item in (1, 2, 3, None):
    with condition:
        queue.append(item)
        condition.notify()
    time.sleep(0.01)
consumer.join()
say(taken)

semaphore = threading.Semaphore(2)
inside = []
most = []


def enter():
    with semaphore:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()


threads = [threading.Thread(target=enter) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
say(max(most))

own = threading.local()
own.value = 'main'


def local():
    own.value = 'other'
    time.sleep(0.01)
    say(own.value)


thread = threading.Thread(target=local)
thread.start()
say(own.value)
thread.join()
say(own.value)

tracemalloc.start()
kept = []


def allocate():
    kept.append(bytearray(100000))
    time.sleep(0.01)
    kept.append(bytearray(100000))


thread = threading.Thread(target=allocate)
thread.start()
thread.join()
stats = tracemalloc.take_snapshot().statistics('lineno')
say([(stat.traceback[0].lineno, stat.count) for stat in stats if stat.size > 50000])
tracemalloc.stop()

timer = threading.Timer(0.01, say, ('timer',))
timer.start()
timer.join()
say(threading.current_thread().name, threading.main_thread() is threading.current_thread())


def late():
    time.sleep(0.05)
    say('the last thread')


threading.Thread(target=late).start()
say('the end of the program')
