export { filesUnder, whereMasterOf, startStandalone, type Standalone, type StandaloneOptions } from './standalone.js';
export { closeWrappings, openFolderWrappings } from './folder/wrapped-stores.js';
export { optionsFrom } from './environment.js';
export { startFromEnvironment } from './start.js';
