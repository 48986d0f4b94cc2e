def in_a_child(work):
    return work()
