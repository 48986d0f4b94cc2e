import type { FieldList, ObjectsVersion, Structs } from './types';

/*
 * CPython's object structs and rules as 3.8 has them. Each version's file states what it changed.
 * Sources: Include/object.h, Include/cpython/*.h, Objects/*.c. `tools/oracle/struct_layouts.c` prints
 * the offsets that a version's own headers give.
 */

/** `PyObject_HEAD` to 3.13. */
export const HEAD: FieldList = [
  ['ob_refcnt', 'i64'],
  ['ob_type', 'pointer'],
];

/** `PyObject_HEAD` from 3.14: the reference count shares its word with flags. */
export const FLAGGED_HEAD: FieldList = [
  ['ob_refcnt', 'u32'],
  ['ob_overflow', 'u16'],
  ['ob_flags', 'u16'],
  ['ob_type', 'pointer'],
];

/** Fields that are pointers, by name. */
export function pointers(...names: string[]): FieldList {
  return names.map((name) => [name, 'pointer'] as const);
}

/** A code object of `words` words after the head: only its size, its name and its slots are real. */
export function opaqueCode(words: number, variables = ['co_localsplusnames']): FieldList {
  const tuples = ['co_consts', 'co_names', ...variables].map((name) => [name, 'pointer'] as const);
  const known = 4 + tuples.length;
  return [
    ['ob_size', 'i64'],
    ['co_slots', 'i64'],
    ['co_name', 'pointer'],
    ['co_index', 'i64'],
    ...tuples,
    ...Array.from({ length: words - known }, (_, i) => [`co_${known + i}`, 'pointer'] as const),
  ];
}

const varHead: FieldList = [['ob_size', 'i64']];

/** The fields of `PyTypeObject` after the head; those that are function tables are pointers too. */
export const TYPE_FIELDS: FieldList = [
  ...varHead,
  ['tp_name', 'pointer'],
  ['tp_basicsize', 'i64'],
  ['tp_itemsize', 'i64'],
  ...pointers('tp_dealloc'),
  ['tp_vectorcall_offset', 'i64'],
  ...pointers('tp_getattr', 'tp_setattr', 'tp_as_async', 'tp_repr', 'tp_as_number'),
  ...pointers('tp_as_sequence', 'tp_as_mapping', 'tp_hash', 'tp_call', 'tp_str', 'tp_getattro'),
  ...pointers('tp_setattro', 'tp_as_buffer'),
  ['tp_flags', 'u64'],
  ...pointers('tp_doc', 'tp_traverse', 'tp_clear', 'tp_richcompare'),
  ['tp_weaklistoffset', 'i64'],
  ...pointers('tp_iter', 'tp_iternext', 'tp_methods', 'tp_members', 'tp_getset', 'tp_base'),
  ...pointers('tp_dict', 'tp_descr_get', 'tp_descr_set'),
  ['tp_dictoffset', 'i64'],
  ...pointers('tp_init', 'tp_alloc', 'tp_new', 'tp_free', 'tp_is_gc', 'tp_bases', 'tp_mro'),
  ...pointers('tp_cache', 'tp_subclasses', 'tp_weaklist', 'tp_del'),
  ['tp_version_tag', 'u32'],
  ...pointers('tp_finalize', 'tp_vectorcall'),
];

const DICT_VIEW_ITERATOR: FieldList = [
  ...pointers('di_dict'),
  ['di_used', 'i64'],
  ['di_pos', 'i64'],
  ['di_result', 'pointer'],
  ['len', 'i64'],
];

const GENERATOR: FieldList = [
  ['gi_frame', 'pointer'],
  ['gi_running', 'u32'],
  ...pointers('gi_code', 'gi_weakreflist', 'gi_name', 'gi_qualname'),
  ...pointers('exc_type', 'exc_value', 'exc_traceback', 'previous_item'),
];

/** What an asynchronous generator has behind the fields of every generator (to 3.10). */
export const asyncGenerator = (generator: FieldList): FieldList => [
  ...generator,
  ['gi_origin_or_finalizer', 'pointer'],
  ['gi_hooks_inited', 'u32'],
  ['gi_closed', 'u32'],
  ['gi_running_async', 'u32'],
];

