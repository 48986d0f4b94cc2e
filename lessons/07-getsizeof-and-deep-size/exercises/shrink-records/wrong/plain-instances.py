class Row:
    def __init__(self, city, kind, visits):
        self.city, self.kind, self.visits = city, kind, visits


def store(rows):
    texts = {}
    kept = []
    for row in rows:
        city = texts.setdefault(row['city'], row['city'])
        kind = texts.setdefault(row['kind'], row['kind'])
        kept.append(Row(city, kind, row['visits']))
    return kept


def get(stored, i):
    row = stored[i]
    return {'city': row.city, 'kind': row.kind, 'visits': row.visits}
