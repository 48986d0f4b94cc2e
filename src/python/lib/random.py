import _random
from bisect import bisect_right as _bisect
from itertools import accumulate as _accumulate
from sys import version_info as _version
from math import log as _log, exp as _exp, sqrt as _sqrt, cos as _cos, sin as _sin, acos as _acos, pi as _pi, e as _e
from math import floor as _floor, ceil as _ceil, isfinite as _isfinite

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
TWOPI = 2.0 * _pi
BPF = 53
RECIP_BPF = 2 ** -BPF


def _old_hash(text):
    """The hash of a string in Python 2: what `seed` takes in version 1."""
    codes = list(text if isinstance(text, bytes) else map(ord, text))
    if not codes:
        return 0
    found = codes[0] << 7
    for code in codes:
        found = (found * 1000003 ^ code) % 2 ** 64
    found ^= len(codes)
    return -2 if found == -1 else found


def _is_sequence(value):
    cls = type(value)
    return hasattr(cls, '__getitem__') and hasattr(cls, '__len__') and not hasattr(cls, 'keys')


def _empty(start, stop, step=1):
    """The error of a range without numbers."""
    if _version >= (3, 12):
        given = (start, stop) if step == 1 else (start, stop, step)
        return ValueError('empty range in randrange(%s)' % ', '.join(map(str, given)))
    return ValueError('empty range for randrange()' + (
        ' (%d, %d, %d)' % (start, stop, stop - start) if step == 1 else ''))


