import gc

cause = 'it counts objects, not bytes'


def knob():
    gc.freeze()
