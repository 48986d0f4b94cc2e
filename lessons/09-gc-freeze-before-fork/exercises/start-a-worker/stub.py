import gc
import os


def start(load, work):
    data = load()
    pid = os.fork()
    if pid == 0:
        os._exit(work(data))
    return os.waitpid(pid, 0)[1] >> 8
