from _tracemalloc import *
from _tracemalloc import _get_traces
import _tracemalloc


def _format_size(size, sign):
    for unit in ('B', 'KiB', 'MiB', 'GiB', 'TiB'):
        if abs(size) < 100 and unit != 'B':
            return ('%+.1f %s' if sign else '%.1f %s') % (size, unit)
        if abs(size) < 10 * 1024 or unit == 'TiB':
            return ('%+.0f %s' if sign else '%.0f %s') % (size, unit)
        size /= 1024


_ORDERS = {
    '__lt__': lambda one, other: one < other, '__le__': lambda one, other: one <= other,
    '__gt__': lambda one, other: one > other, '__ge__': lambda one, other: one >= other,
}


def _compared_by(key, ordered=False):
    """Decorates a class: its instances are equal when their keys are, have the keys' hashes, and their order."""
    def comparison(cls, name, compare):
        def method(self, other):
            return compare(key(self), key(other)) if isinstance(other, cls) else NotImplemented
        method.__name__, method.__qualname__ = name, cls.__qualname__ + '.' + name
        setattr(cls, name, method)

    def decorate(cls):
        comparison(cls, '__eq__', lambda one, other: one == other)
        cls.__hash__ = lambda self: hash(key(self))
        if ordered:
            for name, compare in _ORDERS.items():
                comparison(cls, name, compare)
        return cls
    return decorate


def _at(make, raw, index):
    """What is at an index or in a slice of raw data, each made an object."""
    found = raw[index]
    return tuple([make(each) for each in found]) if isinstance(index, slice) else make(found)


def _average(statistic):
    """The end of a statistic's text."""
    if not statistic.count:
        return ''
    return ', average=' + _format_size(statistic.size / statistic.count, False)


@_compared_by(lambda self: (self.traceback, self.size, self.count))
class Statistic:
    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def __str__(self):
        return '%s: size=%s, count=%i%s' % (
            self.traceback, _format_size(self.size, False), self.count, _average(self))

    def __repr__(self):
        return '<Statistic traceback=%r size=%i count=%i>' % (
            self.traceback, self.size, self.count)


@_compared_by(lambda self: (self.traceback, self.size, self.size_diff, self.count, self.count_diff))
class StatisticDiff:
    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size, self.size_diff = size, size_diff
        self.count, self.count_diff = count, count_diff

    def __str__(self):
        return '%s: size=%s (%s), count=%i (%+i)%s' % (
            self.traceback, _format_size(self.size, False), _format_size(self.size_diff, True),
            self.count, self.count_diff, _average(self))

    def __repr__(self):
        return '<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>' % (
            self.traceback, self.size, self.size_diff, self.count, self.count_diff)


@_compared_by(lambda self: self._frame, ordered=True)
class Frame:
    __slots__ = ('_frame',)
    filename = property(lambda self: self._frame[0])
    lineno = property(lambda self: self._frame[1])

    def __init__(self, frame):
        self._frame = frame

    def __str__(self):
        return '%s:%s' % self._frame

    def __repr__(self):
        return '<Frame filename=%r lineno=%r>' % self._frame


@_compared_by(lambda self: self._frames, ordered=True)
class Traceback:
    __slots__ = ('_frames', '_total_nframe')
    total_nframe = property(lambda self: self._total_nframe)

    def __init__(self, frames, total_nframe=None):
        # They come most recent first, and are kept oldest first.
        self._frames, self._total_nframe = tuple(reversed(frames)), total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        return _at(Frame, self._frames, index)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        text = '<Traceback %r' % (tuple(self),)
        if self._total_nframe is None:
            return text + '>'
        return text + ' total_nframe=%s>' % self._total_nframe

    def format(self, limit=None, most_recent_first=False):
        import linecache
        # A limit below 0 leaves out the most recent ones.
        first = -limit if limit and limit > 0 else None
        last = limit if limit is not None and limit <= 0 else None
        lines = []
        for frame in self[first:last][::-1 if most_recent_first else 1]:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            line = linecache.getline(frame.filename, frame.lineno).strip()
            if line:
                lines.append('    ' + line)
        return lines


def get_object_traceback(obj):
    frames = _tracemalloc._object_traceback(obj)
    return None if frames is None else Traceback(frames)


@_compared_by(lambda self: self._trace)
class Trace:
    __slots__ = ('_trace',)
    domain = property(lambda self: self._trace[0])
    size = property(lambda self: self._trace[1])
    traceback = property(lambda self: Traceback(*self._trace[2:]))

    def __init__(self, trace):
        self._trace = trace

    def __str__(self):
        return '%s: %s' % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        return '<Trace domain=%s size=%s, traceback=%r>' % (
            self.domain, _format_size(self.size, False), self.traceback)


