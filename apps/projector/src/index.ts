/** The read side, for whoever composes a process. */
export { ProjectorModule } from './projector.module.js';
export { PROJECTOR_PARTS, type ProjectorParts } from './projector.options.js';
export { keepRows, type RowKeeper, type RowKeeperOptions } from './rows/row-keeper.js';
export { dumpRows } from './rows/row-store.sqlite.js';
export { type RebuildData } from './rows/rows-rebuild.js';
export { nameOfThings } from './views/names.js';
