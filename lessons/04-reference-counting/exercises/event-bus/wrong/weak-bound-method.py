from weakref import ref


class Bus:
    def __init__(self):
        self.methods = []

    def connect(self, method):
        self.methods.append(ref(method))

    def send(self, message):
        for reference in list(self.methods):
            method = reference()
            if method is not None:
                method(message)
