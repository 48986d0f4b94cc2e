import { v3_14 } from './3.14';
import { behaviour3_15 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_15 } from './compiler';
import imports from './imports.json';
import { messages3_15 } from './messages';
import { pointers } from './objects-base';
import strings from './strings.json';
import type { Version } from './types';

/** The cache of small ints grows to 1024; a bytearray keeps its bytes in a bytes object. */
export const v3_15: Version = {
  ...v3_14,
  name: '3.15',
  compiler: compiler3_15,
  behaviour: behaviour3_15,
  messages: messages3_15,
  measured: ['3.15.2'],
  objects: {
    ...v3_14.objects,
    structs: {
      ...v3_14.objects.structs,
      PyByteArrayObject: [
        ...v3_14.objects.structs.PyByteArrayObject!,
        ...pointers('ob_bytes_object'),
      ],
      PyModuleObject: [
        ...pointers('md_dict', 'md_state', 'md_weaklist', 'md_name'),
        ['md_token_is_def', 'u8'],
        ['md_state_size', 'i64'],
        ...pointers('md_state_traverse', 'md_state_clear', 'md_state_free', 'md_token', 'md_exec'),
      ],
      PyTypeObject: [...v3_14.objects.structs.PyTypeObject!, ['_tp_iteritem', 'pointer']],
    },
    heapType: { ...v3_14.objects.heapType, size: 944, tables: 864 },
    smallInts: { min: -5, max: 1024, static: true },
    bytearrayStorage: 'bytes',
    ownDescriptors: false,
    frozensetTracking: 'by-items',
    freeListStats: { sizes: 'with-head', dictKeys: true },
    freeLists: { ...v3_14.objects.freeLists, complex: { capacity: 100, link: 'head' } },
  },
  gc: { ...v3_14.gc, weakrefs: 'after-finalizers', candidates: true },
  startUp: {
    shared: 6560 * 1024,
    private: 3040 * 1024,
    tracked: 5423,
    trackedBytes: 331 * 4096,
    generation: 1,
    blocks: 16511,
    noneReferences: 0,
    moreSubclassed: ['list', 'TypeError'],
    imports: imports['3.15'],
    collector: collectorEffects['3.15']!,
    strings: strings['3.15'],
  },
};
