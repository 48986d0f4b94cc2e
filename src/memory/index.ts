export { AddressSpace } from './address-space';
export { Checkpoint, UnknownCheckpoint } from './checkpoints';
export * from './errors';
export { type AddressSpaceOptions, Page } from './flat-memory';
export * from './hexdump';
export { MemoryHistory } from './history';
export type { Mapping } from './mappings';
export * from './proc';
export * from './struct';
