import tracemalloc


def hungriest(phases):
    peaks = []
    tracemalloc.start()
    for phase in phases:
        tracemalloc.reset_peak()
        phase()
        _, peak = tracemalloc.get_traced_memory()
        peaks.append(peak)
    tracemalloc.stop()
    return peaks.index(max(peaks))
