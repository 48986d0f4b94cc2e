export * from './arrayobject';
export * from './bytesobject';
export { bindCApi, type CApi, liveObject } from './capi';
export { compareKeys, hashBuiltin, hashFrozenset, hashKey, PyObject_Hash } from './compare';
export {
  callFinalizer,
  clearGeneratorSlots,
  clearObject,
  clearPointer,
  clearVariables,
  installDealloc,
  setPointer,
} from './dealloc';
export * from './dequeobject';
export { KeysKind } from './dict-keys';
export * from './dict-merge';
export { type DictEntry, PyDict_Next } from './dict-next';
export { valueSlot, valuesAddToOrder } from './dict-values';
export * from './dictobject';
export { PyError, StaleReference } from './errors';
export * from './field-objects';
export * from './floatobject';
export type { FreeListView } from './free-lists';
export { type GcState, PERMANENT } from './gc-state';
export { hashPointer } from './hash';
export * from './instances';
export { type AllocationHook, type DeallocHook, Interpreter } from './interpreter';
export * from './listobject';
export * from './longobject';
export * from './lrucache';
export * from './odictobject';
export { headLayout, type ObjectPart, objectParts } from './parts';
export * from './setobject';
export { getsizeof } from './sizeof';
export {
  Bytes,
  CallIter,
  Cell,
  Complex,
  DefaultDict,
  Descr,
  Dict,
  DictView,
  Float,
  Gc,
  KeyEntry,
  List,
  Long,
  MappingProxy,
  Method,
  MethodWrapper,
  Ob,
  SeqIter,
  SetWord,
  Slice,
  Str,
  StructTable,
  Super,
  TableIter,
  Tuple,
  TypeFlag,
  TypeWord,
  View,
  Weakref,
  Wrapper,
} from './structs';
export * from './tupleobject';
export { Kind } from './type-spec';
export {
  addSubclass,
  bestBase,
  type ClassOptions,
  mroOf,
  newOrder,
  PyType_New,
  removeSubclass,
} from './typeobject';
export { TYPES, typeIndex } from './types';
export { EXCEPTIONS, LATER_EXCEPTIONS } from './types-python';
export * from './unicodeobject';
export * from './unicodewriter';
export { freeListStats, objectLayout } from './views';
export { slotsStart, Visitor } from './visit';
export {
  clearRef,
  handleCallback,
  PyWeakref_GetObject,
  PyWeakref_NewRef,
  weakrefListWord,
  weakrefsOf,
} from './weakrefobject';
export type { Callbacks, KeyMethods, Words } from './words';
