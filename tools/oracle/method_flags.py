"""Records which native functions get their arguments in a tuple (METH_VARARGS): python3.X method_flags.py

Prints them as `module.name` or `type.name`, one a line: what src/versions/packed-arguments.ts says of each version.
"""
import _thread
import array
import atexit
import builtins
import collections
import ctypes
import functools
import gc
import io
import itertools
import math
import operator
import sys
import time
import tracemalloc

METH_VARARGS, METH_FASTCALL = 0x01, 0x80
POINTER = ctypes.sizeof(ctypes.c_void_p)


class MethodDef(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("meth", ctypes.c_void_p), ("flags", ctypes.c_int)]


def packs(place):
    """Whether the PyMethodDef that a place of memory refers to takes a tuple."""
    method = ctypes.cast(ctypes.c_void_p.from_address(place).value, ctypes.POINTER(MethodDef))
    return method.contents.flags & (METH_VARARGS | METH_FASTCALL) == METH_VARARGS


def main():
    found = set()
    head = object.__basicsize__
    modules = [builtins, sys, gc, array, collections, itertools, math, time, tracemalloc, atexit, _thread, io]
    modules += [sys.modules[name] for name in ("_functools", "_operator", "_weakref", "_collections")]
    for module in modules:
        for name, value in vars(module).items():
            if type(value) is type(len) and packs(id(value) + head):
                found.add("%s.%s" % (module.__name__, name))
    # PyDescr_COMMON before the method: the type, the name, the qualified name.
    kinds = type(str.join), type(dict.__dict__["fromkeys"])
    waiting, seen = [object], set()
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        waiting.extend(type.__subclasses__(cls))
        for name, value in vars(cls).items():
            if type(value) in kinds and packs(id(value) + head + 3 * POINTER):
                found.add("%s.%s" % (cls.__name__, name))
    print("\n".join(sorted(found)))


main()
