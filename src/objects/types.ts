import type { FreeListName } from '../versions';
import { TypeFlag } from './structs';
import { PYTHON_TYPES } from './types-python';

/**
 * How objects of a type are deallocated, visited and measured: what CPython's `tp_dealloc`,
 * `tp_traverse` and `tp_clear` stand for. It is kept in the type object's `tp_dealloc`.
 */
export const enum Kind {
  /** No references to other objects. */
  ATOM = 0,
  INT = 1,
  FLOAT = 2,
  STR = 3,
  BYTEARRAY = 4,
  TUPLE = 5,
  LIST = 6,
  DICT = 7,
  SET = 8,
  /** References in declared fields, `owned` below. */
  FIELDS = 9,
  WEAKREF = 10,
  GENERATOR = 11,
  FRAME = 12,
  TYPE = 13,
  /** An instance of a class (`subtype_dealloc`). */
  SUBTYPE = 14,
  DEQUE = 15,
  ARRAY = 16,
  LRU_CACHE = 17,
}

/** One built-in type. */
export interface TypeSpec {
  readonly name: string;
  readonly kind: Kind;
  /** The struct of its objects, and, where it is not `sizeof`, `tp_basicsize` as the offset of a field. */
  readonly struct: string;
  readonly basic?: string;
  readonly itemsize?: number;
  readonly gc?: boolean;
  /** Fields that own a reference: in the order of deallocation, and of visits where that differs. */
  readonly owned?: readonly string[];
  readonly visits?: readonly string[];
  /** Fields that point to arrays of the object's own. */
  readonly buffers?: readonly string[];
  readonly weaklist?: string;
  readonly dict?: string;
  readonly freeList?: FreeListName;
  readonly base?: string;
  readonly flags?: number;
}

