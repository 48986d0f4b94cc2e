export type { BlockHolder, Maker, Reason, Survivor } from './answers';
export { LineRecording, recordLines } from './line-recording';
export type { MomentLimits } from './moment';
export type { RecordLinesOptions } from './recorder';
export type * from './types';
