"""Records what waits on the free lists: python3 free_lists.py FILE.json INTERPRETER... [--modules NAME...]

For a program that has just imported each of the modules, counts the objects of each kind that wait on a
free list: as sys._debugmallocstats() has them, and for the kinds that it leaves out by making some: what
comes off a free list is what tracemalloc, which sees allocations only, knows nothing of. FILE.json is an
object from version to {module: {"loads": [modules that come with it], "counts": {kind: count}, "takes":
{kind: count}}}; a module that is there from the start has no entry. Of a program with many functions, whose
compilation leaves more than an import can use, an import takes away what "takes" says, where it is known
(less than nothing, where it leaves some).
What a program finds that imports nothing is under "" (its one line is not a function). Counts by making
are to 80.
"""
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

MODULES = (
    "gc tracemalloc weakref resource time timeit linecache threading collections itertools functools "
    "random math copy array ctypes dataclasses contextlib operator types abc os sys heapq bisect").split()

SHOWN = {
    "PyListObject": "list", "PyDictObject": "dict", "PyFloatObject": "float", "PyMethodObject": "method",
    "PyCFunctionObject": "cfunction", "PyDictKeysObject": "dictKeys",
}

STATS = """%s
import sys
sys._debugmallocstats()
"""

# What is needed before, and what makes one.
MADE = {
    "int": ("n = 5000", "n + i"),
    "range": ("", "range(i)"),
    "method": ("class O:\n    def m(self): pass\no = O()", "o.m"),
    "listIterator": ("items = [1]", "iter(items)"),
    "tupleIterator": ("pair = (keep, keep)", "iter(pair)"),
    "rangeIterator": ("numbers = range(5)", "iter(numbers)"),
}

COUNT = """%s
import _tracemalloc
keep = [None] * 81
%s
i = 0
_tracemalloc.start(1)
while i < 81:
    keep[i] = %s
    i += 1
get = _tracemalloc._get_object_traceback
n = 0
for each in keep:
    if get(each) is None: n += 1
print(n)
"""

KEYS = """%s
import _tracemalloc
keep = [None] * 81
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
print(80 - some // _tracemalloc.get_traced_memory()[0])
"""

# Compiled with the program, behind what ends it: functions, and constant tuples of each length.
MANY = "sys.exit()\n" + "".join("def f%d(a):\n    x = a\n    return x\n" % i for i in range(60)) + "".join(
    "x = (%s)\n" % ("%d, " % (1000 + i) * length) for length in range(1, 21) for i in range(60))

LOADS = """import sys
before = set(sys.modules)
%s
print(' '.join(sorted(set(sys.modules) - before)))
"""


def run(interpreter, code):
    # From a file: a program on standard input leaves other things behind.
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(code)
        file.flush()
        done = subprocess.run([interpreter, file.name], capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise SystemExit("%s: %s" % (interpreter, done.stderr))
    return done.stdout or done.stderr


def shown(interpreter, statement, more=""):
    """What the interpreter itself says."""
    found = {}
    for line in run(interpreter, STATS % statement + more).splitlines():
        free = re.match(r"\s*(\d+) free (?:(\d+)-sized )?(\w+)s \*", line)
        if not free:
            continue
        count, length, name = free.groups()
        if name == "PyTupleObject":
            found["tuple" + length] = int(count)
        elif name in SHOWN:
            found[SHOWN[name]] = int(count)
    return found


def full(interpreter, statement):
    """What the compilation of many functions leaves, after the statement."""
    found = shown(interpreter, statement, MANY)
    keys = int(run(interpreter, KEYS % statement + "import sys\n" + MANY))
    kept = {kind: count for kind, count in found.items() if kind in ("list", "dict") or kind[:5] == "tuple"}
    return {**kept, "dictKeys": found.get("dictKeys", keys)}


def counts(interpreter, statement):
    found = {kind: int(run(interpreter, COUNT % (statement, before, expression)))
             for kind, (before, expression) in MADE.items()}
    found["dictKeys"] = int(run(interpreter, KEYS % statement))
    found.update(shown(interpreter, statement))
    return {kind: count for kind, count in found.items() if count}


def record(interpreter, modules):
    start = counts(interpreter, "")
    # The recorder's own constants.
    start.pop("tuple2")
    entries = {"": {"loads": [], "counts": start, "takes": {}}}
    most = full(interpreter, "")
    for module in modules:
        statement = "import " + module
        loads = [name for name in run(interpreter, LOADS % statement).split() if name in modules]
        if module in loads:
            few, left = counts(interpreter, statement), full(interpreter, statement)
            takes = {kind: most[kind] - left[kind] for kind in most
                     if kind in left and left[kind] > few.get(kind, 0)}
            entries[module] = {"loads": loads, "counts": few, "takes": takes}
    return entries


def main():
    arguments = sys.argv[1:]
    modules = MODULES
    if "--modules" in arguments:
        at = arguments.index("--modules")
        arguments, modules = arguments[:at], arguments[at + 1:]
    path, interpreters = arguments[0], arguments[1:]
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    with ThreadPoolExecutor() as pool:
        names = [run(interpreter, version).strip() for interpreter in interpreters]
        results = list(pool.map(lambda interpreter: record(interpreter, modules), interpreters))
    known = {}
    try:
        with open(path) as file:
            known = json.load(file)
    except FileNotFoundError:
        pass
    known.update(zip(names, results))
    ordered = dict(sorted(known.items(), key=lambda pair: int(pair[0].split(".")[1])))
    lines = ",\n".join(
        ' "%s": {\n%s\n }' % (name, ",\n".join(
            '  "%s": %s' % (module, json.dumps(entry)) for module, entry in entries.items()))
        for name, entries in ordered.items())
    with open(path, "w") as file:
        file.write("{\n%s\n}\n" % lines)


main()
