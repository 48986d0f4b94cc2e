export { ArenaMap } from './arena-map';
export { type ArenaAllocator, Arenas } from './arenas';
export { type CheckReport, check, HeapCorruption } from './check';
export { PyMalloc } from './pymalloc';
export {
  compareReplay,
  type PyMallocTrace,
  parseTraceFile,
  type Replay,
  replay,
  type TraceFile,
  timeReplay,
} from './replay';
export {
  debugMallocStats,
  mallocStats,
  type PyMallocStats,
  type SizeClassStats,
} from './stats';
export { ARENA_OBJECT, POOL_HEADER, PoolWord } from './structs';
export {
  type ArenaView,
  arenaViewAt,
  arenaViews,
  type BlockPlace,
  type BlockView,
  blockViews,
  type PoolState,
  type PoolView,
  placeOfBlock,
  poolAnnotations,
  poolAt,
  type SizeClass,
  sizeClasses,
} from './views';
export { type ArenaRecord, walkArenas } from './walk';
