export {
  arenaMap,
  Chart,
  type HeapSample,
  heapTimeline,
  poolBlocks,
  type RoundingRow,
  roundingWaste,
  Table,
  table,
} from './charts';
export {
  type CollectedObject,
  type CollectionInfo,
  DEBUG_SAVEALL,
  type GenerationStats,
  type Phase,
  type PhaseView,
} from './gc';
export { type CheckExample, CheckFailed, check } from './grading/check';
export { clearOutput, Display, type DisplayOptions, display, input, page } from './kernel/display';
export {
  AddressSpace,
  type AddressSpaceOptions,
  hex,
  hexdump,
  layoutStruct,
  readStruct,
  SegmentationFault,
  type SmapsEntry,
  type StructLayout,
  smapsRollup,
  UnknownCheckpoint,
} from './memory';
export {
  boot,
  type DeallocStep,
  type DeepSize,
  InvalidAddress,
  Process,
  type ProcessCheckpoint,
  type ProcessOptions,
  type PyClassOptions,
  type RecordedEvent,
  Recording,
  type RecordOptions,
  type Requested,
} from './process';
export { type FreeListView, PyError, StaleReference } from './objects';
export {
  type ArenaView,
  type BlockView,
  HeapCorruption,
  type PoolState,
  type PoolView,
  PyMalloc,
  type PyMallocStats,
  type SizeClass,
} from './pymalloc';
export {
  DomainFilter,
  Filter,
  type Frame,
  type KeyType,
  Snapshot,
  Statistic,
  StatisticDiff,
  Traceback,
} from './tracemalloc';
export { DEFAULT_VERSION, UnknownVersion, VERSIONS, type Version, versionOf } from './versions';
