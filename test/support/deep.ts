/** Whether this is a run of `npm run test:deep` (jest.config.ts). */
const deep = (globalThis as { HEAPLAB_DEEP?: boolean }).HEAPLAB_DEEP === true;

/** All of a list in `npm run test:deep`; in `npm test` the first, and then each that is `every` further on. */
export function sample<T>(all: readonly T[], every: number): readonly T[] {
  return deep ? all : all.filter((_, index) => index % every === 0);
}
