/** The projector of an installation over the engines: follows the log, keeps the list rows, and answers. */
import { demandDescriptors } from '#http/descriptors';

demandDescriptors();
await import('./run.js');
