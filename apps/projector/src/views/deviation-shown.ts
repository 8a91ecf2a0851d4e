/** The views of one deviation: who sees it, and how each is answered, whether it stands by itself or with a placement. */
import { sightAmong, sightOf, type Principal, type Sight } from '#access';
import { stateOf, STREAMS, subjectText, type JudgedDeviation, type PartyId, type Subject, type ViewOf } from '#domain';
import { partiesOfDeviation, recipientsOfDeviation } from '../feed/recipients.js';
import { type ReadSide } from '../read-side.js';
import { deviationRows } from '../rows/deviation-rows.js';
import { deviationPart } from './case-parts.js';
import { leftOf, rowsLeft } from './left.js';
import { ownViews } from './own-views.js';
import { readTimeline } from './read-timeline.js';
import { deadlinePart, findingPart } from './row-parts.js';
import { type ShownAs } from './shown.js';
import { orByGround } from './showing.js';
import { DEVIATION_VIEW } from './view.schema.data.js';

/** Those whom it has ever been said to concern, and who reported it; ids are compared whole (D-026). */
const sightOfDeviation = (caller: Principal, parties: readonly PartyId[]): Sight =>
  sightAmong(caller, (party) => parties.includes(party));

/** One that concerns no placement, in its own stream. */
export const DEVIATION_SHOWN: ReadSide<'deviation'> = {
  sight: async (caller, { opened, assessment }, head, at) => {
    if (assessment.deviation === null) return 'nothing';
    const subject: Subject = { kind: 'deviation', id: assessment.deviation.deviationId };
    const now = await head();
    const byPart = sightOfDeviation(caller, partiesOfDeviation([...opened.facts, ...now.opened.facts], subject));
    return orByGround(byPart, { caller, head: now, at });
  },
  views: {
    deviation: {
      toThirdPayers: false,
      answer: ({ read: { assessment }, show }) =>
        assessment.deviation && leftOf(show.part(deviationPart(assessment.deviation, assessment.asOf))),
    },
    ...ownViews(),
  },
  named: (deviationId) => ({ deviationId }),
  things: {
    deviation: {
      path: STREAMS.deviation.path,
      schema: DEVIATION_VIEW,
      uuidOf: 'Avvikelsens uuid / of the deviation',
      operation: { operationId: 'ViewsController_deviation', summary: 'En avvikelse (one deviation)' },
    },
  },
  recipients: (subject, _before, { facts }) => recipientsOfDeviation(facts, subject),
  rows: (read, _surroundings, name) => deviationRows({ ...stateOf(read), name }),
  rowsBy: 'principalRole',
};

/**
 * One that stands with its placement: the case's principals see it, those whom it concerns, who see nothing else there, and whom
 * a ground names that is of it.
 * Its deadlines and findings are the placement's, those of them that are its own.
 */
export function deviationInCase(subject: Subject): ShownAs<'case', ViewOf<'deviation'>> {
  const judgedIn = ({ deviations }: { readonly deviations: readonly JudgedDeviation[] }) =>
    deviations.find(({ summary }) => summary.deviationId === subject.id);
  return {
    about: subject,
    sight: async (caller, { assessment, opened }, head, at) => {
      if (!judgedIn(assessment)) return 'nothing';
      const now = await head();
      const asPrincipal = sightOf(caller, now.assessment.placement);
      const parties = partiesOfDeviation([...opened.facts, ...now.opened.facts], subject);
      const isPrincipal = asPrincipal !== 'nothing' && asPrincipal !== 'costsOnly';
      const byPart = isPrincipal ? asPrincipal : sightOfDeviation(caller, parties);
      return orByGround(byPart, { caller, head: now, at, about: subject });
    },
    views: {
      deviation: {
        toThirdPayers: false,
        answer: ({ read: { assessment }, show }) => {
          const judged = judgedIn(assessment);
          return judged ? leftOf(show.part(deviationPart(judged.summary, assessment.asOf))) : null;
        },
      },
      deadlines: {
        sv: 'frister',
        toThirdPayers: false,
        answer: ({ read: { assessment }, reading, show, id }) =>
          rowsLeft(
            show,
            (judgedIn(assessment)?.deadlines ?? []).map((one) => deadlinePart(one, reading, id, subject)),
          ),
      },
      findings: {
        sv: 'anmärkningar',
        toThirdPayers: false,
        answer: ({ read: { assessment }, reading, show, id }) =>
          rowsLeft(
            show,
            (judgedIn(assessment)?.findings ?? [])
              .filter(({ raisedOn }) => raisedOn <= reading.asOf)
              .map((one) => findingPart(one, reading, subjectText({ kind: 'placement', id }), subject)),
          ),
      },
      timeline: {
        sv: 'tidslinje',
        toThirdPayers: false,
        answer: async ({ deps, read, reading, show }) => ({
          entries: await readTimeline(deps, { stream: read.opened.stream, reading, show, about: subject }),
        }),
      },
    },
    named: (placementId) => ({ deviationId: subject.id, placementId }),
  };
}
