export { ArenaMap } from './arena-map';
export { type ArenaAllocator, Arenas } from './arenas';
export { type CheckReport, check, HeapCorruption } from './check';
export { PyMalloc } from './pymalloc';
export {
  type Replay,
  parseTraceFile,
  type PyMallocTrace,
  compareReplay,
  replay,
  timeReplay,
  type TraceFile,
  TraceError,
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
  poolAnnotations,
  poolAt,
  type PoolState,
  type PoolView,
  type SizeClass,
  sizeClasses,
} from './views';
