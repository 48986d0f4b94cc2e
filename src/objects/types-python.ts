import { TEE_VALUES } from '../versions/structs-python';
import { Kind, type TypeSpec } from './type-spec';

/*
 * The types of what only programs make: exceptions, tracebacks, descriptors, iterators, views, and
 * what modules bring.
 */

const EXCEPTION_FIELDS = ['dict', 'args', 'notes', 'traceback', 'context', 'cause'];

function exception(
  name: string,
  base: string,
  struct = 'PyBaseExceptionObject',
  own: string[] = [],
): TypeSpec {
  const owned = [...own, ...EXCEPTION_FIELDS];
  return { name, kind: Kind.FIELDS, struct, gc: true, owned, base, dict: 'dict' };
}

const NAMED: Readonly<Record<string, readonly [struct: string, own: string[]]>> = {
  StopIteration: ['PyStopIterationObject', ['value']],
  BaseExceptionGroup: ['PyBaseExceptionGroupObject', ['msg', 'excs']],
  SystemExit: ['PySystemExitObject', ['code']],
  OSError: ['PyOSErrorObject', ['myerrno', 'strerror', 'filename', 'filename2']],
  ImportError: ['PyImportErrorObject', ['msg', 'name', 'path', 'name_from']],
  SyntaxError: [
    'PySyntaxErrorObject',
    [
      'msg',
      'filename',
      'lineno',
      'offset',
      'end_lineno',
      'end_offset',
      'text',
      'print_file_and_line',
      'metadata',
    ],
  ],
  UnicodeError: ['PyUnicodeErrorObject', ['encoding', 'object', 'reason']],
  NameError: ['PyNameErrorObject', ['name']],
  AttributeError: ['PyAttributeErrorObject', ['obj', 'name']],
};

/** Exceptions that old versions lack: `Behaviour.added` says which have them. */
export const LATER_EXCEPTIONS: readonly string[] = [
  'EncodingWarning',
  'BaseExceptionGroup',
  'ExceptionGroup',
  'PythonFinalizationError',
];

/** Built-in exceptions by their base (Objects/exceptions.c). */
export const EXCEPTIONS: readonly (readonly [base: string, names: readonly string[]])[] = [
  [
    'BaseException',
    ['SystemExit', 'KeyboardInterrupt', 'GeneratorExit', 'BaseExceptionGroup', 'Exception'],
  ],
  ['BaseExceptionGroup', ['ExceptionGroup']],
  [
    'Exception',
    [
      'StopIteration',
      'StopAsyncIteration',
      'ArithmeticError',
      'AssertionError',
      'AttributeError',
      'BufferError',
      'EOFError',
      'ImportError',
      'LookupError',
      'MemoryError',
      'NameError',
      'OSError',
      'ReferenceError',
      'RuntimeError',
      'SyntaxError',
      'SystemError',
      'TypeError',
      'ValueError',
      'Warning',
    ],
  ],
  ['ArithmeticError', ['FloatingPointError', 'OverflowError', 'ZeroDivisionError']],
  ['ImportError', ['ModuleNotFoundError']],
  ['LookupError', ['IndexError', 'KeyError']],
  ['NameError', ['UnboundLocalError']],
  [
    'OSError',
    [
      'BlockingIOError',
      'ChildProcessError',
      'ConnectionError',
      'FileExistsError',
      'FileNotFoundError',
      'InterruptedError',
      'IsADirectoryError',
      'NotADirectoryError',
      'PermissionError',
      'ProcessLookupError',
      'TimeoutError',
    ],
  ],
  [
    'ConnectionError',
    ['BrokenPipeError', 'ConnectionAbortedError', 'ConnectionRefusedError', 'ConnectionResetError'],
  ],
  ['RuntimeError', ['NotImplementedError', 'RecursionError', 'PythonFinalizationError']],
  ['SyntaxError', ['IndentationError']],
  ['IndentationError', ['TabError']],
  ['ValueError', ['UnicodeError']],
  ['UnicodeError', ['UnicodeDecodeError', 'UnicodeEncodeError', 'UnicodeTranslateError']],
  [
    'Warning',
    [
      'BytesWarning',
      'DeprecationWarning',
      'EncodingWarning',
      'FutureWarning',
      'ImportWarning',
      'PendingDeprecationWarning',
      'ResourceWarning',
      'RuntimeWarning',
      'SyntaxWarning',
      'UnicodeWarning',
      'UserWarning',
    ],
  ],
];

function exceptionTypes(): TypeSpec[] {
  const types = [exception('BaseException', 'object')];
  const shapes = new Map<string, readonly [string, string[]]>();
  for (const [base, names] of EXCEPTIONS) {
    for (const name of names) {
      const shape = NAMED[name] ?? shapes.get(base);
      if (shape) shapes.set(name, shape);
      types.push(exception(name, base, shape?.[0], shape?.[1]));
    }
  }
  return types;
}

function fields(
  name: string,
  struct: string,
  owned: readonly string[],
  more: Partial<TypeSpec> = {},
): TypeSpec {
  return { name, kind: Kind.FIELDS, struct, gc: true, owned, ...more };
}

