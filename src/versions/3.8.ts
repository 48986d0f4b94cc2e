import { behaviour3_8 } from './behaviours';
import { collectorEffects } from './collector-effects';
import { compiler3_8 } from './compiler';
import imports from './imports.json';
import { messages3_8 } from './messages';
import { objects3_8 } from './objects-base';
import { smallArenas } from './pymalloc-eras';
import references from './references.json';
import strings from './strings.json';
import { pythonStructs3_8 } from './structs-python';
import type { Version } from './types';

export const v3_8: Version = {
  name: '3.8',
  compiler: compiler3_8,
  behaviour: behaviour3_8,
  messages: messages3_8,
  measured: ['3.6.15', '3.7.16', '3.8.18'],
  pymalloc: smallArenas,
  objects: { ...objects3_8, structs: { ...objects3_8.structs, ...pythonStructs3_8 } },
  gc: {
    thresholds: [700, 10, 10],
    untracksDicts: true,
    runs: 'in-allocation',
    weakrefs: 'before-finalizers',
    resurrectsAll: true,
    heapTypes: [],
    setsImmortalsAside: false,
    candidates: false,
  },
  tracemalloc: { traces: 'in-entry' },
  startUp: {
    shared: 4840 * 1024,
    private: 2640 * 1024,
    tracked: 4483,
    trackedBytes: 238 * 4096,
    generation: 1,
    blocks: 14819,
    noneReferences: 4070,
    freeFrames: [6, 8, 13],
    importFrames: [16, 14],
    imports: imports['3.8'],
    collector: collectorEffects['3.8']!,
    strings: strings['3.8'],
    references: references['3.8'],
  },
};
