/** Whether where the person is must not be told on: a secrecy mark, or protected registration (OSL 26:1; A-038). */
import { factsOf, type Story } from './story.js';

/**
 * True while the person is protected, and from the recording of a protection that is to come: it masks what was told
 * before it too. A protection that is lifted ends on its own day.
 */
export function isMasked({ registered, chains, asOf }: Story): boolean {
  const first = registered?.data.person.protection ?? 'none';
  const standing = chains.flatMap(({ current }) => current ?? []);
  const changes = factsOf(standing, 'placement.protectionChanged');
  if (changes.length === 0) return first !== 'none';
  const inOrder = [...changes].sort((a, b) => (a.data.from < b.data.from ? -1 : 1));
  const holding = inOrder.findLast(({ data }) => data.from <= asOf)?.data.protection ?? first;
  return [holding, ...inOrder.flatMap(({ data }) => (data.from > asOf ? [data.protection] : []))].some(
    (protection) => protection !== 'none',
  );
}
