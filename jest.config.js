import { availableParallelism } from 'node:os';

/**
 * Specs by level: `.spec.ts` pure, `.int.spec.ts` with a real engine that comes with Node, `.e2e.spec.ts` the whole system.
 * Those with engines that have to be started, `.engine.spec.ts`, are run by jest.engines.config.js.
 */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: '<rootDir>/jest.environment.js',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/{apps,infra,libs,test,tools}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.engine\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }],
  },
  // Every answer that a spec fetches is held to the API description.
  setupFilesAfterEnv: ['<rootDir>/test/support/held-answers.ts'],
  testTimeout: 600_000,
  // Jest would leave a core free, which on two halves the pace. What modules leave behind in a worker goes with the worker.
  maxWorkers: Math.max(2, Math.ceil(availableParallelism() / 2)),
  workerIdleMemoryLimit: '1500MB',
};
