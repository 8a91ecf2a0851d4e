/** How a case is asked for and answered: otherwise than in writing, tried too early, and answers that move nothing (H-004, H-007, H-010). */
import { compareText, filled, messageKeyOf } from '../kernel/index.js';
import { escalatesFrom } from '../making/deadline.js';
import { undoneFrom, VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { type FindingTable } from '../making/finding-table.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { answersTo } from '../deadlines/transfer.js';
import { answersForKommun, placingOn } from '../story/placings.js';
import { type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type Judged, type Seen, type SeenBy } from './finding-rule.js';
import { TRANSFER_SAYS } from './transfer-says.data.js';
import { nothing, told, type WaitsFor } from '../making/answering.js';

type Requested = FactOf<'placement.caseTransferRequested'>;
type Answered = FactOf<'placement.caseTransferAnswered'>;

const requestsIn = ({ story }: Course): readonly Requested[] => factsOf(story.facts, 'placement.caseTransferRequested');

/** H-010 "Att överflyttning av ett ärende begärdes på annat sätt än skriftligen tas emot och anmärks". */
const notInWriting: SeenBy = ({ course }) =>
  requestsIn(course)
    .filter(({ data }) => !data.inWriting)
    .map((request) => ({
      key: request.data.transferId,
      parties: [request.meta.party, request.data.toKommun],
      raisedOn: request.data.requestedOn,
      causedBy: [request],
      duty: 'transferOfCase',
      says: TRANSFER_SAYS.unwritten,
    }));

/**
 * H-007 "Att Inspektionen för vård och omsorg tillfrågas om överflyttning innan den andra kommunen har sagt nej, eller innan
 * en månad har gått, tas emot och anmärks".
 */
const askedEarly: SeenBy = ({ course }) =>
  requestsIn(course).flatMap((request): readonly Seen[] => {
    const { transferId, requestedOn, toKommun } = request.data;
    const applied = factsOf(course.story.facts, 'placement.caseTransferApplied').find(
      ({ data }) => data.transferId === transferId,
    );
    const from = escalatesFrom({ kind: 'caseTransferAnswer', startsOn: requestedOn });
    if (!applied || from === undefined) return [];
    const { on } = applied.data;
    const before = answersTo(course, request).filter(({ data }) => data.answeredOn <= on);
    const mayAsk = before.length === 0 ? on >= from : before.at(-1)?.data.answer === 'refused';
    if (mayAsk) return [];
    return [
      {
        key: transferId,
        parties: [applied.meta.party, toKommun],
        raisedOn: on,
        causedBy: [request, applied],
        duty: 'transferTried',
        says: filled(TRANSFER_SAYS.askedEarly, { from }),
      },
    ];
  });

/** What has undone an answer: also that by now another kommun is asked. */
function undoneIn({ story }: Course, answered: Answered): Undone<CaseFact> | null {
  const undone = answerOf<CaseFact>(answered, story.chains, story.facts)?.undone ?? null;
  const request = factsOf(story.facts, 'placement.caseTransferRequested').find(
    ({ data }) => data.transferId === answered.data.transferId,
  );
  if (undone || !request || answersForKommun(answered.meta.party, request.data.toKommun)) return undone;
  return { because: 'corrected', by: request };
}

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": until one that works. */
const vainAnswer: SeenBy = ({ course }) =>
  factsOf(course.story.facts, 'placement.caseTransferAnswered').flatMap((answered): readonly Seen[] => {
    const { facts } = course.story;
    const undone = undoneIn(course, answered);
    if (!undone) return [];
    const raisedOn = undoneFrom(answered, undone);
    const mended = factsOf(facts, 'placement.caseTransferAnswered')
      .filter(
        (other) =>
          other.data.transferId === answered.data.transferId &&
          other.data.answeredOn >= raisedOn &&
          undoneIn(course, other) === null,
      )
      .map(({ data }) => data.answeredOn)
      .sort(compareText)[0];
    return [
      {
        key: `answer ${messageKeyOf(answered)}`,
        parties: [answered.meta.party, undone.by.meta.party],
        raisedOn,
        resolvedOn: mended,
        causedBy: [answered, undone.by],
        says: WHY_SAYS[undone.because],
      },
    ];
  });

/** H-004 "Ett svar på något som… har ersatt har ingen verkan": the case had gone elsewhere when the request was granted. */
const movesNothing: SeenBy = ({ course }) =>
  requestsIn(course).flatMap((request) =>
    answersTo(course, request).flatMap((answered): readonly Seen[] => {
      const { answer, answeredOn } = answered.data;
      const placing = placingOn(course.story.placings, answeredOn);
      const isIts = placing.said === answered || isMovedAlready(request, placing.party);
      if (answer === 'refused' || isIts) return [];
      return [vainOf(answered, request, placing)];
    }),
  );

const isMovedAlready = ({ data, meta }: Requested, party: string): boolean =>
  party === data.toKommun || party === meta.party;

const vainOf = (answered: Answered, request: Requested, { said, party }: ReturnType<typeof placingOn>): Seen => ({
  key: `answer ${messageKeyOf(answered)}`,
  parties: [answered.meta.party, request.meta.party, party],
  raisedOn: answered.data.answeredOn,
  causedBy: [answered, said],
  says: TRANSFER_SAYS.notItsCase,
});

/** The kommun that the request names by now. */
const whoIsAsked: WaitsFor<Judged> = ({ course }, { key }) => {
  const answered = factsOf(course.story.facts, 'placement.caseTransferAnswered').find(
    (one) => `answer ${messageKeyOf(one)}` === key,
  );
  return requestsIn(course).flatMap(({ data }) =>
    data.transferId === answered?.data.transferId ? [data.toKommun] : [],
  );
};

export const TRANSFER_FINDINGS: FindingTable<Judged> = {
  'H-004': [
    {
      seenBy: vainAnswer,
      answer: told(['placement.caseTransferAnswered'], whoIsAsked),
      discloses: 'case',
      severity: VAIN_SEVERITY,
    },
    {
      seenBy: movesNothing,
      answer: nothing('the case had gone elsewhere by then: there is nothing to say yes to'),
      discloses: 'case',
      severity: VAIN_SEVERITY,
    },
  ],
  'H-007': {
    seenBy: askedEarly,
    answer: nothing('it was asked when it was, and is tried all the same'),
    discloses: 'case',
  },
  'H-010': {
    seenBy: notInWriting,
    answer: nothing('it was asked as it was; what is asked later in writing is another request'),
    discloses: 'case',
  },
};
