def attempt(job):
    raise NotImplementedError


def report():
    raise NotImplementedError
