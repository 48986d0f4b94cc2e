cause = ''


def mend(handle):
    pass
