# The collector when a program begins and in an import: what is found after it, and how often it has run.
import gc


class Ring:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("gone")


Ring()
import weakref
print(gc.collect(), gc.get_count()[1:])
print([stat["collections"] for stat in gc.get_stats()])
