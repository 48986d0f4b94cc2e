"""Records what a program finds on free lists that a full collection has emptied: python3 after_collection.py FILE.json INTERPRETER... [--modules NAME...]

A full collection empties the free lists, so what comes after it allocates whatever it uses at one time, and leaves
that on the free lists. For the import of each module, and for an error that is raised where nobody can catch it
(in a `__del__`) and printed, counts the objects of each kind that wait then, and by how much the first of
gc.get_count() has grown. FILE.json is an object from version to {"imports": {module: effect}, "unraisable":
[the first, the second]}, where an effect is {"growth": n, "garbage": n, "waits": {kind: count}}, and garbage
what gc.collect() finds then. Counts are to 80; a module that is there from the start has no entry.
"""
import json
import subprocess
import sys
import tempfile

MODULES = (
    "tracemalloc weakref resource time timeit linecache threading collections itertools functools random math copy "
    "array ctypes dataclasses contextlib operator types heapq bisect enum typing warnings traceback string queue "
    "struct contextvars copyreg abc io os atexit").split()

KINDS = {"list": "[]", "dict": "{}", "method": "good.method", "cfunction": "found.append", **{"tuple%d" % n: "(%s)" % ("i, " * n) for n in range(1, 20)}}

PROGRAM = """import gc
gc.disable()
i = (1, None)
keep, found, n, a = [None] * 81, [None] * 80, 0, 0
class Bad:
    def __del__(self): raise ValueError(1)
    def method(self): pass
bad, worse, good = Bad(), Bad(), Bad()
try: bad.__del__()
except ValueError: pass
def effect(before):
    growth = gc.get_count()[0] - before
    del found[:]
%s    print([growth, gc.collect(), *found])
gc.collect()
before = gc.get_count()[0]
%s
effect(before)
import os, sys
sys.stdout.flush()
os._exit(0)
"""

MAKE = """    n = 0; a = gc.get_count()[0]
    while n < 80: keep[n] = %s; n += 1
    found.append(80 - gc.get_count()[0] + a); n = 0
    while n < 80: keep[n] = None; n += 1
"""

TWO = "%s\neffect(before)\nbefore = gc.get_count()[0]\n%s"


def run(interpreter, code):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(code)
        file.flush()
        done = subprocess.run([*interpreter.split(), file.name], capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise SystemExit("%s: %s" % (interpreter, done.stderr))
    return done.stdout


def measured(interpreter, piece):
    lines = run(interpreter, PROGRAM % ("".join(MAKE % make for make in KINDS.values()), piece)).splitlines()
    return [json.loads(line) for line in lines]


def effects(interpreter, piece):
    """Of one or two pieces, without what the measuring itself takes: a tuple of counts, and the first time a frame."""
    nothing = {"tuple3": 1}
    bases = measured(interpreter, TWO % ("pass", "pass"))
    for [base, *_], [growth, garbage, *found] in zip(bases, measured(interpreter, piece)):
        waits = {kind: n for kind, n in zip(KINDS, found) if n > nothing.get(kind, 0)}
        yield {"growth": growth - base, "garbage": garbage, "waits": waits}


def record(interpreter, modules):
    there = set(run(interpreter, "import sys; print(' '.join(sys.modules))").split())
    imports = {
        module: next(effects(interpreter, "import " + module)) for module in modules if module not in there}
    return {"imports": imports, "unraisable": list(effects(interpreter, TWO % ("bad = None", "worse = None")))}


def main():
    arguments = sys.argv[1:]
    modules = MODULES
    if "--modules" in arguments:
        at = arguments.index("--modules")
        arguments, modules = arguments[:at], arguments[at + 1:]
    path, interpreters = arguments[0], arguments[1:]
    known = {}
    try:
        with open(path) as file:
            known = json.load(file)
    except FileNotFoundError:
        pass
    for interpreter in interpreters:
        name = run(interpreter, "import sys; print('%d.%d' % sys.version_info[:2])").strip()
        made = record(interpreter, modules)
        old = known.get(name, {"imports": {}})["imports"]
        known[name] = {**made, "imports": {**old, **made["imports"]}}
    ordered = dict(sorted(known.items(), key=lambda pair: int(pair[0].split(".")[1])))
    with open(path, "w") as file:
        json.dump(ordered, file, indent=1)
        file.write("\n")


main()
