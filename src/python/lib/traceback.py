import linecache
import sys
from _traceback import _format


class FrameSummary:
    def __init__(self, filename, lineno, name):
        self.filename = filename
        self.lineno = lineno
        self.name = name

    @property
    def line(self):
        return linecache.getline(self.filename, self.lineno).strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return '<FrameSummary file %s, line %d in %s>' % (self.filename, self.lineno, self.name)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    frames = [FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name)
              for frame, lineno in walk_tb(tb)]
    return frames if limit is None else frames[:limit] if limit >= 0 else frames[limit:]


def format_list(extracted):
    return ['  File "%s", line %d, in %s\n    %s\n' % tuple(frame) for frame in extracted]


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    for line in format_tb(tb, limit):
        print(line, file=file or sys.stderr, end='')


def _value(exc, value):
    return exc if value is None else value


def format_exception_only(exc, value=None):
    return [_format(_value(exc, value)).splitlines(True)[-1]]


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    return _format(_value(exc, value)).splitlines(True)


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    print(''.join(format_exception(exc, value)), file=file or sys.stderr, end='')


def format_exc(limit=None, chain=True):
    value = sys.exc_info()[1]
    return 'NoneType: None\n' if value is None else ''.join(format_exception(value))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), file=file or sys.stderr, end='')
