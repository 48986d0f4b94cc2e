/**
 * The cyclic collector: Python's module `gc`, as `process.gc`, and collections seen phase by phase.
 *
 * @module gc
 */
export {
  type CollectedObject,
  type CollectionInfo,
  DEBUG_SAVEALL,
  type GcModule,
  type GenerationStats,
  type Phase,
  type PhaseView,
} from '../gc';
