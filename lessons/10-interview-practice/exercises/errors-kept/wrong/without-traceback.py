class ErrorLog:
    def __init__(self):
        self.errors = []

    def add(self, error):
        self.errors.append(error.with_traceback(None))

    def texts(self):
        return [f'{type(error).__name__}: {error}' for error in self.errors]
