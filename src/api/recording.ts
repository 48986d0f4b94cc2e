/**
 * A program recorded line by line: {@link recordLines} runs it, and {@link LineRecording} tells of each line what
 * it did to the heap, and shows the names, objects, blocks, pools and arenas after it.
 *
 * Addresses are numbers, as `id()` gives them; sizes are bytes.
 *
 * @module recording
 */
export {
  type ArenaMapState,
  type BlockEvent,
  type BlockHolder,
  type CollectionEvent,
  type DocumentObject,
  type DocumentState,
  type DocumentStep,
  type FrameState,
  type FreeListState,
  LineRecording,
  type Maker,
  type MappingEvent,
  type MomentLimits,
  type NameState,
  type ObjectEdge,
  type ObjectPart,
  type ObjectState,
  type PoolMap,
  type Reason,
  type RecordedStep,
  type RecordingDocument,
  type RecordingInfo,
  type RecordLinesOptions,
  type RunEnd,
  recordLines,
  type StepFact,
  type StepState,
  type Survivor,
  type Survivors,
  statesOf,
  toDocument,
} from '../recording';
