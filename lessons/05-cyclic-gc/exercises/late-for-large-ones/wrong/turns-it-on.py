import gc

cause = 'the collector is off'


def knob():
    gc.enable()
