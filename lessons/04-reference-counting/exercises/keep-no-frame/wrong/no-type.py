failures = []


def attempt(job):
    try:
        return job()
    except Exception as error:
        failures.append(str(error))


def report():
    return list(failures)
