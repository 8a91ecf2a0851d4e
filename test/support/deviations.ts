/** Picks a deviation out of a told case, as it stands on a day; and the same as one that concerns no placement. */
import {
  deviationShownOn,
  streamNamed,
  type DeviationFact,
  type DeviationSaid,
  type DeviationView,
  type JudgedDeviation,
  type Said,
  type Uuid,
} from '#domain';
import { on } from './assessed.js';
import { day, name, uuid, type CaseBuilder } from './case-builder.js';

/** What holds of it; undefined before it has occurred. */
export const judgedOn = (story: CaseBuilder, asOf: string, label = '1'): JudgedDeviation | undefined =>
  on(story, asOf).deviations.find(({ summary }) => summary.deviationId === uuid(`deviation/${label}`));

/** As it is shown; undefined before it has occurred. */
export function deviationOn(story: CaseBuilder, asOf: string, label = '1'): DeviationView | undefined {
  const judged = judgedOn(story, asOf, label);
  return judged && deviationShownOn(judged.summary, day(asOf));
}

/** The facts of one deviation, told without its placement: as they stand in a stream of their own. */
export function byItself(story: Pick<CaseBuilder, 'facts'>, label = '1'): DeviationSaid {
  const deviationId: Uuid = uuid(`deviation/${label}`);
  const facts = story.facts
    .filter(({ meta }) => meta.subject.id === deviationId)
    .map((fact, revision) => {
      const { placementId: _stands, ...data } = fact.data as { readonly placementId?: Uuid };
      return { ...fact, data, meta: { ...fact.meta, revision } } as Said<DeviationFact>;
    });
  return { stream: streamNamed('deviation', deviationId), deviationId, facts, name };
}
