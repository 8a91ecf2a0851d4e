export { BadSetting, portOf } from './environment.js';
export { filesUnder, startStandalone, type Standalone, type StandaloneOptions } from './standalone.js';
export { startFromEnvironment, startOrExplain } from './start.js';
