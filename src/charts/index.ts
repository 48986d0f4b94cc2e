export { arenaMap } from './arena-map';
export { Chart, VEGALITE_MIME } from './chart';
export { type HeapSample, heapTimeline } from './heap-timeline';
export { poolBlocks } from './pool-blocks';
export { type RoundingRow, roundingWaste } from './rounding';
export { Table, table } from './table';
