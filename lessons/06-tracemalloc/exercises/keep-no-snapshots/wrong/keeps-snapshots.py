import tracemalloc


class Watch:
    def __init__(self):
        self.snapshots = []
        self.look()

    def look(self):
        self.snapshots.append(tracemalloc.take_snapshot())

    def worst(self):
        sizes = []
        for snapshot in self.snapshots:
            stats = snapshot.statistics('lineno')
            frames = [(stat.traceback[0], stat.size) for stat in stats]
            sizes.append({f.lineno: s for f, s in frames if f.filename == 'service.py'})
        grown = {}
        for line in sizes[0]:
            steps = [one.get(line, 0) for one in sizes]
            if all(a < b for a, b in zip(steps, steps[1:])):
                grown[line] = steps[-1] - steps[0]
        return max(grown, key=grown.get)
