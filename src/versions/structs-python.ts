import { pointers } from './objects-base';
import type { FieldList, Structs } from './types';

/*
 * Structs of the objects that only programs make: exceptions, tracebacks, descriptors, iterators,
 * views. As 3.8 has them; the functions below state what later versions changed.
 * Sources: Include/cpython/pyerrors.h, Objects/{exceptions,descrobject,enumobject,iterobject}.c,
 * Python/{traceback,bltinmodule}.c, Modules/{_collectionsmodule,itertoolsmodule,_functoolsmodule}.c.
 */

/** What one link of `tee` holds. */
export const TEE_VALUES = Array.from({ length: 57 }, (_, i) => `value${i}`);

const exception: FieldList = [
  ...pointers('dict', 'args', 'traceback', 'context', 'cause'),
  ['suppress_context', 'u8'],
];

/** From 3.11 on exceptions can carry notes. */
const exceptionWithNotes: FieldList = [
  ...pointers('dict', 'args', 'notes', 'traceback', 'context', 'cause'),
  ['suppress_context', 'u8'],
];

function exceptions(base: FieldList, named: boolean): Structs {
  return {
    PyBaseExceptionObject: base,
    PyStopIterationObject: [...base, ...pointers('value')],
    PyBaseExceptionGroupObject: [...base, ...pointers('msg', 'excs')],
    PySystemExitObject: [...base, ...pointers('code')],
    PyOSErrorObject: [
      ...base,
      ...pointers('myerrno', 'strerror', 'filename', 'filename2'),
      ['written', 'i64'],
    ],
    PyImportErrorObject: [...base, ...pointers('msg', 'name', 'path')],
    PySyntaxErrorObject: [
      ...base,
      ...pointers('msg', 'filename', 'lineno', 'offset'),
      ...(named ? pointers('end_lineno', 'end_offset') : []),
      ...pointers('text', 'print_file_and_line'),
    ],
    PyUnicodeErrorObject: [
      ...base,
      ...pointers('encoding', 'object'),
      ['start', 'i64'],
      ['end', 'i64'],
      ['reason', 'pointer'],
    ],
    PyNameErrorObject: named ? [...base, ...pointers('name')] : base,
    PyAttributeErrorObject: named ? [...base, ...pointers('obj', 'name')] : base,
  };
}

const iterators: Structs = {
  enumobject: [['en_index', 'i64'], ...pointers('en_sit', 'en_result', 'en_longindex')],
  _tuplegetterobject: [
    ['index', 'i64'],
    ['doc', 'pointer'],
  ],
  reversedobject: [
    ['index', 'i64'],
    ['seq', 'pointer'],
  ],
  mapobject: pointers('iters', 'func'),
  filterobject: pointers('func', 'it'),
  zipobject: [['tuplesize', 'i64'], ...pointers('ittuple', 'result')],
  seqiterobject: [
    ['it_index', 'i64'],
    ['it_seq', 'pointer'],
  ],
  calliterobject: pointers('it_callable', 'it_sentinel'),
  countobject: [['cnt', 'i64'], ...pointers('long_cnt', 'long_step')],
  cycleobject: [...pointers('it', 'saved'), ['index', 'i64'], ['firstpass', 'i32']],
  repeatobject: [
    ['element', 'pointer'],
    ['cnt', 'i64'],
  ],
  chainobject: pointers('source', 'active'),
  isliceobject: [
    ['it', 'pointer'],
    ['next', 'i64'],
    ['stop', 'i64'],
    ['step', 'i64'],
    ['cnt', 'i64'],
  ],
  takewhileobject: [...pointers('func', 'it'), ['stop', 'i64']],
  accumulateobject: pointers('total', 'it', 'binop', 'initial'),
  starmapobject: pointers('func', 'it'),
  groupbyobject: pointers('it', 'keyfunc', 'tgtkey', 'currkey', 'currvalue', 'currgrouper'),
  productobject: [...pointers('pools', 'indices', 'result'), ['stopped', 'i64']],
  zip_longestobject: [
    ['tuplesize', 'i64'],
    ['numactive', 'i64'],
    ...pointers('ittuple', 'result', 'fillvalue'),
  ],
  permutationsobject: [
    ...pointers('pool', 'indices', 'cycles', 'result'),
    ['r', 'i64'],
    ['stopped', 'i64'],
  ],
  combinationsobject: [...pointers('pool', 'indices', 'result'), ['r', 'i64'], ['stopped', 'i64']],
  compressobject: pointers('data', 'selectors'),
  _grouperobject: pointers('parent', 'tgtkey'),
  teedataobject: [
    ['it', 'pointer'],
    ['numread', 'i32'],
    ['running', 'i32'],
    ...pointers('nextlink', ...TEE_VALUES),
  ],
  teeobject: [...pointers('dataobj'), ['index', 'i64'], ['weakreflist', 'pointer']],
  pairwiseobject: pointers('it', 'old'),
  batchedobject: [
    ['it', 'pointer'],
    ['batch_size', 'i64'],
  ],
  itemgetterobject: [
    ['nitems', 'i64'],
    ['item', 'pointer'],
    ['index', 'i64'],
  ],
  attrgetterobject: [
    ['nattrs', 'i64'],
    ['attr', 'pointer'],
  ],
  methodcallerobject: pointers('name', 'args', 'kwds'),
  dequeiterobject: [
    ['b', 'i64'],
    ['deque', 'pointer'],
    ['state', 'i64'],
    ['counter', 'i64'],
    ['index', 'i64'],
  ],
};