class Random:
    VERSION = 3

    def __init__(self, x=None):
        self._state = _random.new()
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None, version=2):
        if a is None:
            a = _random.fresh()
        elif version == 1 and isinstance(a, (str, bytes)):
            a = _old_hash(a)
        elif isinstance(a, (str, bytes, bytearray)):
            if isinstance(a, str):
                a = a.encode()
            a = int.from_bytes(bytes(a) + _random.sha512(a).to_bytes(64, 'big'), 'big')
        elif isinstance(a, float) or (_version < (3, 11) and not isinstance(a, int)):
            a = hash(a)
        elif not isinstance(a, int):
            raise TypeError('The only supported seed types are: None,\n'
                            'int, float, str, bytes, and bytearray.')
        _random.seed(self._state, abs(a))
        self.gauss_next = None

    def getstate(self):
        return 3, _random.getstate(self._state), self.gauss_next

    def setstate(self, state):
        version, words, gauss_next = state
        if version not in (2, 3):
            raise ValueError('state with version %s passed to Random.setstate() of version %s'
                             % (version, self.VERSION))
        if not isinstance(words, tuple):
            raise TypeError('state vector must be a tuple')
        if len(words) != 625:
            raise ValueError('state vector is the wrong size')
        if version == 2:
            # Some were kept as negative numbers.
            words = tuple([word % 2 ** 32 for word in words])
        if not 0 <= words[-1] <= 624:
            raise ValueError('invalid state')
        _random.setstate(self._state, words)
        self.gauss_next = gauss_next

    def random(self):
        return _random.random(self._state)

    def getrandbits(self, k):
        if _version < (3, 9) and k <= 0:
            raise ValueError('number of bits must be greater than zero')
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        return _random.getrandbits(self._state, k)

    def _randbelow(self, n):
        bits = n.bit_length()
        while n:
            number = self.getrandbits(bits)
            if number < n:
                return number
        return 0

    def __init_subclass__(cls, /, **kwargs):
        # The method that was written last is asked.
        for base in cls.__mro__:
            if '_randbelow' in base.__dict__ or 'getrandbits' in base.__dict__:
                break
            if 'random' in base.__dict__:
                cls._randbelow = _below_by_random
                return
        if 'getrandbits' in cls.__dict__ and '_randbelow' not in cls.__dict__:
            cls._randbelow = Random._randbelow

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            if step != 1 and _version >= (3, 10):
                raise TypeError('Missing a non-None stop argument')
            if start > 0:
                return self._randbelow(start)
            raise ValueError('empty range for randrange()')
        if step == 0:
            raise ValueError('zero step for randrange()')
        # How many numbers there are: the last step may be shorter.
        numbers = -((start - stop) // step)
        if numbers <= 0:
            raise _empty(start, stop, step)
        return start + step * self._randbelow(numbers)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq) and not (3, 9) <= _version < (3, 11):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._randbelow(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset)) and _version < (3, 11):
            population = tuple(population)
        if not _is_sequence(population):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).' if _version >= (3, 9)
                            else 'Population must be a sequence or set.  For dicts, use list(d).')
        if counts is not None:
            return self._sample_counted(population, k, list(_accumulate(counts)))
        size = len(population)
        if not 0 <= k <= size:
            raise ValueError('Sample larger than population or is negative')
        # A set of k indices is about as big as this many places of a list.
        places = 21 if k <= 5 else 21 + 4 ** _ceil(_log(k * 3, 4))
        if size > places:
            return [population[index] for index in self._distinct(size, k)]
        left = list(population)
        taken = []
        for last in range(size - 1, size - 1 - k, -1):
            index = self._randbelow(last + 1)
            taken.append(left[index])
            left[index] = left[last]
        return taken

    def _distinct(self, size, k):
        """Indices, in the order of their numbers: one that comes again is drawn anew."""
        chosen = {}
        while len(chosen) < k:
            chosen.setdefault(self._randbelow(size))
        return chosen

    def _sample_counted(self, population, k, sums):
        if len(sums) != len(population):
            raise ValueError('The number of counts does not match the population')
        total = sums.pop()
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        if total <= 0:
            raise ValueError('Total of counts must be greater than zero')
        return [population[_bisect(sums, index)] for index in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        size = len(population)
        if weights is None and cum_weights is None:
            size += 0.0
            return [population[_floor(self.random() * size)] for _ in range(k)]
        if cum_weights is None:
            if isinstance(weights, int) and _version >= (3, 9):
                raise TypeError('The number of choices must be a keyword argument: k=%r' % weights)
            cum_weights = list(_accumulate(weights))
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != size:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0 and _version >= (3, 9):
            raise ValueError('Total of weights must be greater than zero')
        if not _isfinite(total) and _version >= (3, 10):
            raise ValueError('Total of weights must be finite')
        return [population[_bisect(cum_weights, self.random() * total, 0, size - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        number = self.random()
        if low == high and mode is not None:
            return low
        middle = 0.5 if mode is None else (mode - low) / (high - low)
        if number <= middle:
            return low + (high - low) * _sqrt(number * middle)
        # The other side, from its end.
        return high + (low - high) * _sqrt((1.0 - number) * (1.0 - middle))

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            x2pi = self.random() * TWOPI
            g2rad = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(x2pi) * g2rad
            self.gauss_next = _sin(x2pi) * g2rad
        return mu + z * sigma

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha > 1.0:
            # R. C. H. Cheng, The generation of Gamma variables with non-integral shape parameters, 1977.
            spread = _sqrt(2.0 * alpha - 1.0)
            while True:
                first = self.random()
                if first <= 1e-7 or first >= 0.9999999:
                    continue
                accepted = first * first * (1.0 - self.random())
                step = _log(first / (1.0 - first)) / spread
                drawn = alpha * _exp(step)
                height = alpha - LOG4 + (alpha + spread) * step - drawn
                # The first is true more often, and quicker.
                if height + SG_MAGICCONST - 4.5 * accepted >= 0.0 or height >= _log(accepted):
                    return drawn * beta
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        b = (_e + alpha) / _e
        while True:
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            u = self.random()
            if u <= (x ** (alpha - 1.0) if p > 1.0 else _exp(-x)):
                return x * beta

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return _exp(self.normalvariate(mu, sigma))

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return TWOPI * self.random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        angle = _acos((q + z) / (1.0 + q * z))
        return (mu + angle if self.random() > 0.5 else mu - angle) % TWOPI


def _below_by_random(self, n):
    """For classes that have a `random` of their own: numbers of 53 bits, up to the last multiple of n."""
    multiple = 2 ** BPF - 2 ** BPF % n
    while True:
        number = self.random()
        if number < multiple / 2 ** BPF:
            return _floor(number * 2 ** BPF) % n


class SystemRandom(Random):
    def seed(self, *args, **kwds):
        _random.seed(self._state, _random.fresh())

    def getstate(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')

    setstate = getstate


_inst = Random()
for _name in (
        'seed random uniform triangular randint choice randrange sample shuffle choices normalvariate gauss '
        'expovariate betavariate lognormvariate paretovariate weibullvariate vonmisesvariate gammavariate getstate '
        'setstate getrandbits').split() + ['randbytes'] * (_version >= (3, 9)):
    globals()[_name] = getattr(_inst, _name)
del _name
