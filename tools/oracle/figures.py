"""Records what processes take: python figures.py [COUNT] > figures-3.X.json

RSS around a list of COUNT ints (a million by default), tracemalloc's numbers around half as many, RSS around two objects per int of
which one in a hundred is kept, and what a forked child dirties when it collects. Bytes.
"""
import gc
import json
import os
import subprocess
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 1_000_000


def rss():
    with open("/proc/self/status") as f:
        for line in f:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024


def private_dirty():
    with open("/proc/self/smaps_rollup") as f:
        for line in f:
            if line.startswith("Private_Dirty"):
                return int(line.split()[1]) * 1024


class N:
    def __init__(self, i):
        self.i = i
        self.l = [i]


def ints():
    before = rss()
    ids = list(range(10_000_000, 10_000_000 + COUNT))
    after = rss()
    del ids
    return {"before": before, "after": after, "deleted": rss()}


def traced():
    import tracemalloc
    tracemalloc.start()
    base = tracemalloc.get_traced_memory()[0]
    ids = list(range(10_000_000, 10_000_000 + COUNT // 2))
    after = rss()
    memory = tracemalloc.get_traced_memory()[0] - base
    own = tracemalloc.get_tracemalloc_memory()
    del ids
    return {"after": after, "traced": memory, "own": own, "deleted": rss()}


def fragmented():
    before = rss()
    objs = [object() for _ in range(2 * COUNT)]
    full = rss()
    keep = objs[::100]
    del objs
    return {"before": before, "full": full, "kept": rss()}


def forked(frozen):
    tracked = len({(id(o) - 16) >> 12 for o in gc.get_objects()}) * 4096
    objs = [N(i) for i in range(COUNT // 10)]
    if frozen:
        gc.disable()
        gc.freeze()
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        before = private_dirty()
        gc.collect()
        os.write(write, json.dumps({"before": before, "after": private_dirty(), "rss": rss()}).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    return {"tracked": tracked, **json.loads(os.read(read, 1000))}


PARTS = {
    "ints": ints,
    "traced": traced,
    "fragmented": fragmented,
    "forked": lambda: forked(False),
    "frozen": lambda: forked(True),
}

if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(PARTS[sys.argv[2]]()))
    else:
        # Each part in a process of its own.
        result = {"version": sys.version.split()[0], "count": COUNT}
        def run(part):
            out = subprocess.run([sys.executable, __file__, str(COUNT), part], stdout=subprocess.PIPE, check=True)
            return json.loads(out.stdout)
        for part in PARTS:
            result[part] = run(part)
        # What is left after del depends on where the kernel put the arenas: from run to run.
        left = [r["deleted"] - r["before"] for r in (run("ints") for _ in range(12))]
        result["left"] = {"least": min(left), "most": max(left)}
        print(json.dumps(result, indent=1))
