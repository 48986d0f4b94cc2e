words = []


def longest(text):
    words.extend(text.split())
    words.sort(key=len, reverse=True)
    return words[:50]
