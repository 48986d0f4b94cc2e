import tracemalloc


class Watch:
    def __init__(self):
        self.looks = []
        self.look()

    def look(self):
        stats = tracemalloc.take_snapshot().statistics('lineno')
        frames = [(stat.traceback[0], stat.size) for stat in stats]
        self.looks.append({f.lineno: s for f, s in frames if f.filename == 'service.py'})

    def worst(self):
        grown = {}
        for line in self.looks[0]:
            steps = [one.get(line, 0) for one in self.looks]
            if all(a < b for a, b in zip(steps, steps[1:])):
                grown[line] = steps[-1] - steps[0]
        return max(grown, key=grown.get)
