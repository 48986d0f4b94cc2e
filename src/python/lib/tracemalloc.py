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


class Statistic:
    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __hash__(self):
        return hash((self.traceback, self.size, self.count))

    def __eq__(self, other):
        if not isinstance(other, Statistic):
            return NotImplemented
        return (self.traceback == other.traceback and self.size == other.size
                and self.count == other.count)

    def __str__(self):
        text = '%s: size=%s, count=%i' % (
            self.traceback, _format_size(self.size, False), self.count)
        if self.count:
            text += ', average=%s' % _format_size(self.size / self.count, False)
        return text

    def __repr__(self):
        return '<Statistic traceback=%r size=%i count=%i>' % (
            self.traceback, self.size, self.count)


class StatisticDiff:
    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def __hash__(self):
        return hash((self.traceback, self.size, self.size_diff, self.count, self.count_diff))

    def __eq__(self, other):
        if not isinstance(other, StatisticDiff):
            return NotImplemented
        return (self.traceback == other.traceback and self.size == other.size
                and self.size_diff == other.size_diff and self.count == other.count
                and self.count_diff == other.count_diff)

    def __str__(self):
        text = '%s: size=%s (%s), count=%i (%+i)' % (
            self.traceback, _format_size(self.size, False), _format_size(self.size_diff, True),
            self.count, self.count_diff)
        if self.count:
            text += ', average=%s' % _format_size(self.size / self.count, False)
        return text

    def __repr__(self):
        return '<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>' % (
            self.traceback, self.size, self.size_diff, self.count, self.count_diff)


class Frame:
    __slots__ = ('_frame',)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        if not isinstance(other, Frame):
            return NotImplemented
        return self._frame == other._frame

    def __lt__(self, other):
        if not isinstance(other, Frame):
            return NotImplemented
        return self._frame < other._frame

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return '%s:%s' % (self.filename, self.lineno)

    def __repr__(self):
        return '<Frame filename=%r lineno=%r>' % (self.filename, self.lineno)


class Traceback:
    __slots__ = ('_frames', '_total_nframe')

    def __init__(self, frames, total_nframe=None):
        # They come most recent first, and are kept oldest first.
        self._frames = tuple(reversed(frames))
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Frame(frame) for frame in self._frames[index])
        return Frame(self._frames[index])

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        if not isinstance(other, Traceback):
            return NotImplemented
        return self._frames == other._frames

    def __lt__(self, other):
        if not isinstance(other, Traceback):
            return NotImplemented
        return self._frames < other._frames

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        text = '<Traceback %r' % (tuple(self),)
        if self._total_nframe is None:
            return text + '>'
        return text + ' total_nframe=%s>' % self._total_nframe

    def format(self, limit=None, most_recent_first=False):
        import linecache
        if limit is None:
            frames = self[:]
        elif limit > 0:
            frames = self[-limit:]
        else:
            frames = self[:limit]
        if most_recent_first:
            frames = reversed(frames)
        lines = []
        for frame in frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            line = linecache.getline(frame.filename, frame.lineno).strip()
            if line:
                lines.append('    %s' % line)
        return lines


def get_object_traceback(obj):
    frames = _tracemalloc._object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    __slots__ = ('_trace',)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        if not isinstance(other, Trace):
            return NotImplemented
        return self._trace == other._trace

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return '%s: %s' % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        return '<Trace domain=%s size=%s, traceback=%r>' % (
            self.domain, _format_size(self.size, False), self.traceback)


class _Traces:
    def __init__(self, traces):
        #: line 291 315
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Trace(trace) for trace in self._traces[index])
        return Trace(self._traces[index])

    def __contains__(self, trace):
        return trace._trace in self._traces


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive


class Filter(BaseFilter):
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern = filename_pattern
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _key(self):
        return (self.inclusive, self._filename_pattern, self.lineno, self.all_frames, self.domain)


class DomainFilter(BaseFilter):
    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

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