/** The structs after their head, which `structsOf` puts before them. */
export const structs3_8: Structs = {
  PyLongObject: [...varHead, ['ob_digit', 'u32']],
  PyFloatObject: [['ob_fval', 'f64']],
  PyComplexObject: [
    ['cval.real', 'f64'],
    ['cval.imag', 'f64'],
  ],
  PyASCIIObject: [
    ['length', 'i64'],
    ['hash', 'i64'],
    ['state', 'u32'],
    ['wstr', 'pointer'],
  ],
  PyCompactUnicodeObject: [
    ['length', 'i64'],
    ['hash', 'i64'],
    ['state', 'u32'],
    ['wstr', 'pointer'],
    ['utf8_length', 'i64'],
    ['utf8', 'pointer'],
    ['wstr_length', 'i64'],
  ],
  PyBytesObject: [...varHead, ['ob_shash', 'i64'], ['ob_sval', 'u8']],
  PyByteArrayObject: [
    ...varHead,
    ['ob_alloc', 'i64'],
    ...pointers('ob_bytes', 'ob_start'),
    ['ob_exports', 'i64'],
  ],
  PyTupleObject: [...varHead, ['ob_item', 'pointer']],
  PyListObject: [...varHead, ['ob_item', 'pointer'], ['allocated', 'i64']],
  PyDictObject: [
    ['ma_used', 'i64'],
    ['ma_version_tag', 'u64'],
    ...pointers('ma_keys', 'ma_values'),
  ],
  PySetObject: [
    ['fill', 'i64'],
    ['used', 'i64'],
    ['mask', 'i64'],
    ['table', 'pointer'],
    ['hash', 'i64'],
    ['finger', 'i64'],
    ...Array.from(
      { length: 8 },
      (_, i): FieldList => [
        [`smalltable[${i}].key`, 'pointer'],
        [`smalltable[${i}].hash`, 'i64'],
      ],
    ).flat(),
    ['weakreflist', 'pointer'],
  ],
  PySliceObject: pointers('start', 'stop', 'step'),
  rangeobject: pointers('start', 'stop', 'step', 'length'),
  PyCellObject: pointers('ob_ref'),
  PyMethodObject: pointers('im_func', 'im_self', 'im_weakreflist', 'vectorcall'),
  PyCFunctionObject: pointers('m_ml', 'm_self', 'm_module', 'm_weakreflist', 'vectorcall'),
  PyFunctionObject: pointers(
    'func_code',
    'func_globals',
    'func_defaults',
    'func_kwdefaults',
    'func_closure',
    'func_doc',
    'func_name',
    'func_dict',
    'func_weakreflist',
    'func_module',
    'func_annotations',
    'func_qualname',
    'vectorcall',
  ),
  PyWeakReference: [
    ...pointers('wr_object', 'wr_callback'),
    ['hash', 'i64'],
    ...pointers('wr_prev', 'wr_next'),
  ],
  PyModuleObject: pointers('md_dict', 'md_def', 'md_state', 'md_weaklist', 'md_name'),
  PyGenObject: GENERATOR,
  PyCoroObject: [...GENERATOR, ...pointers('cr_origin')],
  PyAsyncGenObject: asyncGenerator(GENERATOR),
  PyAsyncGenASend: [...pointers('ags_gen', 'ags_sendval'), ['ags_state', 'u32']],
  PyAsyncGenAThrow: [...pointers('agt_gen', 'agt_args'), ['agt_state', 'u32']],
  _PyAsyncGenWrappedValue: pointers('agw_val'),
  PyFrameObject: [
    ...varHead,
    ...pointers('f_back', 'f_code', 'f_builtins', 'f_globals', 'f_locals', 'f_valuestack'),
    ...pointers('f_stacktop', 'f_trace'),
    ['f_trace_lines', 'u8'],
    ['f_trace_opcodes', 'u8'],
    ['f_gen', 'pointer'],
    ['f_lasti', 'u32'],
    ['f_lineno', 'u32'],
    ['f_iblock', 'u32'],
    ['f_executing', 'u8'],
    ...Array.from({ length: 60 }, (_, i) => [`f_blockstack[${i}]`, 'u32'] as const),
    ['f_localsplus', 'pointer'],
  ],
  listiterobject: [
    ['it_index', 'i64'],
    ['it_seq', 'pointer'],
  ],
  rangeiterobject: [
    ['index', 'i64'],
    ['start', 'i64'],
    ['step', 'i64'],
    ['len', 'i64'],
  ],
  dictiterobject: DICT_VIEW_ITERATOR,
  setiterobject: [
    ['si_set', 'pointer'],
    ['si_used', 'i64'],
    ['si_pos', 'i64'],
    ['len', 'i64'],
  ],
  PyCodeObject: opaqueCode(20, ['co_varnames', 'co_freevars', 'co_cellvars']),
  PyGetSetDescrObject: pointers('d_type', 'd_name', 'd_qualname', 'd_getset'),
  PyMethodDescrObject: pointers('d_type', 'd_name', 'd_qualname', 'd_method', 'vectorcall'),
  PyWrapperDescrObject: pointers('d_type', 'd_name', 'd_qualname', 'd_base', 'd_wrapped'),
  wrapperobject: pointers('descr', 'self'),
  PyTypeObject: TYPE_FIELDS.concat([['tp_print', 'pointer']]),
};

