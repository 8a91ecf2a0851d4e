export { filesUnder, startStandalone, type Standalone, type StandaloneOptions } from './standalone.js';
export { startFromEnvironment } from './start.js';
