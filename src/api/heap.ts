/**
 * The memory of a process: the address space as Linux keeps it, then pymalloc's arenas, pools and
 * blocks. These are what {@link process!Process | Process} gives; nothing here has to be made by hand.
 *
 * Addresses are numbers, as `id()` gives them; sizes are bytes, unless a name says `Pages`.
 *
 * @module heap
 */
export {
  AddressSpace,
  type AddressSpaceOptions,
  type Checkpoint,
  hex,
  type ProcStatus,
  SegmentationFault,
  type SmapsEntry,
  smapsRollup,
  UnknownCheckpoint,
} from '../memory';
export type { Layer, MemorySample } from '../process';
export {
  type ArenaView,
  type BlockPlace,
  type BlockView,
  type CheckReport,
  HeapCorruption,
  type PoolState,
  type PoolView,
  type PyMallocStats,
  type SizeClass,
  type SizeClassStats,
} from '../pymalloc';
