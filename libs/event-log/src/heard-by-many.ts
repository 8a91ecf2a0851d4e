/** A signal that ends the waits of however many there are at once. */
import { setMaxListeners } from 'node:events';

/** Of no bound on its listeners: each is of one question or call, which are bounded themselves, and leaves with it. */
export function heardByMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
