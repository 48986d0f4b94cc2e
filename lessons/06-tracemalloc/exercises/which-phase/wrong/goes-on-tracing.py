import tracemalloc


def hungriest(phases):
    needs = []
    tracemalloc.start()
    for phase in phases:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        phase()
        _, peak = tracemalloc.get_traced_memory()
        needs.append(peak - before)
    return needs.index(max(needs))
