import { DEFAULT_VERSION, versionOf } from '../versions';
import { Process, type ProcessOptions } from './process';

export { InvalidAddress, type Requested } from './allocators';
export type { DeallocStep } from './dealloc-trace';
export {
  Process,
  type ProcessCheckpoint,
  type ProcessOptions,
  type PyClassOptions,
} from './process';
export { type RecordedEvent, Recording, type RecordOptions } from './recording';
export type { DeepSize } from './sys';
export type { GraphOptions, Layer, MemorySample, ObjectGraph } from './views';

/**
 * A fresh simulated process.
 *
 * @param version `3.8` to `3.15`, a full release, or `textbook`; 3.14 when left out.
 * @throws UnknownVersion with the list of those there are.
 */
export function boot(version: string = DEFAULT_VERSION, options: ProcessOptions = {}): Process {
  return new Process(versionOf(version), options);
}
