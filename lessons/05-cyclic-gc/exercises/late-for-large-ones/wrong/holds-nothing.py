import gc

cause = 'somebody holds them'


def knob():
    gc.set_threshold(100)
