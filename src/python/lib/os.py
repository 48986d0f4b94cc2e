from _os import *
from _os import _exit

name = 'posix'
sep = '/'
linesep = '\n'
devnull = '/dev/null'
environ = {}


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        method = cls.__fspath__
    except AttributeError:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + cls.__name__) from None
    found = method(path)
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError('expected %s.__fspath__() to return str or bytes, not %s' % (cls.__name__, type(found).__name__))


def getcwd():
    return '/'


class _Path:
    sep = '/'

    @staticmethod
    def join(first, *rest):
        path = first
        for part in rest:
            if part.startswith('/'):
                path = part
            elif path.endswith('/') or not path:
                path += part
            else:
                path += '/' + part
        return path

    @staticmethod
    def basename(path):
        return path[path.rfind('/') + 1:]

    @staticmethod
    def dirname(path):
        return path[:path.rfind('/')] if '/' in path else ''

    @staticmethod
    def exists(path):
        return exists(path)

    @staticmethod
    def isfile(path):
        return exists(path)

    @staticmethod
    def getsize(path):
        return getsize(path)

    @staticmethod
    def splitext(path):
        dot = path.rfind('.')
        return (path, '') if dot <= path.rfind('/') else (path[:dot], path[dot:])

    @staticmethod
    def abspath(path):
        return path


path = _Path()
unlink = remove


def WIFEXITED(status):
    return (status & 127) == 0


def WEXITSTATUS(status):
    return (status >> 8) & 255


def waitstatus_to_exitcode(status):
    return (status >> 8) & 255
