import tracemalloc


def held_for(filename, run):
    tracemalloc.start(25)
    run()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held
