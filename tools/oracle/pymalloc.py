"""Records where the pymalloc of the Python that runs this puts its blocks.

    python3.12 tools/oracle/pymalloc.py OUT.json.gz [--seed N] [--ops N] [--time]
    python3.12 tools/oracle/pymalloc.py --retime TRACE.json.gz

Writes the trace format that `heaplab replay` reads: per op the arena and the
offset in it, and when arenas were obtained and given back. Needs a C compiler
and Linux; runs on CPython 3.6 to 3.15. With --retime, runs the traces of a
file and prints {"name": nanoseconds per op} as JSON.
"""
import argparse
import array
import ctypes
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile

from trace_ops import free_all, mixed_ops

VERSION = sys.version_info
POOL_SIZE, ARENA_SIZE = (16384, 1 << 20) if VERSION >= (3, 10) else (4096, 1 << 18)
ALIGNMENT = 16


def compile_library(folder):
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pymalloc_trace.c")
    target = os.path.join(folder, "pymalloc_trace.so")
    compiler = os.environ.get("CC", "cc")
    subprocess.check_call([compiler, "-O2", "-shared", "-fPIC", "-o", target, source, "-ldl"])
    return target


def phase_ops(rng, slots, phases):
    """Fill all slots with a few sizes, free them in one of several orders, again and again."""
    ops = []
    for _ in range(phases):
        sizes = [rng.randint(1, 520) for _ in range(rng.randint(1, 4))]
        for slot in range(slots):
            ops += [slot, rng.choice(sizes)]
        ops += free_all(rng, slots)
    return ops


def survivor_ops(rng, slots):
    """Allocate everything, free all but every k-th, then fill the holes with another size."""
    size, keep = rng.randint(1, 512), rng.choice([3, 7, 50, 100, 400])
    other = rng.choice([size, rng.randint(1, 512)])
    ops = []
    for slot in range(slots):
        ops += [slot, size]
    freed = [slot for slot in range(slots) if slot % keep]
    if rng.random() < 0.5:
        rng.shuffle(freed)
    for slot in freed:
        ops += [slot, 0]
    for slot in freed[: len(freed) // 2]:
        ops += [slot, other]
    return ops


def make_traces(seed, count):
    rng = random.Random(seed)
    bases = [0, 16 * rng.randrange(POOL_SIZE // 16), POOL_SIZE // 2]
    upto = lambda most: lambda: rng.randint(1, most)
    plans = [
        ("random", mixed_ops(rng, count, max(10, count // 6), upto(600), 0.0)),
        ("small", mixed_ops(rng, count, max(10, count // 3), upto(40), 0.0)),
        ("realloc", mixed_ops(rng, count, max(10, count // 8), upto(700), 0.5)),
        ("phases", phase_ops(rng, max(10, count // 8), 6)),
        ("survivors", survivor_ops(rng, max(10, count // 2))),
    ]
    for name, ops in plans:
        base = rng.choice(bases)
        yield {"name": "%s-%d" % (name, seed), "arenaBaseModPool": base, "ops": ops}


def run_in_child(library, trace, record):
    """Runs one trace in a forked child, since it leaves the allocator in pieces."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        with os.fdopen(reader, "rb") as stream:
            answer = stream.read()
        _, status = os.waitpid(child, 0)
        if status or not answer:
            raise SystemExit("recording trace %s failed (status %d)" % (trace["name"], status))
        return json.loads(answer.decode())
    os.close(reader)
    ops = array.array("i", trace["ops"])
    count = len(ops) // 2
    slots = max(ops[0::2]) + 1
    pointer = lambda a: (ctypes.c_int32 * len(a)).from_buffer(a)
    arena, offset = array.array("i", [0]) * count, array.array("i", [0]) * count
    events = array.array("i", [0]) * (2 * count + 2)
    nanoseconds = ctypes.c_double()
    run = ctypes.PyDLL(library).run_trace
    run.restype = ctypes.c_long
    size = ctypes.c_size_t
    n = run(pointer(ops), ctypes.c_long(count), ctypes.c_long(slots), size(POOL_SIZE),
            size(trace.get("arenaBaseModPool", 0)), size(ALIGNMENT),
            pointer(arena) if record else None, pointer(offset) if record else None,
            pointer(events), ctypes.c_long(count), ctypes.byref(nanoseconds))
    if n < 0:
        os._exit(1)
    answer = {"nanosecondsPerOp": nanoseconds.value / count}
    if record:
        pairs = events[: 2 * n].tolist()
        answer.update(arena=arena.tolist(), offset=offset.tolist(),
                      arenaEvents=[pairs[i:i + 2] for i in range(0, len(pairs), 2)])
    with os.fdopen(writer, "wb") as stream:
        stream.write(json.dumps(answer).encode())
    os._exit(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", nargs="?", help="file to write, .json or .json.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ops", type=int, default=20000, help="calls per trace, about")
    parser.add_argument("--retime", metavar="TRACE", help="only time the traces of this file")
    arguments = parser.parse_args()
    if not arguments.out and not arguments.retime:
        parser.error("name a file to write, or --retime a trace")
    with tempfile.TemporaryDirectory() as folder:
        library = compile_library(folder)
        if arguments.retime:
            opener = gzip.open if arguments.retime.endswith(".gz") else open
            with opener(arguments.retime, "rt") as stream:
                traces = json.load(stream)["traces"]
            times = {}
            for trace in traces:
                runs = [run_in_child(library, trace, False)["nanosecondsPerOp"] for _ in range(3)]
                times[trace["name"]] = min(runs)
            print(json.dumps(times))
            return
        traces = []
        for trace in make_traces(arguments.seed, arguments.ops):
            answer = run_in_child(library, trace, True)
            del answer["nanosecondsPerOp"]
            traces.append(dict(trace, **answer))
    release = "%d.%d.%d" % VERSION[:3]
    document = {"python": release, "alignment": ALIGNMENT, "poolSize": POOL_SIZE,
                "arenaSize": ARENA_SIZE, "seed": arguments.seed, "traces": traces}
    opener = gzip.open if arguments.out.endswith(".gz") else open
    with opener(arguments.out, "wt") as stream:
        json.dump(document, stream, separators=(",", ":"))


if __name__ == "__main__":
    main()
