export { arenaMap } from './arena-map';
export { type BarsOptions, bars } from './bars';
export { Chart } from './chart';
export { collectionPhases, type GenerationSample, generations } from './collector';
export { deallocChain } from './dealloc-chain';
export { figure } from './figure';
export { type ForkSample, forkPages, forkSample } from './fork-pages';
export { freeLists } from './free-lists';
export { type HeapSample, heapTimeline } from './heap-timeline';
export { type LinesOptions, lines } from './lines';
export { memoryLayers } from './memory-layers';
export { memoryTimeline } from './memory-timeline';
export { VEGALITE_MIME } from './mime';
export { type ObjectGraphOptions, objectGraph } from './object-graph';
export { type PlayerData, type PlayerOptions, type PlayerPanel, player } from './player';
export { poolBlocks } from './pool-blocks';
export { type RoundingRow, roundingWaste } from './rounding';
export { sizeTreemap } from './size-treemap';
export { type StepChartOptions, stepChart } from './step-chart';
export { Table, table } from './table';
export type {
  DiagnosisInput,
  DiagnosisReading,
  DiagnosisState,
  DiagnosisTool,
} from './touch/diagnosis';
export type { FolderInput, FolderRow, FolderState, FolderStatus } from './touch/folder';
export type { ForkInput, ForkMove, ForkState } from './touch/fork';
export type {
  FreeListAnswer,
  FreeListInput,
  FreeListKind,
  FreeListMove,
  ShownFreeList,
} from './touch/freelist';
export type { LayersInput, LayersState } from './touch/layers';
export type { Figure, FigureName, Figures } from './touch/measure';
export { type PlantedKnob, type PlantedName, plantedProgram } from './touch/planted';
export type { PoolInput, ShownBlock, ShownPool } from './touch/pool';
export type { GraphObject, GraphPhase, ReferencesInput, ReferencesState } from './touch/references';
export type {
  KernelCalls,
  RequestAnswer,
  RequestBlock,
  RequestInput,
  RequestLayer,
  RequestMove,
  RequestState,
  RequestStep,
} from './touch/request';
export type { SizesInput, SizesKind, SizesRow, SizesState } from './touch/sizes';
export type { PoolUse, ShownArena, SurvivorsInput, SurvivorsState } from './touch/survivors';
export type { TracedCall, TracedInput, TracedLine, TracedState, TracedStep } from './touch/traced';
export { traceDiff, traceFlame, traceTop } from './tracemalloc';
