import tracemalloc


class Watch:
    def look(self):
        pass

    def worst(self):
        stats = tracemalloc.take_snapshot().statistics('lineno')
        frames = [(stat.size, stat.traceback[0]) for stat in stats]
        return max((size, f.lineno) for size, f in frames if f.filename == 'service.py')[1]
