failures = []


def attempt(job):
    try:
        return job()
    except Exception as error:
        failures.append(f'{type(error).__name__}: {error}')


def report():
    return list(failures)
