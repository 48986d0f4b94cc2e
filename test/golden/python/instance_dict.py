# What the collector sees of an instance whose __dict__ was taken, by version.
import gc

gc.disable()
for source in (
    "x = P()\nd = x.__dict__\nd[21] = x",
    "x = P()\nd = x.__dict__\nd['a'] = x",
    "x = P()\nx.q = []\nd = x.__dict__\nd[21] = x",
    "x = P()\nx.q = x\nd = x.__dict__\nd.clear()\nd['r'] = x",
    "x = P()\nfor i in range(40):\n    setattr(x, 'a%d' % i, x)\nd = x.__dict__",
):
    class P:
        pass
    gc.collect()
    names = {'P': P}
    exec(source, names)
    x, d = names['x'], names['d']
    print(sorted({type(o).__name__ for o in gc.get_referents(x)}), len(gc.get_referents(d)))
    names.clear()
    del x, d
    print(gc.collect())
