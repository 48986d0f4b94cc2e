def store(rows):
    texts = {}
    kept = []
    for row in rows:
        city = texts.setdefault(row['city'], row['city'])
        kind = texts.setdefault(row['kind'], row['kind'])
        kept.append((city, kind, row['visits']))
    return kept


def get(stored, i):
    city, kind, visits = stored[i]
    return {'city': city, 'kind': kind, 'visits': visits}
