/**
 * Pictures of a process, as the last value of a cell. Each chart draws itself in a notebook (Vega-Lite
 * or SVG), on a page, and in characters in a terminal.
 *
 * @module charts
 */
export {
  arenaMap,
  type BarsOptions,
  bars,
  Chart,
  collectionPhases,
  deallocChain,
  type ForkSample,
  forkPages,
  forkSample,
  freeLists,
  type GenerationSample,
  generations,
  type HeapSample,
  heapTimeline,
  type LinesOptions,
  lines,
  memoryLayers,
  memoryTimeline,
  objectGraph,
  type PlayerOptions,
  type PlayerPanel,
  player,
  poolBlocks,
  type RoundingRow,
  roundingWaste,
  type StepChartOptions,
  sizeTreemap,
  stepChart,
  Table,
  table,
  traceDiff,
  traceFlame,
  traceTop,
} from '../charts';
