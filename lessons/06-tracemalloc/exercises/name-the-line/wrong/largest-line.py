import tracemalloc


def leaking_line(handle):
    tracemalloc.start()
    for _ in range(20):
        handle()
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    sizes = [
        (stat.size, stat.traceback[0].lineno)
        for stat in snapshot.statistics('lineno')
        if stat.traceback[0].filename == 'service.py'
    ]
    return max(sizes)[1]
