import gc

cause = 'it counts objects, not bytes'


def knob():
    gc.set_threshold(100)
