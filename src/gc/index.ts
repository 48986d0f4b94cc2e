export { type CollectionInfo, Collector, DEBUG_SAVEALL, type Phase } from './collector';
export { type CollectedObject, GcModule, type GenerationStats, type PhaseView } from './module';
