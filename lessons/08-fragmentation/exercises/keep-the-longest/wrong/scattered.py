def longest(text):
    words = text.split()
    words.sort(key=len, reverse=True)
    return words[:50]
