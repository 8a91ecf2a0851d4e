/** After the engine specs of a run. */
export { stopForSpecs as default } from './spec-servers.js';
