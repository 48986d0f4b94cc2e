/** The global object of what is tested: Node's own, outside of Jest's context (environment.cjs). */
export const nativeGlobal = (globalThis as unknown as { nativeGlobal: typeof globalThis })
  .nativeGlobal;

/** Node's own `require`: for packages that Jest's cannot load. */
export const nativeRequire = (globalThis as unknown as { nativeRequire: NodeJS.Require })
  .nativeRequire;
