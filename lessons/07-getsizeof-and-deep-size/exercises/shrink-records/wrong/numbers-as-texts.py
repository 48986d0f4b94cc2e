def store(rows):
    return '\n'.join(f'{row["city"]},{row["kind"]},{row["visits"]}' for row in rows)


def get(stored, i):
    city, kind, visits = stored.split('\n')[i].split(',')
    return {'city': city, 'kind': kind, 'visits': visits}