const lruListElem: FieldList = [
  ...pointers('prev', 'next'),
  ['hash', 'i64'],
  ...pointers('key', 'result'),
];

/** Its head is the root of the list of entries. */
const lruCache: FieldList = [
  ...lruListElem,
  ['wrapper', 'pointer'],
  ['typed', 'i32'],
  ['cache', 'pointer'],
  ['hits', 'i64'],
  ['func', 'pointer'],
  ['maxsize', 'i64'],
  ['misses', 'i64'],
];

const descriptors: Structs = {
  propertyobject: [
    ...pointers('prop_get', 'prop_set', 'prop_del', 'prop_doc'),
    ['getter_doc', 'i32'],
  ],
  classmethod: pointers('cm_callable', 'cm_dict'),
  superobject: pointers('type', 'obj', 'obj_type'),
  mappingproxyobject: pointers('mapping'),
  partialobject: pointers('fn', 'args', 'kw', 'dict', 'weakreflist', 'vectorcall'),
  _PyDictViewObject: pointers('dv_dict'),
  PyTracebackObject: [
    ...pointers('tb_next', 'tb_frame'),
    ['tb_lasti', 'i32'],
    ['tb_lineno', 'i32'],
  ],
  lru_list_elem: lruListElem,
  lru_cache_object: [...lruCache, ...pointers('cache_info_type', 'dict')],
  dequeobject: [
    ['ob_size', 'i64'],
    ...pointers('leftblock', 'rightblock'),
    ['leftindex', 'i64'],
    ['rightindex', 'i64'],
    ['state', 'u64'],
    ['maxlen', 'i64'],
    ['weakreflist', 'pointer'],
  ],
  defdictobject: [
    ['ma_used', 'i64'],
    ['ma_version_tag', 'u64'],
    ...pointers('ma_keys', 'ma_values', 'default_factory'),
  ],
  odictobject: [
    ['ma_used', 'i64'],
    ['ma_version_tag', 'u64'],
    ...pointers('ma_keys', 'ma_values', 'od_fast_nodes'),
    ['od_fast_nodes_size', 'i64'],
    ['od_resize_sentinel', 'pointer'],
    ['od_state', 'u64'],
    ...pointers('od_first', 'od_last', 'od_inst_dict', 'od_weakreflist'),
  ],
  /** `PyMemoryViewObject`, whose Py_buffer and arrays the simulator does not fill in. */
  memoryobject: [
    ['obj', 'pointer'],
    ['start', 'i64'],
    ['length', 'i64'],
    ['step', 'i64'],
    ['mbuf', 'pointer'],
    ['format', 'i64'],
    ['itemsize', 'i64'],
    ...pointers(...Array.from({ length: 12 }, (_, i) => `view${i + 3}`)),
  ],
  /** `_PyManagedBufferObject`, with its Py_buffer. */
  managedbuffer: [
    ['flags', 'i64'],
    ['exports', 'i64'],
    ...pointers('obj', ...Array.from({ length: 9 }, (_, i) => `master${i}`)),
  ],
  odictiter: [
    ['kind', 'i64'],
    ['di_odict', 'pointer'],
    ['di_size', 'i64'],
    ['di_state', 'u64'],
    ...pointers('di_result', 'di_current'),
  ],
  arrayobject: [
    ['ob_size', 'i64'],
    ['ob_item', 'pointer'],
    ['allocated', 'i64'],
    ...pointers('ob_descr', 'weakreflist'),
    ['ob_exports', 'i64'],
  ],
  arrayiterobject: [['index', 'i64'], ...pointers('ao', 'getitem')],
  memoryiterobject: [
    ['it_index', 'i64'],
    ['it_seq', 'pointer'],
    ['it_length', 'i64'],
    ['it_fmt', 'pointer'],
  ],
  gaobject: pointers('origin', 'args', 'parameters', 'weakreflist'),
  unionobject: pointers('args', 'parameters'),
  keyobject: pointers('cmp', 'object'),
  _PyNamespaceObject: pointers('ns_dict'),
  bytesio: [
    ['buf', 'pointer'],
    ['pos', 'i64'],
    ['string_size', 'i64'],
    ...pointers('dict', 'weakreflist'),
    ['exports', 'i64'],
  ],
  stringio: stringIO(pointers('large', 'small')),
  /** What the simulator implements itself: files, locks, the generator of random numbers. */
  simulated: pointers('state'),
};

