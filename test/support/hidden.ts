/** Whether where somebody is may be told on a day: the law read once more, by hand and from the facts alone. */
import { effectiveFacts, type Day } from '#domain';
import { type CaseBuilder } from './case-builder.js';

/** True while the person is protected, and from the recording of a protection that is to come. */
export function isHidden({ facts }: CaseBuilder, on: Day): boolean {
  const all = effectiveFacts(facts);
  const registered = all.find((fact) => fact.type === 'placement.registered');
  const first = registered?.type === 'placement.registered' ? registered.data.person.protection : 'none';
  const changes = all.flatMap((fact) => (fact.type === 'placement.protectionChanged' ? [fact.data] : []));
  const holding = changes.filter(({ from }) => from <= on).at(-1)?.protection ?? first;
  return holding !== 'none' || changes.some(({ from, protection }) => from > on && protection !== 'none');
}
