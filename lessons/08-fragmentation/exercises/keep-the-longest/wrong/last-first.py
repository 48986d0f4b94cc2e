def longest(text):
    words = text.split()
    words.sort(key=len)
    kept = ' '.join(words[-50:][::-1])
    del words
    return kept.split()
