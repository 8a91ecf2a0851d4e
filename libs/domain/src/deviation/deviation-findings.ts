/** What the rules find in a deviation: that it is not handled jointly, or without a temporary split (A-107–A-109, H-004). */
import { addDays, earliest } from '../calendar/index.js';
import { compareText, filled, messageKeyOf, type Day, type PartyId } from '../kernel/index.js';
import { undoneFrom, VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { dayOf } from '../saying/fact-entries.js';
import { foundBy, rulesOf, type FindingTable } from '../making/finding-table.js';
import { type Finding, type Sighting } from '../making/finding.js';
import { answersOf } from './answered.js';
import { isWordOf } from './concerned.js';
import { DEVIATION_SAYS } from './deviation-says.data.js';
import { isBetweenParties, type DeviationReading } from './reading.js';
import { splitLasts, type Split } from './splits.js';
import { allConcerned, theFirstConcerned, told, type WaitsFor } from '../making/answering.js';

/** A stretch of days without a split in force, and the split that went before it. */
interface Gap {
  readonly from: Day;
  readonly until: Day | undefined;
  readonly after: Split | null;
}

/** The stretches of an investigation, up to the closure, on which no split was in force. */
function gapsOf({ investigations, splits, closure }: DeviationReading): readonly Gap[] {
  const begun = investigations.map(({ data }) => data.on).sort(compareText)[0];
  if (begun === undefined) return [];
  const inForce = splits.flatMap((split) => splitLasts(split) ?? []).sort((a, b) => compareText(a.from, b.from));
  const gaps: Gap[] = [];
  let open: Pick<Gap, 'after'> & { readonly from: Day | null } = { from: begun, after: null };
  for (const { split, from, until } of inForce) {
    if (open.from === null) break;
    if (from > open.from) gaps.push({ from: open.from, until: from, after: open.after });
    if (until === null || until > open.from) open = { from: until, after: split };
  }
  if (open.from !== null) gaps.push({ from: open.from, until: undefined, after: open.after });
  return gaps.flatMap((gap) => {
    const until = earliest(gap.until, closure.closedOn);
    return until !== undefined && until <= gap.from ? [] : [{ ...gap, until }];
  });
}

/**
 * A-108 "omgående komma överens om en tillfällig ansvarsfördelning": at once, with no time to do it in; and again where what
 * they agreed on has run out while they still investigate.
 */
function noSplitInForce(reading: DeviationReading): readonly Sighting[] {
  const { story, investigations } = reading;
  if (story.isAnnulled || !isBetweenParties(story)) return [];
  const { deviationId, sides: parties } = story;
  return gapsOf(reading).map(({ from, until, after }) => {
    const splitId = after?.proposed.data.splitId;
    return {
      key: splitId === undefined ? deviationId : `${deviationId} ${splitId}`,
      parties,
      raisedOn: from,
      resolvedOn: until,
      causedBy: [...investigations.slice(0, 1), ...(after ? [after.proposed] : [])],
      says:
        splitId === undefined
          ? filled(DEVIATION_SAYS.noSplit, { deviationId })
          : filled(DEVIATION_SAYS.splitEnded, { deviationId, splitId }),
    };
  });
}

/** Those concerned that none of the first investigations has with it. */
function missingAfter({ story, investigations }: DeviationReading, count: number): readonly PartyId[] {
  const taking = investigations.slice(0, count).flatMap(({ data, meta }) => [...data.parties, meta.party]);
  return story.sides.filter((side) => !taking.some((party) => isWordOf(party, side)));
}

/** A-107 "ska hantering av avvikelsen göras gemensamt": whoever it concerns takes part in the investigation. */
function notInvestigatedJointly(reading: DeviationReading): readonly Sighting[] {
  const { story, investigations, closure } = reading;
  const [first] = investigations;
  if (story.isAnnulled || !first) return [];
  const parties = missingAfter(reading, 1);
  if (parties.length === 0) return [];
  const mended = investigations.find((_one, at) => missingAfter(reading, at + 1).length === 0);
  return [
    {
      key: story.deviationId,
      parties: story.sides,
      raisedOn: first.data.on,
      resolvedOn: earliest(mended?.data.on, closure.closedOn),
      causedBy: [first],
      says: filled(DEVIATION_SAYS.notInvestigatedBy, {
        deviationId: story.deviationId,
        parties: parties.join(', '),
      }),
    },
  ];
}

/** A-109 "bidrar till att vid behov förändra rutiner…": what was decided because of it is done, by its day. */
const actionsNotDone = ({ story, actions }: DeviationReading): readonly Sighting[] =>
  actions.flatMap(({ decided, doneOn }) => {
    const { actionId, responsible, dueOn } = decided.data;
    if (story.isAnnulled || (doneOn !== null && doneOn <= dueOn)) return [];
    return [
      {
        key: `${story.deviationId} ${actionId}`,
        parties: [responsible],
        raisedOn: addDays(dueOn, 1),
        resolvedOn: doneOn ?? undefined,
        causedBy: [decided],
        says: filled(DEVIATION_SAYS.actionNotDone, { deviationId: story.deviationId, actionId }),
      },
    ];
  });

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": until its giver's next that works. */
function vainAnswers({ story, closure }: DeviationReading): readonly Sighting[] {
  if (story.isAnnulled) return [];
  return [answersOf(story, 'deviation.temporaryResponsibilityConfirmed'), closure.answers].flatMap(
    ({ vain, working }) =>
      vain.map(({ confirmed, undone }) => {
        const raisedOn = undoneFrom(confirmed, undone);
        const { party } = confirmed.meta;
        const mended = working
          .filter((one) => one.confirmed.meta.party === party)
          .map((one) => dayOf(one.confirmed))
          .filter((on) => on >= raisedOn)
          .sort(compareText)[0];
        return {
          key: `answer ${story.deviationId} ${messageKeyOf(confirmed)}`,
          parties: [party, undone.by.meta.party],
          raisedOn,
          resolvedOn: earliest(mended, closure.closedOn),
          causedBy: [confirmed, undone.by],
          says: WHY_SAYS[undone.because],
        };
      }),
  );
}

const whoHasNotTakenPart: WaitsFor<DeviationReading> = (reading) =>
  missingAfter(reading, reading.investigations.length);

const DEVIATION_FINDINGS: FindingTable<DeviationReading> = {
  'H-004': {
    seenBy: vainAnswers,
    answer: told(['deviation.temporaryResponsibilityConfirmed', 'deviation.closureConfirmed'], theFirstConcerned),
    discloses: 'case',
    severity: VAIN_SEVERITY,
  },
  'A-107': {
    seenBy: notInvestigatedJointly,
    answer: told(['deviation.investigationStarted'], whoHasNotTakenPart),
    discloses: 'case',
  },
  'A-108': {
    seenBy: noSplitInForce,
    answer: told(
      ['deviation.temporaryResponsibilityProposed', 'deviation.temporaryResponsibilityConfirmed'],
      allConcerned,
    ),
    discloses: 'case',
  },
  'A-109': {
    seenBy: actionsNotDone,
    answer: told(['deviation.actionDone'], allConcerned),
    discloses: 'case',
    severity: { is: 'warning', because: 'the rule asks that results be used; the day is the parties’ own' },
  },
};

/** The rules that a deviation is held against. */
export const DEVIATION_RULES = rulesOf(DEVIATION_FINDINGS);

/** All that is found in a deviation, also what will be so later; each by the agreement of its day. */
export const deviationFindings = (reading: DeviationReading): readonly Finding[] =>
  foundBy(reading.story.judging, DEVIATION_RULES, reading, (seen) => [reading.story.judgingOn(seen.raisedOn), seen]);
