import { v3_10 } from './3.10';
import { behaviour3_11 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_11 } from './compiler';
import imports from './imports.json';
import { messages3_11 } from './messages';
import { opaqueCode, pointers } from './objects-base';
import { largeArenas, wideArenaMap } from './pymalloc-eras';
import references from './references.json';
import strings from './strings.json';
import { pythonStructs3_11 } from './structs-python';
import type { FieldList, Version } from './types';

/** The interpreter's own frame, `_PyInterpreterFrame`. */
const FRAME: FieldList = [
  ...pointers('f_func', 'f_globals', 'f_builtins', 'f_locals', 'f_code', 'frame_obj'),
  ...pointers('previous', 'prev_instr'),
  ['stacktop', 'i32'],
  ['is_entry', 'u8'],
  ['owner', 'u8'],
  ['localsplus', 'pointer'],
];

/** Of coroutines, too: `cr_origin` shares a place with the finalizer. */
const GENERATOR: FieldList = [
  ...pointers('gi_code', 'gi_weakreflist', 'gi_name', 'gi_qualname'),
  ...pointers('exc_value', 'previous_item', 'gi_origin_or_finalizer'),
  ['gi_hooks_inited', 'u8'],
  ['gi_closed', 'u8'],
  ['gi_running_async', 'u8'],
  ['gi_frame_state', 'u8'],
  ['gi_iframe', 'pointer'],
];

/** Attributes move into values of their own, str-only tables drop the hashes, frames become light. */
export const v3_11: Version = {
  ...v3_10,
  name: '3.11',
  compiler: compiler3_11,
  behaviour: behaviour3_11,
  messages: messages3_11,
  measured: ['3.11.7'],
  pymalloc: { ...largeArenas, arenaMap: wideArenaMap },
  objects: {
    ...v3_10.objects,
    structs: {
      ...v3_10.objects.structs,
      ...pythonStructs3_11,
      PyFunctionObject: [...v3_10.objects.structs.PyFunctionObject!, ['func_version', 'u32']],
      PyWeakReference: [...v3_10.objects.structs.PyWeakReference!, ['vectorcall', 'pointer']],
      PyGenObject: GENERATOR,
      PyAsyncGenObject: GENERATOR,
      PyCoroObject: GENERATOR,
      _PyInterpreterFrame: FRAME,
      PyCodeObject: opaqueCode(22),
    },
    dictKeys: {
      header: [
        ['dk_refcnt', 'i64'],
        ['dk_log2_size', 'u8'],
        ['dk_log2_index_bytes', 'u8'],
        ['dk_kind', 'u8'],
        ['dk_version', 'u32'],
        ['dk_usable', 'i64'],
        ['dk_nentries', 'i64'],
      ],
      unicodeEntries: true,
      holdsKeyToHash: true,
      resize: 'log2-of-n-or-8',
    },
    heapType: {
      size: 904,
      tables: 848,
      fields: [...v3_10.objects.heapType.fields, ...pointers('_ht_tpname', 'getitem')],
    },
    codeSize: 192,
    emptyTuples: 'shared',
    asciiIterators: true,
    subclasses: 'freed',
    refcounts: { static: 999999999, immortal: undefined },
    smallInts: { min: -5, max: 256, static: true },
    zeroDigits: 1,
    compactInt: 32,
    instanceDict: 'values-and-dict',
    sharedKeys: 30,
    hash: 'siphash13',
    sizeofHead: 'by-type',
    freeLists: {
      ...v3_10.objects.freeLists,
      tuple: { capacity: 2000, link: 'ob_item[0]', longest: 20, reused: 19 },
    },
  },
  startUp: {
    shared: 6640 * 1024,
    private: 7040 * 1024,
    tracked: 11092,
    trackedBytes: 720 * 4096,
    generation: 2,
    blocks: 36819,
    noneReferences: 5480,
    imports: imports['3.11'],
    collector: collectorEffects['3.11']!,
    strings: strings['3.11'],
    references: references['3.11'],
  },
};
