def change_all(texts, change):
    for i, text in enumerate(texts[:]):
        texts[i] = change(text)
