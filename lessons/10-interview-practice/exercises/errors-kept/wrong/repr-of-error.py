class ErrorLog:
    def __init__(self):
        self.lines = []

    def add(self, error):
        self.lines.append(repr(error))

    def texts(self):
        return list(self.lines)
