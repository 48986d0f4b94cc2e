import tracemalloc


class Watch:
    def look(self):
        raise NotImplementedError

    def worst(self):
        raise NotImplementedError
