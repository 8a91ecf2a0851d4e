export { filesUnder, startStandalone, type Standalone, type StandaloneOptions } from './standalone.js';
export { optionsFrom } from './environment.js';
export { startFromEnvironment } from './start.js';
