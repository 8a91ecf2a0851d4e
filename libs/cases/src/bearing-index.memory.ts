/** An index of what bears on what that lasts as long as its process: for who reads the whole log anyway, and for specs. */
import { prefixOf } from '#domain';
import { type Position } from '#event-log';
import { type BearingIndex, type Bears } from './bearing-index.port.js';

export function memoryBearingIndex(): BearingIndex {
  const all = new Map<string, Bears>();
  const checkpoints = new Map<string, Position>();
  return {
    checkpoint: (prefix) => Promise.resolve(checkpoints.get(prefix) ?? null),
    commit: ({ bears, prefix, next }) => {
      for (const one of bears) {
        const key = `${one.bearer} ${one.bearsOn}`;
        if (!all.has(key)) all.set(key, one);
      }
      checkpoints.set(prefix, next);
      return Promise.resolve();
    },
    bearing: (on) =>
      Promise.resolve(
        [...all.values()].filter(({ bearer, bearsOn }) =>
          'allOf' in on ? bearer.startsWith(prefixOf(on.allOf)) : on.includes(bearsOn),
        ),
      ),
    namesOf: (bearer) =>
      Promise.resolve([...all.values()].filter((one) => one.bearer === bearer).map(({ bearsOn }) => bearsOn)),
    close: () => Promise.resolve(),
  };
}
