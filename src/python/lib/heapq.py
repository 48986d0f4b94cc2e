def heappush(heap, item):
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    last = heap.pop()
    if heap:
        result = heap[0]
        heap[0] = last
        _siftup(heap, 0)
        return result
    return last


def heapreplace(heap, item):
    result = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return result


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(x):
    for i in reversed(range(len(x) // 2)):
        _siftup(x, i)


def _siftdown(heap, start, pos):
    item = heap[pos]
    while pos > start:
        above = (pos - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[pos] = parent
        pos = above
    heap[pos] = item


def _siftup(heap, pos):
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _siftdown(heap, start, pos)


def nsmallest(n, iterable, key=None):
    return [each for each in sorted(iterable, key=key)[:n]]


def nlargest(n, iterable, key=None):
    if n == 1:
        nothing = object()
        most = max(iter(iterable), default=nothing, key=key)
        return [] if most is nothing else [most]
    try:
        fits = n >= len(iterable)
    except (TypeError, AttributeError):
        fits = False
    if fits:
        return sorted(iterable, key=key, reverse=True)[:n]
    # Of equal ones the first is the largest: places count down.
    it = iter(iterable)
    if key is None:
        found = [(each, place) for place, each in zip(range(0, -n, -1), it)]
    else:
        found = [(key(each), place, each) for place, each in zip(range(0, -n, -1), it)]
    if not found:
        return found
    heapify(found)
    least, place = found[0][0], -n
    for each in it:
        value = each if key is None else key(each)
        if least < value:
            heapreplace(found, (value, place) if key is None else (value, place, each))
            least = found[0][0]
            place -= 1
    found.sort(reverse=True)
    return [entry[-1 if key else 0] for entry in found]


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, it in enumerate(map(iter, iterables)):
        for value in it:
            heap.append([value if key is None else key(value), order, value, it])
            break
    while heap:
        at = (max if reverse else min)(
            range(len(heap)), key=lambda i: (heap[i][0], -heap[i][1] if reverse else heap[i][1]))
        entry = heap[at]
        yield entry[2]
        for value in entry[3]:
            entry[0], entry[2] = value if key is None else key(value), value
            break
        else:
            del heap[at]
