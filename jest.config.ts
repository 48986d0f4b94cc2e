import type { Config } from 'jest';

const shared: NonNullable<Config['projects']>[number] & object = {
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  roots: ['<rootDir>/test'],
  // What is shipped is what is tested; and only the compiler writes const enums into the hot paths.
  moduleNameMapper: { '^(?:\\.\\./)+src(/.*)?$': '<rootDir>/dist/src$1' },
  setupFilesAfterEnv: ['<rootDir>/test/support/release.ts'],
  transform: {
    '/dist/.+\\.js$': '<rootDir>/test/support/native-modules.cjs',
    '^.+\\.ts$': '<rootDir>/test/support/typescript.cjs',
  },
};

/** `npm test` runs the first project; `npm run test:deep` the slow sweeps and fuzzing in the second. */
const config: Config = {
  // Half of the time a test waits: for a browser, a kernel, or a grader's process. So four share two cores.
  maxWorkers: 4,
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'test',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: ['\\.deep\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'deep',
      // Its own files, and those that `npm test` runs in part (test/support/deep.ts).
      testMatch: [
        '**/*.deep.test.ts',
        '**/charts/figure.test.ts',
        '**/process/figures.test.ts',
        '**/site/microscope-model.test.ts',
        '**/lessons/exercises.test.ts',
      ],
      globals: { HEAPLAB_DEEP: true },
    },
  ],
};

export default config;