@_compared_by(lambda self: self._traces)
class _Traces:
    def __init__(self, traces):
        #: line 291 315
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        return _at(Trace, self._traces, index)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __repr__(self):
        return '<Traces len=%s>' % len(self)


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive


class Filter(BaseFilter):
    filename_pattern = property(lambda self: self._filename_pattern)

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern, self.lineno = filename_pattern, lineno
        self.all_frames, self.domain = all_frames, domain

    def _key(self):
        return (self.inclusive, self._filename_pattern, self.lineno, self.all_frames, self.domain)


class DomainFilter(BaseFilter):
    domain = property(lambda self: self._domain)

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    def _key(self):
        return (self.inclusive, None, None, False, self._domain)


def _keys(frames, key_type, cumulative):
    if key_type == 'traceback':
        return [frames]
    found = []
    for name, line in frames if cumulative else frames[:1]:
        key = ((name, line if key_type == 'lineno' else 0),)
        if key not in found:
            found.append(key)
    return found


def _group(traces, key_type, cumulative):
    groups = {}
    for trace in traces:
        for frames in _keys(trace[2], key_type, cumulative):
            group = groups.get(frames)
            if group is None:
                group = groups[frames] = Statistic(Traceback(frames), 0, 0)
            group.size += trace[1]
            group.count += 1
    return groups


def _statistic_key(statistic):
    return statistic.size, statistic.count, statistic.traceback


def _difference_key(difference):
    return (abs(difference.size_diff), difference.size, abs(difference.count_diff),
            difference.count, difference.traceback)


def _differences(new, old):
    found = []
    for frames, group in new.items():
        before = old.get(frames)
        size, count = (0, 0) if before is None else (before.size, before.count)
        found.append(StatisticDiff(
            group.traceback, group.size, group.size - size, group.count, group.count - count))
    for frames, group in old.items():
        if frames not in new:
            found.append(StatisticDiff(group.traceback, 0, -group.size, 0, -group.count))
    found.sort(reverse=True, key=_difference_key)
    return found


class Snapshot:
    def __init__(self, traces, traceback_limit):
        #: line 397 423
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def __del__(self):
        if _tracemalloc is not None:
            _tracemalloc._release(self.traces._traces)

    def statistics(self, key_type, cumulative=False):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError('unknown key_type: %r' % (key_type,))
        if cumulative and key_type not in ('lineno', 'filename'):
            raise ValueError('cumulative mode cannot by used with key type %r' % key_type)
        traces = self.traces._traces
        if not _tracemalloc._taken(traces):
            groups = _group(traces, key_type, cumulative).values()
            return sorted(groups, reverse=True, key=_statistic_key)
        rows = _tracemalloc._statistics(traces, key_type, cumulative)
        return [Statistic(Traceback(frames), size, count) for frames, size, count in rows]

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        traces = self.traces._traces
        old = old_snapshot.traces._traces
        if not (_tracemalloc._taken(traces) and _tracemalloc._taken(old)):
            return _differences(
                _group(traces, key_type, cumulative), _group(old, key_type, cumulative))
        rows = _tracemalloc._compare(traces, old, key_type, cumulative)
        return [StatisticDiff(Traceback(row[0]), row[1], row[2], row[3], row[4]) for row in rows]

    def filter_traces(self, filters):
        if not hasattr(filters, '__iter__'):
            raise TypeError('filters must be a list of filters, not %s' % type(filters).__name__)
        keys = [each._key() for each in filters]
        if not keys:
            kept = self.traces._traces.copy()
            self._filtered(keys, kept)
            return Snapshot(kept, self.traceback_limit)
        include = [key for key in keys if key[0]]
        exclude = [key for key in keys if not key[0]]
        known = {}
        kept = []
        for trace in self.traces._traces:
            frames = trace[2]
            passes = known.get(id(frames))
            if passes is None:
                passes = ((not include or any(_tracemalloc._matches(key, frames) for key in include))
                          and all(_tracemalloc._matches(key, frames) for key in exclude))
                known[id(frames)] = passes
            if passes:
                kept.append(trace)
        self._filtered(keys, kept)
        return Snapshot(kept, self.traceback_limit)

    def _filtered(self, keys, kept):
        if _tracemalloc._taken(self.traces._traces):
            _tracemalloc._filter(self.traces._traces, keys, kept)


def take_snapshot():
    if not is_tracing():
        raise RuntimeError('the tracemalloc module must be tracing memory allocations '
                           'to take a snapshot')
    #: line 532 558
    traces = _get_traces()
    traceback_limit = get_traceback_limit()
    return Snapshot(traces, traceback_limit)
