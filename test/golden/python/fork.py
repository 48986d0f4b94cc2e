import gc
import os
import sys
import time


def private_dirty():
    with open('/proc/self/smaps_rollup') as file:
        for line in file:
            if line.startswith('Private_Dirty'):
                return int(line.split()[1])


def megabytes(kb):
    return round(kb / 1024)


# What a collection in the child writes to, with and without gc.freeze().
def child_writes(frozen):
    keep = [[i] for i in range(40000)]
    gc.disable()
    gc.collect()
    if frozen:
        gc.freeze()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        before = private_dirty()
        gc.collect()
        os.write(writer, b'%d' % (private_dirty() - before))
        os._exit(0)
    os.close(writer)
    number = int(os.read(reader, 100))
    assert os.read(reader, 100) == b''
    os.close(reader)
    os.waitpid(pid, 0)
    gc.unfreeze()
    gc.enable()
    return number


# Each goes on with its own variables.
numbers = [1, 2, 3]
pid = os.fork()
if pid == 0:
    numbers.append(4)
    print('child', numbers, sys.getrefcount(numbers), flush=True)
    sys.exit(5)
_, status = os.waitpid(pid, 0)
print('parent', numbers, sys.getrefcount(numbers), os.WEXITSTATUS(status), flush=True)

# Questions and answers.
to_child, parent_writes = os.pipe()
to_parent, child_replies = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(parent_writes)
    total = 0
    while True:
        message = os.read(to_child, 10)
        if not message:
            break
        total += int(message)
        os.write(child_replies, b'%d so far' % total)
    grandchild = os.fork()
    if grandchild == 0:
        os._exit(total)
    os._exit(os.WEXITSTATUS(os.waitpid(grandchild, 0)[1]) + 1)
os.close(to_child)
for number in (3, 4, 5):
    os.write(parent_writes, b'%d' % number)
    print(os.read(to_parent, 20).decode())
os.close(parent_writes)
print(os.WEXITSTATUS(os.waitpid(pid, 0)[1]))

# Several, in the order in which they are waited for; what is not flushed is written twice.
print('not flushed yet')
workers = []
for number in range(3):
    pid = os.fork()
    if pid == 0:
        time.sleep(number / 10)
        print('worker', number)
        sys.exit(number)
    workers.append(pid)
statuses = [os.waitpid(pid, 0)[1] >> 8 for pid in workers]
print(statuses)

pid = os.fork()
if pid == 0:
    time.sleep(0.2)
    os._exit(9)
polls = 0
while True:
    done, status = os.waitpid(pid, os.WNOHANG)
    if done:
        break
    polls += 1
    time.sleep(0.05)
print(polls > 0, done == pid, status >> 8)
try:
    os.wait()
except ChildProcessError as error:
    print(error)
try:
    os.write(99, b'')
except OSError as error:
    print(error)
try:
    reader, writer = os.pipe()
    os.close(reader)
    os.write(writer, b'x')
except BrokenPipeError as error:
    print(error)

# At the end: a child runs everything before its fork again.
dirty = child_writes(False)
print(dirty > 2000, child_writes(True) < 600)