/** `stringio`: what accumulates writes is a list, a writer of its own, or a pointer to one. */
function stringIO(accumulator: FieldList, last: FieldList = []): FieldList {
  return [
    ['buf', 'pointer'],
    ['pos', 'i64'],
    ['string_size', 'i64'],
    ['buf_size', 'i64'],
    ['state', 'i64'],
    ...accumulator,
    ['flags', 'i64'],
    ...pointers('decoder', 'readnl', 'writenl', 'dict', 'weakreflist'),
    ...last,
  ];
}

export const pythonStructs3_8: Structs = {
  ...exceptions(exception, false),
  ...iterators,
  ...descriptors,
};

/** Cached functions can be referred to weakly. */
export const pythonStructs3_9: Structs = {
  lru_cache_object: [...lruCache, ...pointers('cache_info_type', 'dict', 'weakreflist')],
};

/** Names in errors of names and attributes, `zip(strict=True)`, `enumerate` of large numbers. */
export const pythonStructs3_10: Structs = {
  ...exceptions(exception, true),
  propertyobject: [
    ...pointers('prop_get', 'prop_set', 'prop_del', 'prop_doc', 'prop_name'),
    ['getter_doc', 'i32'],
  ],
  zipobject: [['tuplesize', 'i64'], ...pointers('ittuple', 'result'), ['strict', 'i32']],
  classmethod: pointers('cm_callable', 'cm_dict'),
  lru_cache_object: [
    ...lruCache,
    ...pointers('kwd_mark', 'lru_list_elem_type', 'cache_info_type', 'dict', 'weakreflist'),
  ],
};

/** Notes; frames that are objects only when somebody asks for them; deques keep their own free blocks. */
export const pythonStructs3_11: Structs = {
  gaobject: pointers('origin', 'args', 'parameters', 'weakreflist', 'starred', 'vectorcall'),
  itemgetterobject: [...iterators.itemgetterobject!, ['vectorcall', 'pointer']],
  attrgetterobject: [...iterators.attrgetterobject!, ['vectorcall', 'pointer']],
  dequeobject: [
    ...descriptors.dequeobject!.slice(0, -1),
    ['numfreeblocks', 'i64'],
    ...pointers(...Array.from({ length: 16 }, (_, i) => `freeblocks${i}`)),
    ['weakreflist', 'pointer'],
  ],
  enumobject: [['en_index', 'i64'], ...pointers('en_sit', 'en_result', 'en_longindex', 'one')],
  ...exceptions(exceptionWithNotes, true),
  PyFrameObject: [
    ...pointers('f_back', 'f_frame', 'f_trace'),
    ['f_lineno', 'i32'],
    ['f_trace_lines', 'u8'],
    ['f_trace_opcodes', 'u8'],
    ['f_fast_as_locals', 'u8'],
  ],
};

/** `from module import name` says what it looked for. */
export const pythonStructs3_12: Structs = {
  PyImportErrorObject: [...exceptionWithNotes, ...pointers('msg', 'name', 'path', 'name_from')],
  groupbyobject: [...iterators.groupbyobject!, ['state', 'pointer']],
  teeobject: [...iterators.teeobject!, ['state', 'pointer']],
  accumulateobject: pointers('total', 'it', 'binop', 'initial', 'state'),
  stringio: stringIO(
    pointers(...Array.from({ length: 7 }, (_, i) => `writer${i}`)),
    pointers('module_state'),
  ),
};

export const pythonStructs3_13: Structs = {
  pairwiseobject: pointers('it', 'old', 'result'),
  batchedobject: [...iterators.batchedobject!, ['strict', 'i64']],
  methodcallerobject: [
    ...iterators.methodcallerobject!,
    ...pointers('vectorcall_args', 'vectorcall_kwnames', 'vectorcall'),
  ],
  PyFrameObject: [
    ...pointers('f_back', 'f_frame', 'f_trace'),
    ['f_lineno', 'i32'],
    ['f_trace_lines', 'u8'],
    ['f_trace_opcodes', 'u8'],
    ...pointers('f_extra_locals', 'f_locals_cache'),
  ],
};

export const pythonStructs3_14: Structs = {
  unionobject: pointers('args', 'hashable', 'unhashable', 'parameters', 'weakreflist'),
  PyFrameObject: [...pythonStructs3_13.PyFrameObject!, ...pointers('f_overwritten_fast_locals')],
  mapobject: [...pointers('iters', 'func'), ['strict', 'i32']],
  stringio: stringIO(pointers('writer'), pointers('module_state')),
  PySyntaxErrorObject: [
    ...exceptionWithNotes,
    ...pointers('msg', 'filename', 'lineno', 'offset', 'end_lineno', 'end_offset'),
    ...pointers('text', 'print_file_and_line', 'metadata'),
  ],
  cycleobject: [...pointers('it', 'saved'), ['index', 'i64']],
  partialobject: [
    ...pointers('fn', 'args', 'kw', 'dict', 'weakreflist', 'placeholder'),
    ['phcount', 'i64'],
    ['vectorcall', 'pointer'],
  ],
};
