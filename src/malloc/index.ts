export { MALLOC_CHUNK, request2size } from './layout';
export { Malloc, type MallocStats } from './malloc';
export {
  compareMallocReplay,
  type MallocReplay,
  type MallocTrace,
  type MallocTraceFile,
  parseMallocTraceFile,
  replayMalloc,
  timeMallocReplay,
} from './replay';
export { InvalidPointer } from './tcache';
export { type AllocatorTrace, exhausted, parseTraces, prepareOps, TraceError } from './trace';
