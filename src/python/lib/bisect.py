def _search(items, start, end, key, before):
    """Halves what is left until one place remains: `before` says of an item whether that place is no later."""
    if start < 0:
        raise ValueError('lo must be non-negative')
    left = (len(items) if end is None or end == -1 else end) - start
    while left > 0:
        half = left >> 1
        item = items[start + half]
        if before(item if key is None else key(item)):
            left = half
        else:
            start += half + 1
            left -= half + 1
    return start


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    return _search(a, lo, hi, key, lambda item: x < item)


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    return _search(a, lo, hi, key, lambda item: not item < x)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