export const objects3_8: ObjectsVersion = {
  head: HEAD,
  structs: structs3_8,
  dictKeys: {
    header: [
      ['dk_refcnt', 'i64'],
      ['dk_size', 'i64'],
      ['dk_lookup', 'pointer'],
      ['dk_usable', 'i64'],
      ['dk_nentries', 'i64'],
    ],
    unicodeEntries: false,
    holdsKeyToHash: false,
    resize: 'next-power',
  },
  heapType: {
    size: 880,
    tables: 848,
    fields: pointers('ht_name', 'ht_slots', 'ht_qualname', 'ht_cached_keys'),
  },
  codeSize: 176,
  refcounts: { static: 1, immortal: undefined },
  smallInts: { min: -5, max: 256, static: false },
  zeroDigits: 0,
  compactInt: 28,
  countInt: 28,
  longTag: 'ob_size',
  listGrowth: 'eighth-plus-3-or-6',
  listKeeps: 0,
  listPreallocate: 'exact',
  dictMergeClones: false,
  dictNewKeys: true,
  emptyFrozensetShared: true,
  listGrowsByTables: false,
  splitPreallocates: 'twelve',
  popLast: 'resizes',
  setReusesDummies: true,
  trashcanLevel: 50,
  arraysTracked: false,
  frozensetTracking: 'always',
  generatorClose: 'clears',
  namesUnhashable: false,
  ownDescriptors: true,
  instanceDict: 'dict-slot',
  inlineValuesOf: 'none',
  sharedKeys: 5,
  hash: 'siphash24',
  typeNames: {},
  noneHash: 'address',
  sliceHashes: false,
  bytearrayStorage: 'buffer',
  sizeofHead: 'by-object',
  latin1Interned: false,
  interned: 'mortal',
  ordersFirst: false,
  slotsByList: true,
  tupleTracking: 'always',
  weakrefTuple: 'several',
  emptyTuples: 'own',
  asciiIterators: false,
  subclasses: 'kept',
  dictTracking: 'by-items',
  dictVersionStep: 1,
  freeListStats: { sizes: 'struct', dictKeys: false },
  freeLists: {
    float: { capacity: 100, link: 'ob_type' },
    list: { capacity: 80, link: 'array' },
    dict: { capacity: 80, link: 'array' },
    dictKeys: { capacity: 80, link: 'array' },
    tuple: { capacity: 2000, link: 'ob_item[0]', longest: 19 },
    method: { capacity: 256, link: 'first-field' },
    cfunction: { capacity: 256, link: 'first-field' },
    slice: { capacity: 1, link: 'array' },
  },
};
