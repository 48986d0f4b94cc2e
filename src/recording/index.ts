export type { BlockHolder, Maker, Reason, Survivor, Survivors } from './answers';
export { type DocumentState, statesOf, toDocument } from './document';
export { LineRecording, recordLines } from './line-recording';
export type { MomentLimits } from './moment';
export type { RecordLinesOptions } from './recorder';
export type * from './types';
