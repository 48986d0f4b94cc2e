import { v3_12 } from './3.12';
import { behaviour3_13 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_13 } from './compiler';
import imports from './imports.json';
import { messages3_13 } from './messages';
import { opaqueCode, pointers } from './objects-base';
import strings from './strings.json';
import { pythonStructs3_13 } from './structs-python';
import type { Version } from './types';

/** Attributes stand in the object's own block; the collector waits for 2000 objects. */
export const v3_13: Version = {
  ...v3_12,
  name: '3.13',
  compiler: compiler3_13,
  behaviour: behaviour3_13,
  messages: messages3_13,
  measured: ['3.13.0', '3.13.18'],
  objects: {
    ...v3_12.objects,
    weakrefTuple: 'always',
    structs: {
      ...v3_12.objects.structs,
      ...pythonStructs3_13,
      _PyInterpreterFrame: [
        ...pointers('f_executable', 'previous', 'f_funcobj', 'f_globals', 'f_builtins', 'f_locals'),
        ...pointers('frame_obj', 'instr_ptr'),
        ['stacktop', 'i32'],
        ['return_offset', 'u16'],
        ['owner', 'u8'],
        ['localsplus', 'pointer'],
      ],
      PyCodeObject: opaqueCode(24),
    },
    heapType: {
      size: 928,
      tables: 856,
      fields: [...v3_12.objects.heapType.fields, ...pointers('init')],
    },
    codeSize: 208,
    instanceDict: 'inline-values',
    inlineValuesOf: 'plain',
    // As deep as the C stack allows, there: what no program nests by hand, here.
    trashcanLevel: 500,
    sizeofHead: 'by-object',
    freeLists: {
      ...v3_12.objects.freeLists,
      tuple: { capacity: 2000, link: 'ob_item[0]', longest: 20 },
    },
    latin1Interned: true,
    interned: 'mortal',
    listGrowsByTables: true,
    generatorClose: 'keeps-function',
    freeListStats: { sizes: 'struct', dictKeys: true },
    dictVersionStep: 1 << 12,
  },
  gc: { ...v3_12.gc, thresholds: [2000, 10, 10] },
  startUp: {
    shared: 6280 * 1024,
    private: 3050 * 1024,
    tracked: 5065,
    trackedBytes: 296 * 4096,
    generation: 1,
    blocks: 15769,
    noneReferences: 0,
    moreSubclassed: ['list'],
    imports: imports['3.13'],
    collector: collectorEffects['3.13']!,
    strings: strings['3.13'],
  },
};
