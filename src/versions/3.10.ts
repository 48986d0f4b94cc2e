import { v3_9 } from './3.9';
import { behaviour3_10 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_10 } from './compiler';
import imports from './imports.json';
import { messages3_10 } from './messages';
import { asyncGenerator, pointers } from './objects-base';
import { largeArenas } from './pymalloc-eras';
import references from './references.json';
import strings from './strings.json';
import { pythonStructs3_10 } from './structs-python';
import type { Version } from './types';

const GENERATOR = pointers(
  'gi_frame',
  'gi_code',
  'gi_weakreflist',
  'gi_name',
  'gi_qualname',
  'exc_type',
  'exc_value',
  'exc_traceback',
  'previous_item',
);

export const v3_10: Version = {
  ...v3_9,
  name: '3.10',
  compiler: compiler3_10,
  behaviour: behaviour3_10,
  messages: messages3_10,
  measured: ['3.10.13'],
  pymalloc: largeArenas,
  gc: {
    ...v3_9.gc,
    heapTypes: [
      'array.array',
      'array.arrayiterator',
      'functools._lru_cache_wrapper',
      'functools.partial',
      'operator.attrgetter',
      'operator.itemgetter',
      'operator.methodcaller',
    ],
  },
  objects: {
    ...v3_9.objects,
    ordersFirst: true,
    structs: {
      ...v3_9.objects.structs,
      ...pythonStructs3_10,
      PyFunctionObject: pointers(
        'func_globals',
        'func_builtins',
        'func_name',
        'func_qualname',
        'func_code',
        'func_defaults',
        'func_kwdefaults',
        'func_closure',
        'func_doc',
        'func_dict',
        'func_weakreflist',
        'func_module',
        'func_annotations',
        'vectorcall',
      ),
      PyGenObject: GENERATOR,
      PyAsyncGenObject: asyncGenerator(GENERATOR),
      PyCoroObject: [...GENERATOR, ...pointers('cr_origin')],
      PyFrameObject: v3_9.objects.structs.PyFrameObject!.filter(([name]) => name !== 'f_stacktop'),
    },
    dictKeys: { ...v3_9.objects.dictKeys, resize: 'log2-of-n-or-8' },
    heapType: { ...v3_9.objects.heapType, size: 888, tables: 848 },
    listPreallocate: 'even',
    setReusesDummies: true,
    dictMergeClones: true,
    dictNewKeys: false,
    emptyFrozensetShared: false,
    arraysTracked: true,
    typeNames: {
      weakref: 'weakref.ReferenceType',
      weakproxy: 'weakref.ProxyType',
      weakcallableproxy: 'weakref.CallableProxyType',
    },
  },
  startUp: {
    shared: 5160 * 1024,
    private: 2676 * 1024,
    tracked: 4719,
    trackedBytes: 237 * 4096,
    generation: 1,
    blocks: 15459,
    noneReferences: 4140,
    freeFrames: [7, 8, 14],
    importFrames: [17, 12],
    imports: imports['3.10'],
    collector: collectorEffects['3.10']!,
    strings: strings['3.10'],
    references: references['3.10'],
  },
};
