# Snapshots show the lines of tracemalloc itself on which it allocates.
import linecache
import tracemalloc

tracemalloc.start()
first = tracemalloc.take_snapshot()
second = tracemalloc.take_snapshot()
frames = {trace.traceback[0] for trace in second.traces}
own = sorted(frame for frame in frames if frame.filename.endswith('tracemalloc.py'))
for frame in own:
    line = linecache.getline(frame.filename, frame.lineno).strip()
    if 'Snapshot(' in line or '_Traces(' in line:
        print(frame.lineno, line)
for trace in second.traces:
    if trace.traceback[0] in own and trace.size > 300:
        print(trace.size)
tracemalloc.stop()
