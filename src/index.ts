/*
 * What cells and programs import from `heaplab`. The names lie flat, so that a lesson imports from one
 * place; each group of them is a file in api/, and a page of the reference (`npm run docs`).
 */
export * from './api/charts';
export * from './api/gc';
export * from './api/heap';
export * from './api/lessons';
export * from './api/notebook';
export * from './api/objects';
export * from './api/process';
export * from './api/recording';
export * from './api/tracemalloc';
