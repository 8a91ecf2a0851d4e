/** `npm start`. */
import { demandDescriptors } from '#http/descriptors';

demandDescriptors();
await import('./run.js');