export const PYTHON_TYPES: readonly TypeSpec[] = [
  ...exceptionTypes(),
  fields('traceback', 'PyTracebackObject', ['tb_next', 'tb_frame']),
  fields('property', 'propertyobject', [
    'prop_get',
    'prop_set',
    'prop_del',
    'prop_doc',
    'prop_name',
  ]),
  fields('classmethod', 'classmethod', ['cm_callable', 'cm_dict'], { dict: 'cm_dict' }),
  fields('staticmethod', 'classmethod', ['cm_callable', 'cm_dict'], { dict: 'cm_dict' }),
  fields('_collections._tuplegetter', '_tuplegetterobject', ['doc']),
  fields('super', 'superobject', ['obj', 'type', 'obj_type']),
  fields('mappingproxy', 'mappingproxyobject', ['mapping']),
  fields('method_descriptor', 'PyMethodDescrObject', ['d_type', 'd_name', 'd_qualname'], {
    visits: ['d_type'],
  }),
  fields('classmethod_descriptor', 'PyMethodDescrObject', ['d_type', 'd_name', 'd_qualname'], {
    visits: ['d_type'],
  }),
  fields('wrapper_descriptor', 'PyWrapperDescrObject', ['d_type', 'd_name', 'd_qualname'], {
    visits: ['d_type'],
  }),
  fields('method-wrapper', 'wrapperobject', ['descr', 'self']),
  fields('enumerate', 'enumobject', ['en_sit', 'en_result', 'en_longindex', 'one']),
  fields('reversed', 'reversedobject', ['seq']),
  fields('map', 'mapobject', ['iters', 'func']),
  fields('filter', 'filterobject', ['func', 'it']),
  fields('zip', 'zipobject', ['ittuple', 'result']),
  fields('iterator', 'seqiterobject', ['it_seq']),
  fields('callable_iterator', 'calliterobject', ['it_callable', 'it_sentinel']),
  fields('list_reverseiterator', 'listiterobject', ['it_seq']),
  fields('bytes_iterator', 'listiterobject', ['it_seq']),
  fields('bytearray_iterator', 'listiterobject', ['it_seq']),
  fields('dict_valueiterator', 'dictiterobject', ['di_dict', 'di_result']),
  fields('dict_itemiterator', 'dictiterobject', ['di_dict', 'di_result']),
  fields('dict_reversekeyiterator', 'dictiterobject', ['di_dict', 'di_result']),
  fields('dict_reversevalueiterator', 'dictiterobject', ['di_dict', 'di_result']),
  fields('dict_reverseitemiterator', 'dictiterobject', ['di_dict', 'di_result']),
  fields('dict_keys', '_PyDictViewObject', ['dv_dict']),
  fields('dict_values', '_PyDictViewObject', ['dv_dict']),
  fields('dict_items', '_PyDictViewObject', ['dv_dict']),
  fields('coroutine', 'PyCoroObject', ['gi_frame', 'gi_code', 'gi_name', 'gi_qualname'], {
    kind: 11 as TypeSpec['kind'],
    visits: ['gi_frame', 'gi_code', 'gi_name', 'gi_qualname'],
    weaklist: 'gi_weakreflist',
  }),
  fields(
    'async_generator',
    'PyAsyncGenObject',
    ['gi_origin_or_finalizer', 'gi_frame', 'gi_code', 'gi_name', 'gi_qualname'],
    {
      kind: 11 as TypeSpec['kind'],
      visits: ['gi_frame', 'gi_code', 'gi_name', 'gi_qualname', 'gi_origin_or_finalizer'],
      weaklist: 'gi_weakreflist',
    },
  ),
  fields('async_generator_asend', 'PyAsyncGenASend', ['ags_gen', 'ags_sendval']),
  fields('async_generator_athrow', 'PyAsyncGenAThrow', ['agt_gen', 'agt_args']),
  fields('async_generator_wrapped_value', '_PyAsyncGenWrappedValue', ['agw_val']),
  fields('weakproxy', 'PyWeakReference', [], { kind: 10 as TypeSpec['kind'], base: 'weakref' }),
  fields('weakcallableproxy', 'PyWeakReference', [], {
    kind: 10 as TypeSpec['kind'],
    base: 'weakref',
  }),
  fields('types.SimpleNamespace', '_PyNamespaceObject', ['ns_dict'], { dict: 'ns_dict' }),
  fields('_io.BytesIO', 'bytesio', ['buf', 'dict'], { weaklist: 'weakreflist', dict: 'dict' }),
  fields('_io.StringIO', 'stringio', ['small', 'readnl', 'writenl', 'dict'], {
    buffers: ['buf'],
    weaklist: 'weakreflist',
    dict: 'dict',
  }),
  fields('functools.partial', 'partialobject', ['fn', 'args', 'kw', 'dict'], {
    weaklist: 'weakreflist',
    dict: 'dict',
  }),
  {
    name: 'functools._lru_cache_wrapper',
    kind: 17 as TypeSpec['kind'],
    struct: 'lru_cache_object',
    gc: true,
    owned: ['cache', 'func', 'kwd_mark', 'lru_list_elem_type', 'cache_info_type', 'dict'],
    weaklist: 'weakreflist',
    dict: 'dict',
  },
  {
    name: 'functools._lru_list_elem',
    kind: Kind.FIELDS,
    struct: 'lru_list_elem',
    owned: ['key', 'result'],
  },
  {
    name: 'collections.deque',
    kind: 15 as TypeSpec['kind'],
    struct: 'dequeobject',
    gc: true,
    weaklist: 'weakreflist',
  },
  fields('_collections._deque_iterator', 'dequeiterobject', ['deque']),
  {
    name: 'collections.defaultdict',
    kind: Kind.DICT,
    struct: 'defdictobject',
    gc: true,
    base: 'dict',
    owned: ['default_factory'],
    flags: 1 << 29,
  },
  {
    name: 'collections.OrderedDict',
    kind: Kind.DICT,
    struct: 'odictobject',
    gc: true,
    base: 'dict',
    weaklist: 'od_weakreflist',
    dict: 'od_inst_dict',
    flags: 1 << 29,
  },
  fields('memoryview', 'memoryobject', ['mbuf'], { weaklist: 'view14' }),
  fields('managedbuffer', 'managedbuffer', ['obj']),
  fields('odict_iterator', 'odictiter', ['di_odict', 'di_result', 'di_current']),
  fields('odict_keys', '_PyDictViewObject', ['dv_dict'], { base: 'dict_keys' }),
  fields('odict_values', '_PyDictViewObject', ['dv_dict'], { base: 'dict_values' }),
  fields('odict_items', '_PyDictViewObject', ['dv_dict'], { base: 'dict_items' }),
  {
    name: 'array.array',
    kind: 16 as TypeSpec['kind'],
    struct: 'arrayobject',
    weaklist: 'weakreflist',
  },
  fields('array.arrayiterator', 'arrayiterobject', ['ao']),
  fields('memory_iterator', 'memoryiterobject', ['it_seq']),
  fields('itertools.count', 'countobject', ['long_cnt', 'long_step']),
  fields('itertools.cycle', 'cycleobject', ['it', 'saved']),
  fields('itertools.repeat', 'repeatobject', ['element']),
  fields('itertools.chain', 'chainobject', ['active', 'source']),
  fields('itertools.islice', 'isliceobject', ['it']),
  fields('itertools.takewhile', 'takewhileobject', ['func', 'it'], { visits: ['it', 'func'] }),
  fields('itertools.dropwhile', 'takewhileobject', ['func', 'it'], { visits: ['it', 'func'] }),
  fields('itertools.filterfalse', 'filterobject', ['func', 'it'], { visits: ['it', 'func'] }),
  fields('itertools.starmap', 'starmapobject', ['func', 'it'], { visits: ['it', 'func'] }),
  fields('itertools.accumulate', 'accumulateobject', ['binop', 'total', 'it', 'initial'], {
    visits: ['binop', 'it', 'total', 'initial'],
  }),
  fields('itertools.zip_longest', 'zip_longestobject', ['ittuple', 'result', 'fillvalue']),
  fields('itertools.product', 'productobject', ['pools', 'result'], { buffers: ['indices'] }),
  fields('itertools.permutations', 'permutationsobject', ['pool', 'result'], {
    buffers: ['indices', 'cycles'],
  }),
  fields('itertools.combinations', 'combinationsobject', ['pool', 'result'], {
    buffers: ['indices'],
  }),
  fields('itertools.combinations_with_replacement', 'combinationsobject', ['pool', 'result'], {
    buffers: ['indices'],
  }),
  fields('itertools.compress', 'compressobject', ['data', 'selectors']),
  fields('itertools.groupby', 'groupbyobject', ['it', 'keyfunc', 'tgtkey', 'currkey', 'currvalue']),
  fields('itertools._grouper', '_grouperobject', ['parent', 'tgtkey']),
  fields('itertools._tee', 'teeobject', ['dataobj'], { weaklist: 'weakreflist' }),
  fields('itertools._tee_dataobject', 'teedataobject', ['it', ...TEE_VALUES, 'nextlink']),
  fields('itertools.pairwise', 'pairwiseobject', ['it', 'old', 'result']),
  fields('itertools.batched', 'batchedobject', ['it']),
  fields('operator.itemgetter', 'itemgetterobject', ['item']),
  fields('operator.attrgetter', 'attrgetterobject', ['attr']),
  fields('operator.methodcaller', 'methodcallerobject', ['name', 'args', 'kwds']),
  fields('types.GenericAlias', 'gaobject', ['origin', 'args', 'parameters'], {
    weaklist: 'weakreflist',
  }),
  fields('types.UnionType', 'unionobject', ['args', 'parameters']),
  fields('functools.KeyWrapper', 'keyobject', ['cmp', 'object']),
  { name: 'heaplab.native', kind: Kind.ATOM, struct: 'simulated' },
];
