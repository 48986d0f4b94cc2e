// The environment of a test file. Jest runs it in a context of its own, where code is several times slower, and loads
// every module anew for each file. So what the build made (dist) is loaded by Node itself, once for all files of a
// worker (native-modules.cjs); and tests have Node's own classes of errors, for `toThrow`.
const { optimiseRarely } = require('./short-runs.cjs');

optimiseRarely();
const { TestEnvironment } = require('jest-environment-node');

const SHARED = [
  'process',
  ...Object.getOwnPropertyNames(globalThis).filter((name) => /Error$/.test(name)),
];

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of SHARED) {
      Object.defineProperty(this.global, name, {
        value: globalThis[name],
        configurable: true,
        writable: true,
      });
    }
    this.global.nativeRequire = require;
    this.global.nativeGlobal = globalThis;
    this.calls = { cwd: process.cwd, chdir: process.chdir };
  }

  // Jest's own graceful-fs wraps these two for each file: in a shared process each wrapper held the one before, and
  // with it the whole context of its file, simulated processes too.
  async teardown() {
    Object.assign(process, this.calls);
    await super.teardown();
  }
};
