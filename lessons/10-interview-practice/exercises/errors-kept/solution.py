class ErrorLog:
    def __init__(self):
        self.lines = []

    def add(self, error):
        self.lines.append(f'{type(error).__name__}: {error}')

    def texts(self):
        return list(self.lines)
