# Formats of all three kinds that are wrong.


def show(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


show(
    lambda: '%d' % 'a', lambda: '%d %d' % (1,), lambda: '%d' % (1, 2), lambda: '%z' % 1, lambda: '%' % 1,
    lambda: '%(a)s' % 5, lambda: '%(a)s' % {}, lambda: '%(a' % {}, lambda: '%c' % 'ab', lambda: '%c' % 1.5,
    lambda: '%c' % -1, lambda: '%x' % 1.5, lambda: '%o' % '1', lambda: '%f' % 'a', lambda: '%*d' % ('a', 1),
    lambda: '%.*f' % (2, 3.14159), lambda: '{}'.format(), lambda: '{0} {}'.format(1), lambda: '{} {0}'.format(1),
    lambda: '{a}'.format(), lambda: '{'.format(), lambda: '}'.format(), lambda: '{0.x}'.format(5),
    lambda: '{0[x]}'.format([1]), lambda: '{0[5]}'.format([1]), lambda: '{!z}'.format(1), lambda: '{:z}'.format(1),
    lambda: '{:d}'.format('a'), lambda: '{:d}'.format(1.5), lambda: '{:s}'.format(1), lambda: '{:,s}'.format('a'),
    lambda: '{:=5}'.format('a'), lambda: '{:.3d}'.format(5), lambda: '{:c}'.format(-1), lambda: '{:c}'.format('a'),
    lambda: '{:+s}'.format('a'), lambda: '{:5}'.format(None), lambda: '{:5}'.format([]),
    lambda: format(object(), 'x'), lambda: format(5, 5), lambda: format(1.5, 'q'), lambda: format(5, '_,'),
    lambda: format(5, ',_'), lambda: format('a', '^'), lambda: format('a', '10.2'), lambda: format(3, '#'),
    lambda: format(1, '99999999999999999999'), lambda: '{:{}}'.format(5, 'z'), lambda: f'{5:q}', lambda: f"{'a':d}",
    lambda: '{[}'.format(1), lambda: '{0[]}'.format([1]), lambda: '{.}'.format(1), lambda: '%s %s' % [1, 2],
    lambda: '%s' % (), lambda: 'a' % 1, lambda: 'a' % (1,), lambda: 'a' % {}, lambda: 'a' % [], lambda: '%i' % None,
    lambda: format(1j, 'd'), lambda: format(1j, '=10'), lambda: format(True, 'd'), lambda: format(1, 's'),
)
