def store(rows):
    texts = {}
    kept = []
    for row in rows:
        city = texts.setdefault(row['city'], row['city'])
        kind = texts.setdefault(row['kind'], row['kind'])
        kept.append({'city': city, 'kind': kind, 'visits': row['visits']})
    return kept


def get(stored, i):
    return dict(stored[i])
