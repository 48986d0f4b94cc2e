def change_all(texts, change):
    changed = []
    while texts:
        changed.append(change(texts.pop(0)))
    texts = changed
