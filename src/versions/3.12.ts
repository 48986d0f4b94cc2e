import { v3_11 } from './3.11';
import { behaviour3_12 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_12 } from './compiler';
import imports from './imports.json';
import { messages3_12 } from './messages';
import { opaqueCode, pointers } from './objects-base';
import { pythonStructs3_12 } from './structs-python';
import type { Version } from './types';

const GENERATOR = v3_11.objects.structs.PyGenObject!.filter(([name]) => name !== 'gi_code');

const ITERTOOLS =
  'accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby islice permutations product repeat starmap takewhile zip_longest _tee'
    .split(' ')
    .map((name) => `itertools.${name}`);

/** Immortal objects; ints keep sign and size in a tag; str loses `wstr`. */
export const v3_12: Version = {
  ...v3_11,
  name: '3.12',
  compiler: compiler3_12,
  behaviour: behaviour3_12,
  messages: messages3_12,
  measured: ['3.12.1'],
  objects: {
    ...v3_11.objects,
    splitPreallocates: 'by-length',
    structs: {
      ...v3_11.objects.structs,
      ...pythonStructs3_12,
      PyLongObject: [
        ['lv_tag', 'u64'],
        ['ob_digit', 'u32'],
      ],
      PyASCIIObject: [
        ['length', 'i64'],
        ['hash', 'i64'],
        ['state', 'u32'],
      ],
      PyCompactUnicodeObject: [
        ['length', 'i64'],
        ['hash', 'i64'],
        ['state', 'u32'],
        ['utf8_length', 'i64'],
        ['utf8', 'pointer'],
      ],
      PyFunctionObject: [
        ...v3_11.objects.structs.PyFunctionObject!.filter(
          ([name]) => name !== 'vectorcall' && name !== 'func_version',
        ),
        ...pointers('func_typeparams', 'vectorcall'),
        ['func_version', 'u32'],
      ],
      PyGenObject: GENERATOR,
      PyAsyncGenObject: GENERATOR,
      PyCoroObject: GENERATOR,
      _PyInterpreterFrame: [
        ...pointers('f_code', 'previous', 'f_funcobj', 'f_globals', 'f_builtins', 'f_locals'),
        ...pointers('frame_obj', 'prev_instr'),
        ['stacktop', 'i32'],
        ['return_offset', 'u16'],
        ['owner', 'u8'],
        ['localsplus', 'pointer'],
      ],
      rangeiterobject: [
        ['start', 'i64'],
        ['step', 'i64'],
        ['len', 'i64'],
      ],
      PyCodeObject: opaqueCode(23),
      PyTypeObject: [...v3_11.objects.structs.PyTypeObject!, ['tp_watched', 'u8']],
    },
    heapType: {
      size: 920,
      tables: 856,
      fields: [...v3_11.objects.heapType.fields, ['getitem_version', 'u32']],
    },
    codeSize: 200,
    refcounts: { static: 0xffffffff, immortal: 0xffffffff },
    longTag: 'lv_tag',
    popLast: 'clears',
    generatorClose: 'keeps-unstarted',
    instanceDict: 'values-or-dict',
    noneHash: 'constant',
    sliceHashes: true,
    interned: 'immortal',
    dictVersionStep: 1 << 8,
  },
  gc: {
    ...v3_11.gc,
    runs: 'between-instructions',
    setsImmortalsAside: true,
    heapTypes: [
      ...v3_11.gc.heapTypes,
      '_io.BytesIO',
      '_io.StringIO',
      '_collections._deque_iterator',
      'collections.defaultdict',
      'collections.deque',
      ...ITERTOOLS,
    ],
  },
  startUp: {
    shared: 6508 * 1024,
    private: 3146 * 1024,
    tracked: 4974,
    trackedBytes: 211 * 4096,
    generation: 1,
    blocks: 9975,
    noneReferences: 0,
    moreSubclassed: ['list'],
    imports: imports['3.12'],
    collector: collectorEffects['3.12']!,
  },
};
