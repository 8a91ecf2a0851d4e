/** What is found of handovers: care that is to be handed over and is not yet, one that was refused, answers that work nothing. */
import { addDays, earliest } from '../calendar/index.js';
import { filled, messageKeyOf, type Day } from '../kernel/index.js';
import { undoneFrom, VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { type Sighting } from '../making/finding.js';
import { type FindingTable } from '../making/finding-table.js';
import { type Course } from '../story/course.js';
import { vainAnswers } from '../story/handover-answers.js';
import { openingsOf } from '../story/handover-openings.js';
import { speaksForRegion } from '../story/handover-starts.js';
import { actingOn, type Handover } from '../story/handovers.js';
import { HANDOVER_SAYS } from './handover-says.data.js';
import { nothing, theFirstConcerned, told, type WaitsFor } from '../making/answering.js';

/** What a handover is judged by. */
interface Judged {
  readonly course: Course;
}

type SeenBy = (judged: Judged) => readonly Sighting[];

/** The first day from one on, that one included, on which a region acts. */
function actsFrom({ handovers: { acting } }: Course, region: string, from: Day): Day | undefined {
  if (actingOn(acting, from) === region) return from;
  return acting.find((one) => one.region === region && one.from !== null && one.from > from)?.from ?? undefined;
}

/**
 * A-076 "Om folkbokföringen ändras till annat län tar den nya regionen över vårdansvaret": the former acts until it has
 * accepted.
 */
const toBeHandedOver: SeenBy = ({ course }) => {
  const { regionSides, handovers, kommun } = course;
  return regionSides.flatMap((side, at): readonly Sighting[] => {
    const { movedBy, legal, since } = side;
    if (!movedBy || since === null || regionSides[at - 1]?.movedBy === movedBy) return [];
    const acting = actingOn(handovers.acting, since);
    if (acting === legal) return [];
    const over = regionSides.slice(at + 1).find((next) => next.legal !== legal)?.since;
    return [
      {
        key: `change ${messageKeyOf(movedBy)}`,
        parties: [kommun, legal, acting],
        raisedOn: since,
        resolvedOn: earliest(over, actsFrom(course, legal, since)),
        causedBy: [movedBy],
        duty: 'careOfResidents',
        says: filled(HANDOVER_SAYS.toBeHandedOver, { legal, from: since, acting }),
      },
    ];
  });
};

/** A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": refused, until it is accepted or another is started. */
const refused: SeenBy = ({ course }) =>
  course.handovers.all.flatMap((made, at): readonly Sighting[] => {
    const { rejected, startedBy, fromRegion, toRegion } = made;
    if (!rejected) return [];
    const raisedOn = rejected.data.on;
    return [
      {
        key: `refused ${made.handoverId}`,
        parties: [fromRegion, toRegion],
        raisedOn,
        resolvedOn: earliest(endOf(made), course.handovers.all.slice(at + 1).find(isFounded)?.initiatedOn),
        causedBy: [startedBy, rejected],
        duty: 'careOfResidents',
        says: filled(HANDOVER_SAYS.refused, { receiver: toRegion, acting: fromRegion }),
      },
    ];
  });

/**
 * A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": the region that is to take over has read that it
 * is. From the day after it was started, until it opens that or answers it, or it is withdrawn.
 */
const notOpened: SeenBy = ({ course: { story, handovers } }) =>
  handovers.all.map((made): Sighting => {
    const { handoverId, fromRegion, toRegion, startedBy, rejected, initiatedOn } = made;
    const opened = openingsOf(story, handovers, made).filter(({ meta }) => speaksForRegion(meta.party, toRegion));
    return {
      key: `opened ${handoverId}`,
      parties: [toRegion, fromRegion],
      raisedOn: addDays(initiatedOn, 1),
      resolvedOn: earliest(...opened.map(({ data }) => data.on), rejected?.data.on, endOf(made)),
      causedBy: [startedBy],
      duty: 'careOfResidents',
      says: filled(HANDOVER_SAYS.notOpened, { receiver: toRegion }),
    };
  });

const isFounded = ({ withdrawn }: Handover): boolean => withdrawn?.because !== 'unfounded';

const endOf = ({ accepted, withdrawn }: Handover): Day | undefined => accepted?.data.on ?? withdrawn?.on;

/** H-004 "Ett svar på något som… hubben, har ersatt har ingen verkan": until one that works. */
const vain: SeenBy = ({ course }) =>
  vainAnswers(course.story, course.handovers).map(({ answer, undone }) => ({
    key: `answer ${messageKeyOf(answer)}`,
    parties: [answer.meta.party, undone.by.meta.party],
    raisedOn: undoneFrom(answer, undone),
    causedBy: [answer, undone.by],
    says: WHY_SAYS[undone.because],
  }));

const IS_NAMED = 'it names who is responsible and who acts, not the kommun that it follows from';

/** The one that is to take over, and the one that acts. */
const theTwoRegions: WaitsFor<Judged> = (_judged, { parties: [, ...regions] }) => regions;

export const HANDOVER_FINDINGS: FindingTable<Judged> = {
  'A-075': [
    {
      seenBy: refused,
      answer: told(['handover.initiated'], theFirstConcerned),
      discloses: 'case',
      severity: { is: 'warning', because: 'a region may refuse, and the sender goes on: a new handover is needed' },
    },
    {
      seenBy: notOpened,
      answer: told(['placement.opened', 'handover.accepted', 'handover.rejected'], theFirstConcerned),
      discloses: 'case',
      readsStricter: { classes: ['place'], because: IS_NAMED },
      severity: {
        is: 'warning',
        because: 'no time is given for opening a handover, and what is seen is that no opening has been told',
      },
    },
  ],
  'A-076': {
    seenBy: toBeHandedOver,
    answer: told(['handover.accepted', 'handover.initiated'], theTwoRegions),
    discloses: 'case',
    readsStricter: { classes: ['place'], because: IS_NAMED },
    severity: {
      is: 'warning',
      because: 'it is against nothing that the registration moved: it is to be handed over, and is not yet',
    },
  },
  'H-004': {
    seenBy: vain,
    answer: nothing('another has taken its place: what is answered then is that one'),
    discloses: 'case',
    severity: VAIN_SEVERITY,
  },
};
