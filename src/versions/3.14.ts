import { v3_13 } from './3.13';
import { behaviour3_14 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_14 } from './compiler';
import imports from './imports.json';
import { messages3_14 } from './messages';
import { FLAGGED_HEAD, opaqueCode, pointers } from './objects-base';
import strings from './strings.json';
import { pythonStructs3_14 } from './structs-python';
import type { Version } from './types';

/** Tuples keep their hash, ints get a free list, the head gets flags, dicts are always tracked. */
export const v3_14: Version = {
  ...v3_13,
  name: '3.14',
  compiler: compiler3_14,
  behaviour: behaviour3_14,
  messages: messages3_14,
  measured: ['3.14.10'],
  objects: {
    ...v3_13.objects,
    head: FLAGGED_HEAD,
    typeNames: { ...v3_13.objects.typeNames, 'types.UnionType': 'typing.Union' },
    structs: {
      ...v3_13.objects.structs,
      ...pythonStructs3_14,
      PyTupleObject: [
        ['ob_size', 'i64'],
        ['ob_hash', 'i64'],
        ['ob_item', 'pointer'],
      ],
      PyFunctionObject: v3_13.objects.structs.PyFunctionObject!.flatMap((field) =>
        field[0] === 'func_typeparams' ? [...pointers('func_annotate'), field] : [field],
      ),
      _PyInterpreterFrame: [
        ...pointers('f_executable', 'previous', 'f_funcobj', 'f_globals', 'f_builtins', 'f_locals'),
        ...pointers('frame_obj', 'instr_ptr', 'stackpointer'),
        ['return_offset', 'u16'],
        ['owner', 'u8'],
        ['visited', 'u8'],
        ['localsplus', 'pointer'],
      ],
      PyCodeObject: opaqueCode(25),
    },
    heapType: {
      size: 936,
      tables: 856,
      fields: v3_13.objects.heapType.fields.flatMap((field) =>
        field[0] === 'getitem' ? [...pointers('ht_token'), field] : [field],
      ),
    },
    dictKeys: { ...v3_13.objects.dictKeys, resize: 'next-power' },
    codeSize: 216,
    refcounts: { static: 0xc0000000, immortal: 0xc0000000, staticHigh: 5 << 16 },
    longTag: 'lv_tag-immortal',
    countInt: 32,
    tupleTracking: 'by-items',
    generatorClose: 'clears',
    inlineValuesOf: 'fixed-size',
    dictTracking: 'always',
    listKeeps: 32,
    namesUnhashable: true,
    dictVersionStep: 0,
    freeLists: {
      int: { capacity: 100, link: 'head' },
      float: { capacity: 100, link: 'head' },
      list: { capacity: 80, link: 'head' },
      tuple: { capacity: 2000, link: 'head', longest: 20 },
      dict: { capacity: 80, link: 'head' },
      dictKeys: { capacity: 80, link: 'head' },
      slice: { capacity: 1, link: 'head' },
      range: { capacity: 6, link: 'head' },
      method: { capacity: 20, link: 'head' },
      cfunction: { capacity: 16, link: 'head' },
      listIterator: { capacity: 10, link: 'head' },
      tupleIterator: { capacity: 10, link: 'head' },
      rangeIterator: { capacity: 6, link: 'head' },
    },
  },
  gc: { ...v3_13.gc, untracksDicts: false },
  startUp: {
    shared: 6780 * 1024,
    private: 3040 * 1024,
    tracked: 5366,
    trackedBytes: 324 * 4096,
    generation: 1,
    blocks: 16029,
    noneReferences: 0,
    moreSubclassed: ['list', 'TypeError'],
    imports: imports['3.14'],
    collector: collectorEffects['3.14']!,
    strings: strings['3.14'],
  },
};
