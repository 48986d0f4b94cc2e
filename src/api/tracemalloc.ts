/**
 * Python's module `tracemalloc`, as `process.tracemalloc`: snapshots, filters and statistics, with the
 * names that they have in Python.
 *
 * @module tracemalloc
 */
export {
  DomainFilter,
  Filter,
  type FilterOptions,
  type Frame,
  type KeyType,
  Snapshot,
  Statistic,
  StatisticDiff,
  Traceback,
  type TracemallocModule,
} from '../tracemalloc';
