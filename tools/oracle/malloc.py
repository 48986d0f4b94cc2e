"""Records where the C library's malloc of this machine (glibc) puts its blocks.

    python3 tools/oracle/malloc.py OUT.json.gz [--seed N] [--ops N]

Writes the trace format that `heaplab replay` reads: per op the offset in the
heap (-1: in a mapping of its own, -2: a free), the heap's end, and the usable
size. Needs a C compiler; each trace runs in a fresh process.
"""
import argparse
import array
import gzip
import json
import os
import platform
import random
import subprocess
import tempfile

from trace_ops import free_all, mixed_ops


def phase_ops(rng, slots, phases, sizes):
    """Fill, then free in order, in reverse or shuffled, again and again."""
    ops = []
    for _ in range(phases):
        for slot in range(slots):
            ops += [slot, sizes()]
        ops += free_all(rng, slots)
    return ops


def growth_ops(rng, count, slots):
    """Lists and dicts: blocks that grow by an eighth, or double."""
    size = [0] * slots
    ops = []
    for _ in range(count):
        slot = rng.randrange(slots)
        if size[slot] == 0:
            size[slot] = rng.randint(600, 4000)
            ops += [slot, size[slot]]
        elif size[slot] > 300000 or rng.random() < 0.03:
            ops += [slot, 0]
            size[slot] = 0
        else:
            size[slot] = size[slot] * 2 if rng.random() < 0.2 else size[slot] + size[slot] // 8 + 64
            ops += [slot, -size[slot]]
    return ops


def make_traces(seed, count):
    rng = random.Random(seed)
    uniform = lambda low, high: lambda: rng.randint(low, high)
    skewed = lambda most: lambda: max(1, int(most ** rng.random()))
    plans = [
        ("tiny", mixed_ops(rng, count, count // 10, uniform(1, 200), 0.1)),
        ("bins", mixed_ops(rng, count, count // 15, uniform(500, 6000), 0.2)),
        ("skewed", mixed_ops(rng, count, count // 15, skewed(250000), 0.2)),
        ("mapped", mixed_ops(rng, count // 6, 30, uniform(60000, 900000), 0.3)),
        ("phases", phase_ops(rng, count // 10, 5, skewed(3000))),
        ("growth", growth_ops(rng, count, 40)),
    ]
    for name, ops in plans:
        yield {"name": "%s-%d" % (name, seed), "ops": ops}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", help="file to write, .json or .json.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ops", type=int, default=8000, help="calls per trace, about")
    arguments = parser.parse_args()
    library, version = platform.libc_ver()
    if library != "glibc":
        parser.error("this records glibc, and the C library here is %s" % (library or "another"))
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "malloc_trace.c")
    traces = []
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "malloc_trace")
        subprocess.check_call([os.environ.get("CC", "cc"), "-O1", "-fno-builtin", "-o", program, source])
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith(("MALLOC_", "GLIBC_TUNABLES", "LD_PRELOAD"))}
        for trace in make_traces(arguments.seed, arguments.ops):
            data = array.array("q", [len(trace["ops"]) // 2] + trace["ops"]).tobytes()
            answer = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True,
                                    env=environment).stdout
            values = array.array("q")
            values.frombytes(answer)
            traces.append(dict(trace, offset=values[0::3].tolist(), heapEnd=values[1::3].tolist(),
                               usable=values[2::3].tolist()))
    document = {"glibc": version, "seed": arguments.seed, "traces": traces}
    opener = gzip.open if arguments.out.endswith(".gz") else open
    with opener(arguments.out, "wt") as stream:
        json.dump(document, stream, separators=(",", ":"))


if __name__ == "__main__":
    main()
