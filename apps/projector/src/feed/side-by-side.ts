/** Streams read side by side, so that a log far away is not waited for once for each. */
import { type StreamName } from '#domain';

const AT_ONCE_MAX = 16;

/** What is read of each stream, by its name; at most so many at once. Faults: those of `read`. */
export async function sideBySide<Read>(
  names: readonly StreamName[],
  read: (name: StreamName) => Promise<Read>,
): Promise<ReadonlyMap<StreamName, Read>> {
  const all = new Map<StreamName, Read>();
  for (let at = 0; at < names.length; at += AT_ONCE_MAX) {
    const some = names.slice(at, at + AT_ONCE_MAX);
    const found = await Promise.all(some.map(read));
    for (const [index, name] of some.entries()) all.set(name, found[index] as Read);
  }
  return all;
}
