class Bus:
    def __init__(self):
        self.methods = []

    def connect(self, method):
        self.methods.append(method)

    def send(self, message):
        for method in self.methods:
            method(message)
