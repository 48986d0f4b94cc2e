import { type DiagnosisInput, type DiagnosisState, diagnose } from './diagnosis';
import { type FolderInput, type FolderState, openFolder } from './folder';
import { type ForkInput, type ForkState, forkAndTouch } from './fork';
import { type FreeListInput, playFreeList, type ShownFreeList } from './freelist';
import { type LayersInput, type LayersState, measureLayers } from './layers';
import { type PoolInput, playPool, type ShownPool } from './pool';
import { followReferences, type ReferencesInput, type ReferencesState } from './references';
import { type RequestInput, type RequestState, sendRequests } from './request';
import { measureSizes, type SizesInput, type SizesState } from './sizes';
import { freeSurvivors, type SurvivorsInput, type SurvivorsState } from './survivors';
import { type TracedInput, type TracedState, traceRun } from './traced';

/** What a figure is given, and what it shows. */
export interface Figure<Input, Shown> {
  /** What it is given. */
  readonly input: Input;
  /** What the simulator says to that. */
  readonly shown: Shown;
}

/** The figures that a reader drives, by their names. */
export interface Figures {
  /** Drag how many ints. */
  readonly layers: Figure<LayersInput, LayersState>;
  /** Allocate and free in one pool. */
  readonly pool: Figure<PoolInput, ShownPool>;
  /** Draw and cut references. */
  readonly references: Figure<ReferencesInput, ReferencesState>;
  /** The same, and collect step by step. */
  readonly collection: Figure<ReferencesInput, ReferencesState>;
  /** Free survivors until an arena goes back. */
  readonly survivors: Figure<SurvivorsInput, SurvivorsState>;
  /** Send requests, and watch which layer answers. */
  readonly request: Figure<RequestInput, RequestState>;
  /** Fork, touch pages, collect with and without freeze. */
  readonly fork: Figure<ForkInput, ForkState>;
  /** Go through a run, and see what is traced by line and by call. */
  readonly traced: Figure<TracedInput, TracedState>;
  /** Open an object like a folder, and add up. */
  readonly folder: Figure<FolderInput, FolderState>;
  /** Make and free objects of a type, and watch their free list. */
  readonly freelist: Figure<FreeListInput, ShownFreeList>;
  /** Ask a service where its memory is, and turn a knob. */
  readonly diagnosis: Figure<DiagnosisInput, DiagnosisState>;
  /** One object on all versions: choose its kind, drag its size. */
  readonly sizes: Figure<SizesInput, SizesState>;
}

/** A figure that a reader drives, by its name. */
export type FigureName = keyof Figures;

/** What a page needs to show one: where it begins. */
export type FigureData = {
  [N in FigureName]: { readonly figure: N } & Figures[N];
}[FigureName];

const MEASURES: {
  readonly [N in FigureName]: (input: Figures[N]['input']) => Figures[N]['shown'];
} = {
  layers: measureLayers,
  pool: playPool,
  references: followReferences,
  collection: followReferences,
  survivors: freeSurvivors,
  request: sendRequests,
  fork: forkAndTouch,
  traced: traceRun,
  folder: openFolder,
  freelist: playFreeList,
  diagnosis: diagnose,
  sizes: measureSizes,
};

/** Asks the simulator what a figure shows for an input. */
export function measureFigure<N extends FigureName>(
  name: N,
  input: Figures[N]['input'],
): Figures[N]['shown'] {
  return MEASURES[name](input);
}
