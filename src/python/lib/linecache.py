from _linecache import getline


def clearcache():
    pass


def checkcache(filename=None):
    pass
