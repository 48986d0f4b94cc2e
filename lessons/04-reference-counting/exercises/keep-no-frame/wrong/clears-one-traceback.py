failures = []


def attempt(job):
    try:
        return job()
    except Exception as error:
        failures.append(error.with_traceback(None))


def report():
    return [f'{type(error).__name__}: {error}' for error in failures]
