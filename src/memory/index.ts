export * from './address-space';
export * from './errors';
export * from './hexdump';
export type { Mapping } from './mappings';
export * from './proc';
export * from './struct';
