export { InvalidAddress, type Requested } from './allocators';
export type { DeallocStep } from './dealloc-trace';
export type { Inspection } from './inspect';
export {
  Process,
  type ProcessCheckpoint,
  type ProcessOptions,
  type PyClassOptions,
} from './process';
export { type RecordedEvent, Recording, type RecordOptions } from './recording';
export type { DeepSize, SysModule } from './sys';
export type { GraphOptions, Layer, MemorySample, ObjectGraph } from './views';
