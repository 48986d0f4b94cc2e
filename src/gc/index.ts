export { type CollectionInfo, Collector, DEBUG_SAVEALL, type Phase } from './collector';
export { GcModule } from './module';
