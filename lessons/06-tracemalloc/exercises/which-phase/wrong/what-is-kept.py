import tracemalloc


def hungriest(phases):
    kept = []
    tracemalloc.start()
    for phase in phases:
        before, _ = tracemalloc.get_traced_memory()
        phase()
        after, _ = tracemalloc.get_traced_memory()
        kept.append(after - before)
    tracemalloc.stop()
    return kept.index(max(kept))
