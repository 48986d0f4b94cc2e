import tracemalloc


def leaking_line(handle):
    tracemalloc.start()
    for _ in range(20):
        handle()
    before = tracemalloc.take_snapshot()
    for _ in range(20):
        handle()
    after = tracemalloc.take_snapshot()
    grown = [
        (stat.size_diff, stat.traceback[0].lineno)
        for stat in after.compare_to(before, 'lineno')
        if stat.traceback[0].filename == 'service.py'
    ]
    return max(grown)[1]
