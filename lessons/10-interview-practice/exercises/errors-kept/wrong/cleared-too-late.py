class ErrorLog:
    def __init__(self):
        self.errors = []

    def add(self, error):
        self.errors.append(error)

    def texts(self):
        lines = []
        for error in self.errors:
            lines.append(f'{type(error).__name__}: {error}')
            error.__traceback__ = error.__context__ = None
        return lines
