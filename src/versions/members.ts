/*
 * Attributes of built-in types that are members (`tp_members`), as `type.name`. Other computed attributes are
 * `getset_descriptor`s. Each version states what changed.
 */

const names = (type: string, list: string): string[] =>
  list.split(' ').map((name) => `${type}.${name}`);

const unicode = ['UnicodeDecodeError', 'UnicodeEncodeError', 'UnicodeTranslateError'];
const descriptors = ['classmethod_descriptor', 'getset_descriptor', 'member_descriptor'].concat(
  'method_descriptor',
  'wrapper_descriptor',
);

export const members3_8: ReadonlySet<string> = new Set([
  'BaseException.__suppress_context__',
  ...names('ImportError', 'msg name path'),
  ...names('OSError', 'errno filename filename2 strerror'),
  'StopIteration.value',
  ...names('SyntaxError', 'filename lineno msg offset print_file_and_line text'),
  'SystemExit.code',
  ...unicode.flatMap((type) => names(type, 'encoding end object reason start')),
  'builtin_function_or_method.__module__',
  'classmethod.__func__',
  'staticmethod.__func__',
  ...descriptors.flatMap((type) => names(type, '__name__ __objclass__')),
  ...names('code', 'co_argcount co_consts co_filename co_firstlineno co_flags co_kwonlyargcount'),
  ...names('code', 'co_name co_names co_nlocals co_posonlyargcount co_stacksize'),
  ...names('code', 'co_cellvars co_code co_freevars co_lnotab co_varnames'),
  ...names('complex', 'imag real'),
  ...names('coroutine', 'cr_code cr_frame cr_origin cr_running'),
  ...names('generator', 'gi_code gi_frame gi_running'),
  'collections.defaultdict.default_factory',
  ...names('frame', 'f_back f_builtins f_code f_globals f_lasti f_trace_lines f_trace_opcodes'),
  ...names('function', '__closure__ __doc__ __globals__ __module__'),
  'method-wrapper.__self__',
  ...names('method', '__func__ __self__'),
  'module.__dict__',
  ...names('functools.partial', 'args func keywords'),
  ...names('property', '__doc__ fdel fget fset'),
  ...names('range', 'start step stop'),
  ...names('slice', 'start step stop'),
  ...names('super', '__self__ __self_class__ __thisclass__'),
  ...names('traceback', 'tb_frame tb_lasti tb_lineno'),
  ...names('type', '__base__ __basicsize__ __dictoffset__ __flags__ __itemsize__ __mro__'),
  'type.__weakrefoffset__',
  'weakref.__callback__',
]);

const changed = (
  older: ReadonlySet<string>,
  added: string[],
  gone: string[],
): ReadonlySet<string> => new Set([...older, ...added].filter((name) => !gone.includes(name)));

export const members3_10 = changed(
  members3_8,
  [
    ...names('AttributeError', 'name obj'),
    'NameError.name',
    ...names('SyntaxError', 'end_lineno end_offset'),
    'classmethod.__wrapped__',
    'staticmethod.__wrapped__',
    'code.co_linetable',
    'function.__builtins__',
  ],
  ['code.co_lnotab', 'coroutine.cr_running', 'frame.f_lasti', 'generator.gi_running'],
);

export const members3_11 = changed(members3_10, names('code', 'co_exceptiontable co_qualname'), [
  ...names('code', 'co_cellvars co_code co_freevars co_varnames'),
  'coroutine.cr_frame',
  'generator.gi_frame',
  ...names('frame', 'f_back f_builtins f_code f_globals'),
  'traceback.tb_lineno',
]);

export const members3_12 = changed(
  members3_11,
  ['ImportError.name_from'],
  ['coroutine.cr_code', 'generator.gi_code', 'frame.f_trace_opcodes', 'type.__mro__'],
);

export const members3_14 = changed(
  members3_12,
  ['SyntaxError._metadata'],
  names('function', '__doc__ __module__'),
);
