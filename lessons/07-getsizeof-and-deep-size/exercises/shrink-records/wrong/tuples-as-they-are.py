def store(rows):
    return [(row['city'], row['kind'], row['visits']) for row in rows]


def get(stored, i):
    city, kind, visits = stored[i]
    return {'city': city, 'kind': kind, 'visits': visits}
