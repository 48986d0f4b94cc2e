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
export { ARENA_OBJECT, POOL_HEADER } from './structs';
export {
  type ArenaView,
  arenaViews,
  type BlockView,
  blockViews,
  type PoolState,
  type PoolView,
  poolAnnotations,
  poolAt,
  type SizeClass,
  sizeClasses,
} from './views';
