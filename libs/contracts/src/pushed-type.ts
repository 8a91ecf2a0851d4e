/** The type by which an event is told of where nothing of it is shown (decision A10). */
import { SUBJECT_KINDS, type SubjectKind } from '#domain/facts';
import { wireType } from './message-types.js';
import { PUSHED_BY_NAME, PUSHED_OF_ANY, PUSHED_OF_LOG } from './push-names.data.js';
import { STORED_TYPES } from './stored-types.js';

/** What is said in the place of a name that would tell something. */
const CHANGED = 'changed';

const namedOf = (kind: SubjectKind): 'all' | readonly string[] => PUSHED_BY_NAME[kind] ?? PUSHED_OF_ANY;

const formOf = (kind: SubjectKind): string => {
  const named = namedOf(kind);
  return `${kind}\\.${named === 'all' ? '[A-Za-z]+' : `(?:${[...named, CHANGED].join('|')})`}`;
};

/** What is said of the log itself. */
const OF_LOG = `hub\\.(?:${PUSHED_OF_LOG.join('|')})`;

/** The form, as a regular expression, of each type by which something is pushed, and of no other. */
export const PUSHED_TYPE_FORM = `^se\\.hvbhub\\.(?:${[...SUBJECT_KINDS.map(formOf), OF_LOG].join('|')})\\.v1$`;

/** The event's own type where its name tells nothing, else `se.hvbhub.<kind>.changed.v1`. `kind` is of what it is about. */
export function pushedType(type: string, kind: SubjectKind): string {
  const named = namedOf(kind);
  return named === 'all' || named.some((name) => wireType(`${kind}.${name}`) === type)
    ? type
    : wireType(`${kind}.${CHANGED}`);
}

/** Every type by which an entry of a feed may be told of, each once, in the order of the alphabet. */
export const PUSHED_TYPES: readonly string[] = [
  ...new Set(STORED_TYPES.map(({ type, of }) => pushedType(type, of))),
  ...PUSHED_OF_LOG.map((name) => wireType(`hub.${name}`)),
].toSorted();