/** The built-in types that the simulator knows, in the order of their `tp_traverse` numbers. */
export const TYPES: readonly TypeSpec[] = [
  {
    name: 'type',
    kind: Kind.TYPE,
    struct: 'PyHeapTypeObject',
    itemsize: 40,
    gc: true,
    flags: TypeFlag.TYPE_SUBCLASS,
    weaklist: 'tp_weaklist',
    dict: 'tp_dict',
  },
  { name: 'object', kind: Kind.ATOM, struct: 'PyObject' },
  { name: 'NoneType', kind: Kind.ATOM, struct: 'PyObject' },
  { name: 'ellipsis', kind: Kind.ATOM, struct: 'PyObject' },
  { name: 'NotImplementedType', kind: Kind.ATOM, struct: 'PyObject' },
  {
    name: 'int',
    kind: Kind.INT,
    struct: 'PyLongObject',
    basic: 'ob_digit',
    itemsize: 4,
    flags: TypeFlag.LONG_SUBCLASS,
    freeList: 'int',
  },
  {
    name: 'bool',
    kind: Kind.INT,
    struct: 'PyLongObject',
    basic: 'ob_digit',
    itemsize: 4,
    flags: TypeFlag.LONG_SUBCLASS,
    base: 'int',
  },
  { name: 'float', kind: Kind.FLOAT, struct: 'PyFloatObject', freeList: 'float' },
  { name: 'complex', kind: Kind.FLOAT, struct: 'PyComplexObject', freeList: 'complex' },
  {
    name: 'str',
    kind: Kind.STR,
    struct: 'PyUnicodeObject',
    flags: TypeFlag.UNICODE_SUBCLASS,
  },
  {
    name: 'bytes',
    kind: Kind.ATOM,
    struct: 'PyBytesObject',
    basic: 'ob_sval',
    itemsize: 1,
    flags: TypeFlag.BYTES_SUBCLASS,
  },
  { name: 'bytearray', kind: Kind.BYTEARRAY, struct: 'PyByteArrayObject' },
  {
    name: 'tuple',
    kind: Kind.TUPLE,
    struct: 'PyTupleObject',
    basic: 'ob_item',
    itemsize: 8,
    gc: true,
    flags: TypeFlag.TUPLE_SUBCLASS,
  },
  {
    name: 'list',
    kind: Kind.LIST,
    struct: 'PyListObject',
    gc: true,
    flags: TypeFlag.LIST_SUBCLASS,
  },
  {
    name: 'dict',
    kind: Kind.DICT,
    struct: 'PyDictObject',
    gc: true,
    flags: TypeFlag.DICT_SUBCLASS,
  },
  { name: 'set', kind: Kind.SET, struct: 'PySetObject', gc: true, weaklist: 'weakreflist' },
  { name: 'frozenset', kind: Kind.SET, struct: 'PySetObject', gc: true, weaklist: 'weakreflist' },
  {
    name: 'range',
    kind: Kind.FIELDS,
    struct: 'rangeobject',
    owned: ['start', 'stop', 'step', 'length'],
    freeList: 'range',
  },
  {
    name: 'slice',
    kind: Kind.FIELDS,
    struct: 'PySliceObject',
    gc: true,
    owned: ['step', 'start', 'stop'],
    visits: ['start', 'stop', 'step'],
    freeList: 'slice',
  },
  { name: 'cell', kind: Kind.FIELDS, struct: 'PyCellObject', gc: true, owned: ['ob_ref'] },
  {
    name: 'method',
    kind: Kind.FIELDS,
    struct: 'PyMethodObject',
    gc: true,
    owned: ['im_func', 'im_self'],
    weaklist: 'im_weakreflist',
    freeList: 'method',
  },
  {
    name: 'builtin_function_or_method',
    kind: Kind.FIELDS,
    struct: 'PyCFunctionObject',
    gc: true,
    owned: ['m_self', 'm_module'],
    weaklist: 'm_weakreflist',
    freeList: 'cfunction',
  },
  {
    name: 'function',
    kind: Kind.FIELDS,
    struct: 'PyFunctionObject',
    gc: true,
    weaklist: 'func_weakreflist',
    dict: 'func_dict',
    owned: [
      'func_globals',
      'func_builtins',
      'func_module',
      'func_defaults',
      'func_kwdefaults',
      'func_doc',
      'func_dict',
      'func_closure',
      'func_annotations',
      'func_annotate',
      'func_typeparams',
      'func_code',
      'func_name',
      'func_qualname',
    ],
    visits: [
      'func_code',
      'func_globals',
      'func_builtins',
      'func_module',
      'func_defaults',
      'func_kwdefaults',
      'func_doc',
      'func_name',
      'func_dict',
      'func_closure',
      'func_annotations',
      'func_annotate',
      'func_typeparams',
      'func_qualname',
    ],
  },
  { name: 'code', kind: Kind.FIELDS, struct: 'PyCodeObject', itemsize: 2, owned: ['co_name'] },
  { name: 'frame', kind: Kind.FRAME, struct: 'PyObject', gc: true },
  {
    name: 'generator',
    kind: Kind.GENERATOR,
    struct: 'PyGenObject',
    gc: true,
    owned: ['gi_frame', 'gi_code', 'gi_name', 'gi_qualname'],
    visits: ['gi_frame', 'gi_code', 'gi_name', 'gi_qualname'],
    weaklist: 'gi_weakreflist',
  },
  {
    name: 'module',
    kind: Kind.FIELDS,
    struct: 'PyModuleObject',
    gc: true,
    owned: ['md_dict', 'md_name'],
    visits: ['md_dict'],
    weaklist: 'md_weaklist',
    dict: 'md_dict',
  },
  { name: 'weakref', kind: Kind.WEAKREF, struct: 'PyWeakReference', gc: true },
  {
    name: 'list_iterator',
    kind: Kind.FIELDS,
    struct: 'listiterobject',
    gc: true,
    owned: ['it_seq'],
    freeList: 'listIterator',
  },
  {
    name: 'tuple_iterator',
    kind: Kind.FIELDS,
    struct: 'listiterobject',
    gc: true,
    owned: ['it_seq'],
    freeList: 'tupleIterator',
  },
  {
    name: 'str_iterator',
    kind: Kind.FIELDS,
    struct: 'listiterobject',
    gc: true,
    owned: ['it_seq'],
  },
  {
    name: 'str_ascii_iterator',
    kind: Kind.FIELDS,
    struct: 'listiterobject',
    gc: true,
    owned: ['it_seq'],
  },
  {
    name: 'range_iterator',
    kind: Kind.FIELDS,
    struct: 'rangeiterobject',
    freeList: 'rangeIterator',
  },
  {
    name: 'dict_keyiterator',
    kind: Kind.FIELDS,
    struct: 'dictiterobject',
    gc: true,
    owned: ['di_dict', 'di_result'],
  },
  { name: 'set_iterator', kind: Kind.FIELDS, struct: 'setiterobject', gc: true, owned: ['si_set'] },
  {
    name: 'getset_descriptor',
    kind: Kind.FIELDS,
    struct: 'PyGetSetDescrObject',
    gc: true,
    owned: ['d_type', 'd_name', 'd_qualname'],
    visits: ['d_type'],
  },
  {
    name: 'member_descriptor',
    kind: Kind.FIELDS,
    struct: 'PyGetSetDescrObject',
    gc: true,
    owned: ['d_type', 'd_name', 'd_qualname'],
    visits: ['d_type'],
  },
  ...PYTHON_TYPES,
];

const INDEX: ReadonlyMap<string, number> = new Map(TYPES.map(({ name }, i) => [name, i]));

/** The number of the built-in type called `name`. */
export function typeIndex(name: string): number {
  return INDEX.get(name)!;
}
