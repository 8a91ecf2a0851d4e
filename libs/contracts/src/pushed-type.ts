/** The type by which an event is told of where nothing of it is shown (decision A10). */
import { type SubjectKind } from '#domain/facts';
import { wireType } from './message-types.js';
import { PUSHED_BY_NAME, PUSHED_OF_ANY } from './push-names.data.js';

/** What is said in the place of a name that would tell something. */
const CHANGED = 'changed';

/** The event's own type where its name tells nothing, else `se.hvbhub.<kind>.changed.v1`. `kind` is of what it is about. */
export function pushedType(type: string, kind: SubjectKind): string {
  const named = PUSHED_BY_NAME[kind] ?? PUSHED_OF_ANY;
  return named === 'all' || named.some((name) => wireType(`${kind}.${name}`) === type)
    ? type
    : wireType(`${kind}.${CHANGED}`);
}
