# The frames of traces, and snapshots that are made by hand.
import tracemalloc


def inner():
    return bytes(1000)


def outer():
    return inner()


tracemalloc.start(3)
x = outer()
t = tracemalloc.get_object_traceback(x)
print([f.lineno for f in t], t[0].lineno, t[-1].lineno, len(t))
s = tracemalloc.take_snapshot()
tracemalloc.stop()
print([[f.lineno for f in trace.traceback] for trace in s.traces if trace.size > 900])
for only in (6, False), (10, False), (10, True):
    r = s.filter_traces([tracemalloc.Filter(True, __file__, *only)])
    kept = [trace for trace in r.traces if trace.size > 900]
    print(len(kept), [[f.lineno for f in st.traceback] for st in r.statistics('traceback') if st.size > 900])
print([st.count for st in s.statistics('lineno', cumulative=True) if st.traceback[0].lineno in (6, 10) and st.size > 900])
a, b, c = ('a.py', 1), ('b.py', 2), ('b.py', 3)
total = hasattr(t, 'total_nframe')


def made(*traces):
    return tracemalloc.Snapshot([(0, size, frames) + ((len(frames),) if total else ()) for size, frames in traces], 2)


one = made((10, (a, b)), (20, (a, c)), (5, (b,)))
two = made((10, (a, b)), (30, (c,)))
for key in 'lineno', 'filename', 'traceback':
    print(key, [str(each) for each in one.statistics(key)])
    for each in two.compare_to(one, key):
        print(each)
print([(str(each.traceback), each.size) for each in one.statistics('lineno', True)])
print([str(each) for each in one.filter_traces([tracemalloc.Filter(True, 'a.py')]).traces])
print([str(each) for each in one.filter_traces([tracemalloc.Filter(False, 'a.py')]).statistics('lineno')])
