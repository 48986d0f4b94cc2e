import tracemalloc


def held_for(filename, run):
    tracemalloc.start(25)
    run()
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    own = tracemalloc.Filter(True, filename)
    stats = snapshot.filter_traces([own]).statistics('filename')
    return sum(stat.size for stat in stats)
