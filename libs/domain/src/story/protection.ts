/** Whether where the person is must not be told on: a secrecy mark, or protected registration (OSL 26:1; A-038). */
import { type Day } from '../kernel/index.js';
import { type Protection } from '../placement/facts/placement.js';
import { type Case } from '../saying/case.js';
import { inCanonicalOrder, standings } from '../saying/effective.js';
import { factsOf, last, type FactOf, type Story } from './story.js';

const isSome = (protection: Protection): boolean => protection !== 'none';

const asRegistered = (registered: FactOf<'placement.registered'> | null): Protection =>
  registered?.data.person.protection ?? 'none';

/** Whether the person is protected on the story's day. */
export const isProtected = ({ registered, facts }: Pick<Story, 'registered' | 'facts'>): boolean =>
  isSome(last(facts, 'placement.protectionChanged')?.data.protection ?? asRegistered(registered));

/**
 * True while the person is protected, and from the recording of a protection that is to come: it masks what was told
 * before it too. A protection that is lifted ends on its own day.
 */
export function isProtectedFrom({ facts }: Pick<Case, 'facts'>, day: Day): boolean {
  const standing = inCanonicalOrder(standings(facts).flatMap(({ current }) => current ?? []));
  const changes = factsOf(standing, 'placement.protectionChanged');
  const holding = changes.findLast(({ data }) => data.from <= day)?.data.protection;
  return (
    isSome(holding ?? asRegistered(last(standing, 'placement.registered'))) ||
    changes.some(({ data }) => data.from > day && isSome(data.protection))
  );
}
