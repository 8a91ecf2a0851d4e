/** Before the engine specs of a run. */
export { startForSpecs as default } from './spec-servers.js';
