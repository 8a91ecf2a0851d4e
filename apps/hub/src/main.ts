/** The hub of an installation over the engines: takes what parties say, judges it, and keeps time. */
import { demandDescriptors } from '#http/descriptors';

demandDescriptors();
await import('./run.js');
