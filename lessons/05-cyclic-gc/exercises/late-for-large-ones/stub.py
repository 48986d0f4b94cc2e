import gc

cause = ''


def knob():
    pass
