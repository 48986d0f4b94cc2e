import tracemalloc


def leaking_line(handle):
    tracemalloc.start()
    handle()
    before = tracemalloc.take_snapshot()
    for _ in range(6):
        handle()
    after = tracemalloc.take_snapshot()
    tracemalloc.stop()
    grown = [
        (stat.size_diff, stat.traceback[0].lineno)
        for stat in after.compare_to(before, 'lineno')
        if stat.traceback[0].filename == 'service.py'
    ]
    return max(grown)[1]
