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
export { boot, InvalidAddress, Process, type ProcessCheckpoint, type Requested } from './process';
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
export { DEFAULT_VERSION, UnknownVersion, VERSIONS, type Version, versionOf } from './versions';
