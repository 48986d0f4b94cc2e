/*
 * Native functions that get their arguments in a tuple and a dict (`METH_VARARGS`), as `module.name` or `type.name`:
 * what `ml_flags` says (tools/oracle/method_flags.py). Others get them as an array, and in 3.13 those that take any
 * number (`set.update`) make a tuple of it. Each version states what changed.
 */

const names = (owner: string, list: string): string[] =>
  list.split(' ').map((name) => `${owner}.${name}`);

const change = (older: ReadonlySet<string>, gone: string[], came: string[] = []) =>
  new Set([...[...older].filter((name) => !gone.includes(name)), ...came]);

export const packed3_8: ReadonlySet<string> = new Set([
  ...names('_functools', 'reduce'),
  ...names('_weakref', 'proxy'),
  ...names('async_generator', 'athrow'),
  ...names('atexit', 'register'),
  ...names('builtins', '__import__ __new__ dir max min vars'),
  ...names('bytearray', 'count endswith find index rfind rindex startswith'),
  ...names('bytes', 'count endswith find index rfind rindex startswith'),
  ...names('collections.OrderedDict', 'update'),
  ...names('coroutine', 'throw'),
  ...names('dict', 'update'),
  ...names('frozenset', 'difference intersection union'),
  ...names('functools._lru_cache_wrapper', '__copy__ __deepcopy__'),
  ...names('gc', 'get_referents get_referrers set_threshold'),
  ...names('generator', 'throw'),
  ...names('int', '__round__'),
  ...names('mappingproxy', 'get'),
  ...names('math', 'log'),
  ...names('memoryview', '__exit__ cast tobytes'),
  ...names('object', '__subclasshook__'),
  ...names('range', '__reduce__'),
  ...names('set', 'difference difference_update intersection intersection_update union update'),
  ...names('str', 'count endswith find format index rfind rindex startswith'),
  ...names('sys', 'getsizeof set_asyncgen_hooks'),
  ...names('time', 'ctime gmtime localtime'),
]);

export const packed3_9 = change(packed3_8, [...names('mappingproxy', 'get')]);

export const packed3_10 = change(
  packed3_9,
  [...names('int', '__round__'), ...names('memoryview', 'cast tobytes')],
  [...names('async_generator_asend', 'throw'), ...names('async_generator_athrow', 'throw')],
);

export const packed3_11 = change(
  packed3_10,
  [
    ...names('_weakref', 'proxy'),
    ...names('async_generator_asend', 'throw'),
    ...names('async_generator_athrow', 'throw'),
    ...names('builtins', '__import__'),
    ...names('coroutine', 'throw'),
    ...names('generator', 'throw'),
  ],
  [...names('BaseExceptionGroup', 'derive split subgroup')],
);

export const packed3_12 = change(packed3_11, [
  ...names('builtins', 'dir vars'),
  ...names('math', 'log'),
]);

export const packed3_13 = change(
  packed3_12,
  [
    ...names('BaseExceptionGroup', 'derive split subgroup'),
    ...names('builtins', 'max min'),
    ...names('bytearray', 'count endswith find index rfind rindex startswith'),
    ...names('bytes', 'count endswith find index rfind rindex startswith'),
    ...names('object', '__subclasshook__'),
    ...names('range', '__reduce__'),
    ...names('str', 'count endswith find index rfind rindex startswith'),
  ],
  [...names('builtins', 'dir vars')],
);

export const packed3_14 = change(packed3_13, [
  ...names('_functools', 'reduce'),
  ...names('frozenset', 'difference intersection union'),
  ...names('set', 'difference difference_update intersection intersection_update union update'),
]);

export const packed3_15 = change(packed3_14, names('builtins', '__new__'));
