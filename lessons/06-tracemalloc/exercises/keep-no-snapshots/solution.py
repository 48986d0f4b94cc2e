import tracemalloc


class Watch:
    def __init__(self):
        self.first = self.sizes()
        self.last = dict(self.first)
        self.rising = set(self.first)

    def sizes(self):
        stats = tracemalloc.take_snapshot().statistics('lineno')
        frames = [(stat.traceback[0], stat.size) for stat in stats]
        return {f.lineno: size for f, size in frames if f.filename == 'service.py'}

    def look(self):
        now = self.sizes()
        self.rising = {
            line for line in self.rising if now.get(line, 0) > self.last[line]
        }
        self.last = now

    def worst(self):
        return max(self.rising, key=lambda line: self.last[line] - self.first[line])
