/** The read side, for whoever composes a process. */
export { ProjectorModule } from './projector.module.js';
export { PROJECTOR_PARTS, type ProjectorParts } from './projector.options.js';
export { keepRows, type RowKeeper, type RowKeeperOptions } from './rows/row-keeper.js';
export { type RowSources, type WhereKeys, type WhereLog, type WhereRows } from './rows/row-sources.js';
export { nameOfThings } from './views/names.js';
