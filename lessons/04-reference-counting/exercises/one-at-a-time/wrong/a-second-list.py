def change_all(texts, change):
    texts[:] = [change(text) for text in texts]
