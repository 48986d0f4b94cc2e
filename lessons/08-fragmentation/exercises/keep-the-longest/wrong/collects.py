import gc


def longest(text):
    words = text.split()
    words.sort(key=len, reverse=True)
    kept = words[:50]
    del words
    gc.collect()
    return kept
