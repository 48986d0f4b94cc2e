import { v3_8 } from './3.8';
import { behaviour3_9 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_9 } from './compiler';
import imports from './imports.json';
import { messages3_9 } from './messages';
import { pointers, TYPE_FIELDS } from './objects-base';
import { smallArenas } from './pymalloc-eras';
import references from './references.json';
import strings from './strings.json';
import { pythonStructs3_9 } from './structs-python';
import type { Version } from './types';

/** Types lose `tp_print` and learn their module; bound methods lose their free lists. */
export const v3_9: Version = {
  ...v3_8,
  name: '3.9',
  compiler: compiler3_9,
  behaviour: behaviour3_9,
  messages: messages3_9,
  measured: ['3.9.18'],
  pymalloc: { ...smallArenas, arenaRelease: 'keep-last' },
  objects: {
    ...v3_8.objects,
    structs: { ...v3_8.objects.structs, ...pythonStructs3_9, PyTypeObject: TYPE_FIELDS },
    heapType: {
      size: 880,
      tables: 840,
      fields: pointers('ht_name', 'ht_slots', 'ht_qualname', 'ht_cached_keys', 'ht_module'),
    },
    listGrowth: 'multiple-of-4',
    setReusesDummies: false,
    freeLists: { ...v3_8.objects.freeLists, method: undefined, cfunction: undefined },
  },
  gc: { ...v3_8.gc, resurrectsAll: false },
  tracemalloc: { traces: 'own-block' },
  startUp: {
    shared: 5040 * 1024,
    private: 2600 * 1024,
    tracked: 4596,
    trackedBytes: 230 * 4096,
    generation: 1,
    blocks: 14888,
    noneReferences: 4050,
    freeFrames: [7, 8, 13],
    importFrames: [17, 12],
    imports: imports['3.9'],
    collector: collectorEffects['3.9']!,
    strings: strings['3.9'],
    references: references['3.9'],
  },
};
