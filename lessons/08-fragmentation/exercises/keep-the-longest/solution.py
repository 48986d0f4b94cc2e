def longest(text):
    words = text.split()
    words.sort(key=len, reverse=True)
    kept = ' '.join(words[:50])
    del words
    return kept.split()
