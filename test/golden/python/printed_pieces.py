# What print gives to a file: each piece by itself.
import sys


class Log:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append(None)


log = Log()
print('a', 1, [2], sep='-', end='!', file=log, flush=True)
print(file=log)
print('x', 'y', sep='', file=log)
print(log.parts)
real, sys.stdout = sys.stdout, log
print('to', 'log')
sys.stdout = None
print('nowhere')
sys.stdout = real
print(log.parts[-4:])
