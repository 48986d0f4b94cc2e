# Classes that types.new_class makes: with a metaclass, keywords, a body, and bases that give others.
import types


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases, **keywords):
        print('prepare', name, bases, keywords)
        return {'prepared': True}

    def __new__(cls, name, bases, namespace, **keywords):
        print('new', name, sorted(keywords))
        return super().__new__(cls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)


def fill(namespace):
    namespace['x'] = 1


made = types.new_class('Made', (), {'metaclass': Meta, 'k': 1}, fill)
print(made.__name__, type(made), made.x, made.prepared)


class Gives:
    def __init__(self, *entries):
        self.entries = entries

    def __mro_entries__(self, bases):
        return self.entries


given = (Gives(int), Gives())
other = types.new_class('Other', given)
print(other.__bases__, other.__orig_bases__ is given)
print(types.resolve_bases((int,)), types.resolve_bases((Gives(str, int), dict)))
print(types.prepare_class('P', (made,), {'k': 2}))
plain = types.new_class('Plain')
print(plain.__bases__, plain.__mro__, hasattr(plain, '__orig_bases__'))


class Other(type):
    pass


try:
    types.new_class('Both', (made,), {'metaclass': Other})
except TypeError as error:
    print(str(error).split(':')[0])
