"""Records what imports do to the collector: python3 import_collections.py FILE.json INTERPRETER... [--modules NAME...]

An import makes some thousands of tracked objects, so the collector runs in the middle of it: when, depends on
how many objects were allocated before, and what it finds then is not found later. FILE.json is an object
from version to {"start": {"counts": gc.get_count(), "collections": of each generation}, "imports": {module: {"off": row, "rows": [row, ...]}}}. A row is what the
import of the module leaves behind,

    [count before, count after, collections, garbage, dict keys on the free list]

where a count is the first of gc.get_count(), and garbage what gc.collect() finds then; "off" is with the
collector disabled. To 3.10 the keys are not to be had in this way, since the start of the trace leaves some there:
-1, and imports.json has them. Rows are for counts from 0 up to the threshold; where one is missing, the count after grows
with the one before. "start" is how a program's second line finds the
collector, whose first one imports gc. A module that is there from the start has no entry.
"""
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

MODULES = (
    "tracemalloc weakref resource time timeit linecache threading collections itertools functools random math copy "
    "array ctypes dataclasses contextlib operator types heapq bisect enum typing warnings traceback string queue "
    "struct contextvars copyreg abc io os atexit").split()

ROWS = 40

START = """import gc
print([*gc.get_count()], [stat['collections'] for stat in gc.get_stats()])
"""

PROGRAM = """import gc%s
keep = [None] * 81
fill = []
i = 0
while i < %d:
    fill.append([])
    i += 1
%s
before = gc.get_count()
import %s
after = gc.get_count()
gc.disable()
import _tracemalloc
i = 0
while i < 81:
    keep[i] = {}
    i += 1
_tracemalloc.start(1)
i = 0
while i < 80:
    keep[i]['a'] = 1
    i += 1
some = _tracemalloc.get_traced_memory()[0]
_tracemalloc.clear_traces()
keep[80]['a'] = 1
keys = 80 - some // _tracemalloc.get_traced_memory()[0]
_tracemalloc.stop()
middle = after[2] - before[2]
runs = after[1] - before[1] + 12 * middle
print([before[0], after[0], runs, gc.collect(), keys])
"""

THERE = "import sys; print(' '.join(sys.modules))"


def run(interpreter, code):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(code)
        file.flush()
        done = subprocess.run([*interpreter.split(), file.name], capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise SystemExit("%s: %s" % (interpreter, done.stderr))
    return done.stdout


def row(interpreter, module, fill, first=""):
    # It would come with the module, or is not to count.
    before = "" if module == "tracemalloc" else ", _tracemalloc"
    found = json.loads(run(interpreter, PROGRAM % (before, fill, first, module)))
    old = run(interpreter, "import sys; print(sys.version_info < (3, 11))").strip() == "True"
    return [*found[:4], -1] if old else found


def rows(interpreter, module, threshold):
    step = threshold // ROWS
    zero = row(interpreter, module, 0)
    found = {zero[0]: zero}
    for i in range(ROWS):
        # A count that is past the threshold begins anew.
        made = row(interpreter, module, (i * step - zero[0]) % threshold + 5)
        found.setdefault(made[0], made)
    # Without those that follow from the one before.
    kept = []
    for each in (found[count] for count in sorted(found)):
        if not (kept and each == [each[0], kept[-1][1] + each[0] - kept[-1][0], *kept[-1][2:]]):
            kept.append(each)
    return kept


def record(interpreter, modules):
    there = set(run(interpreter, THERE).split())
    threshold = int(run(interpreter, "import gc; print(gc.get_threshold()[0])"))
    imports = {}
    for module in modules:
        if module not in there:
            off = row(interpreter, module, 0, "gc.disable()")
            imports[module] = {"off": off, "rows": rows(interpreter, module, threshold)}
    counts, stats = run(interpreter, START).split("] ")
    start = {"counts": json.loads(counts + "]"), "collections": json.loads(stats)}
    return {"start": start, "imports": imports}


def main():
    arguments = sys.argv[1:]
    modules = MODULES
    if "--modules" in arguments:
        at = arguments.index("--modules")
        arguments, modules = arguments[:at], arguments[at + 1:]
    path, interpreters = arguments[0], arguments[1:]
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    known = {}
    try:
        with open(path) as file:
            known = json.load(file)
    except FileNotFoundError:
        pass
    with ThreadPoolExecutor(2) as pool:
        names = [run(interpreter, version).strip() for interpreter in interpreters]
        for name, made in zip(names, pool.map(lambda each: record(each, modules), interpreters)):
            old = known.get(name, {"imports": {}})["imports"]
            known[name] = {**made, "imports": {**old, **made["imports"]}}
    ordered = dict(sorted(known.items(), key=lambda pair: int(pair[0].split(".")[1])))
    with open(path, "w") as file:
        json.dump(ordered, file, indent=1)
        file.write("\n")


main()
