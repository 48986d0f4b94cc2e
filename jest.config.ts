import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: process.env['HEAPLAB_DEEP']
    ? ['**/*.deep.test.ts']
    : ['**/*.test.ts', '!**/*.deep.test.ts'],
  testPathIgnorePatterns: process.env['HEAPLAB_DEEP'] ? ['/node_modules/'] : ['/node_modules/', '\\.deep\\.test\\.ts$'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.check.json', isolatedModules: true }] },
  testTimeout: 60_000,
  maxWorkers: 2,
};

export default config;
