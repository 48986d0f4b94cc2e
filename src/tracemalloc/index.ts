export { DomainFilter, Filter, type FilterOptions } from './filters';
export { TracemallocModule } from './module';
export {
  formatSize,
  type KeyType,
  Snapshot,
  Statistic,
  StatisticDiff,
  Traceback,
} from './snapshot';
export { type Frame, Tracer, UNKNOWN } from './tracer';
