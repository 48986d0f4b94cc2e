from weakref import ref


class Bus:
    def __init__(self):
        self.methods = []

    def connect(self, method):
        window = ref(method.__self__)
        self.methods.append(lambda message: method.__func__(window(), message) if window() else None)

    def send(self, message):
        for method in self.methods:
            method(message)
