/** Specs with real engines, `.engine.spec.ts`: one PostgreSQL and one Apache Kafka are started for the run. */
import { existsSync } from 'node:fs';
import base from './jest.config.js';

const servers = 'dist/infra/engines';
if (!existsSync(servers)) throw new Error('not built yet: npm run test:engines builds first');

export default {
  ...base,
  testMatch: ['<rootDir>/{apps,infra,libs,test}/**/*.engine.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: `<rootDir>/${servers}/jest-setup.js`,
  globalTeardown: `<rootDir>/${servers}/jest-teardown.js`,
};
