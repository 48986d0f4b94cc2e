failures = []


def attempt(job):
    try:
        return job()
    except Exception as error:
        failures.append((job, f'{type(error).__name__}: {error}'))


def report():
    return [text for job, text in failures]
