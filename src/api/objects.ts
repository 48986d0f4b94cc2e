/**
 * Looking at objects: their fields, their sizes, who refers to whom, the free lists, the order in which
 * they die. These are what {@link process!Process | Process} and its module `sys` give.
 *
 * @module objects
 */
export type { CType, Field, FieldValue } from '../memory';
export type { FreeListView, FunctionOptions } from '../objects';
export type {
  DeallocStep,
  DeepSize,
  GraphOptions,
  Inspection,
  ObjectGraph,
  SysModule,
} from '../process';
export type { FreeListName } from '../versions';
