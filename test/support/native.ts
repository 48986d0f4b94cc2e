/** The global object of what is tested: Node's own, outside of Jest's context (environment.cjs). */
export const nativeGlobal = (globalThis as unknown as { nativeGlobal: typeof globalThis })
  .nativeGlobal;
