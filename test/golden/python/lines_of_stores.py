# What each line of a statement or comprehension allocates.
import tracemalloc

tracemalloc.start(3)
v = {
    i
    :
    [i]
    for i in
    range(300, 354)
}
w = {
    (i,
     2)
    for i in
    range(300, 340)
}
x = [
    i
    for i in
    range(300, 350)
    if
    i
]
y1 = (
    5
)
y2 = 'a'
y3 = (
    [
    ]
)
y4 = None
for y5 in (
    1, 2
):
    y6 = y7 = (
        y2
    ) = 7


def f():
    global \
        y9, y10, y11, y12, y13, y14, y15, y16, y17, y18, y19, y20, y21, y22
    y9 = 1
    y10 = 1
    y11 = 1
    y12 = y13 = y14 = 2
    y15 = y16 = (
        y17
    ) = 5
    y18 = 1
    y19 = 1
    y20 = 1
    y21 = 1
    y22 = 1


f()
s = tracemalloc.take_snapshot()
tracemalloc.stop()
own = s.filter_traces([tracemalloc.Filter(True, __file__)])
for row in sorted((t.traceback[-1].lineno, t.size, t.count) for t in own.statistics('lineno')):
    # The call of f, on line 60, may need a frame.
    if row[0] < 60:
        print(row)
