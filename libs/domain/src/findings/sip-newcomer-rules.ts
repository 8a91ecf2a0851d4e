/** That the consent to a SIP names who has become principal of its placement: responsibility moves by itself, a consent never does. */
import { earliest, maxDay } from '../calendar/index.js';
import { filled, type Day, type PartyId } from '../kernel/index.js';
import { told, type WaitsFor } from '../making/answering.js';
import { type FindingTable } from '../making/finding-table.js';
import { consentStatusOn, consentTurns, isNamedOn, type Consent } from '../sip/consent.js';
import { type SipCourse } from '../sip/course.js';
import { type Course } from '../story/course.js';
import { sideSpansOf, type SideSpan } from '../story/side-spans.js';
import { endOf, type Judged, type Seen, type SeenBy } from './finding-rule.js';
import { SIP_OF_CASE_SAYS } from './sip-says.data.js';
import { readFrom } from './sip-rules.js';
import { hasPart, isExcluded, startOf, type SipOfBoth } from './sips-of-both.js';
import { principalsOn } from '../story/parties.js';

/** One that has become principal after the placement began, from which day, until it is so no more, and by what. */
interface Newcomer {
  readonly party: PartyId;
  readonly from: Day;
  readonly until: Day | null;
  readonly begunBy: SideSpan['begunBy'];
}

const isSide = ({ kommun, region }: SideSpan, party: PartyId): boolean => party === kommun || party === region;

/** Kommun or region, by a change of the registration or a transfer of the case. */
function newcomersTo(course: Course): readonly Newcomer[] {
  const spans = sideSpansOf(course.story);
  const atStart = principalsOn(course.story, startOf(course));
  return spans.flatMap((span, at) => {
    const { from, begunBy } = span;
    const before = spans[at - 1];
    if (from === null || before === undefined) return [];
    return [span.kommun, span.region]
      .filter((party) => !isSide(before, party) && !atStart.includes(party))
      .map((party) => ({
        ...{ party, from, begunBy },
        until: spans.slice(at).find((later) => !isSide(later, party))?.from ?? null,
      }));
  });
}

/** Whose it is to ask the individual: the kommun that places where it has a part in the SIP, else whoever opened that. */
const askerOf = ({ kommun }: Course, sip: SipCourse): PartyId =>
  hasPart(sip, kommun) ? kommun : sip.reading.opening.meta.party;

/**
 * While a consent is valid that lets others take part, and none names the one that has become principal. Whom the individual has
 * excluded is not asked about again.
 */
function unnamed(course: Course, { of, sip }: SipOfBoth, newcomer: Newcomer): readonly Seen[] {
  const { party, until, begunBy } = newcomer;
  if (isExcluded(sip, party)) return [];
  const from = maxDay(newcomer.from, of.on);
  const over = earliest(until, sip.endedOn, endOf(course));
  const turns = sip.consents.flatMap(consentTurns).filter((day) => day > from);
  const days = [...new Set([from, ...turns])].sort();
  return sip.consents.flatMap((consent) => {
    const isSo = (day: Day): boolean =>
      consentStatusOn(consent, day) === 'valid' && !isNamedOn(sip.consents, party, day);
    const raisedOn = days.find(isSo);
    if (raisedOn === undefined || (over !== undefined && over <= raisedOn)) return [];
    const resolvedOn = earliest(
      days.find((day) => day > raisedOn && !isSo(day)),
      over,
    );
    const { ofAgeOn } = sip.reading;
    return [
      {
        key: keyOf(consent, party),
        parties: [askerOf(course, sip)],
        raisedOn,
        resolvedOn,
        causedBy: [begunBy, consent.given],
        readFrom: readFrom(of),
        says: filled(SIP_OF_CASE_SAYS.newcomerNotNamed, { party }),
        fromBirthDate: ofAgeOn !== null && (raisedOn === ofAgeOn || resolvedOn === ofAgeOn),
      },
    ];
  });
}

const keyOf = ({ given }: Consent, party: PartyId): string => `consent ${given.data.consentId} ${party}`;

/** A-029 "Den enskilde lämnar samtycke om vilka aktörer som deltar": also of whoever has become principal since. */
const newcomerUnnamed: SeenBy = ({ course, sipsOfBoth }) => {
  if (sipsOfBoth.length === 0) return [];
  const newcomers = newcomersTo(course);
  return sipsOfBoth.flatMap((one) => newcomers.flatMap((newcomer) => unnamed(course, one, newcomer)));
};

/** As of the day asked. */
const theAsker: WaitsFor<Judged> = ({ course, sipsOfBoth }, { readFrom: read = [] }) =>
  sipsOfBoth
    .filter(({ sip }) => read.some(({ stream }) => stream === sip.reading.stream))
    .map(({ sip }) => askerOf(course, sip));

export const NEWCOMER_TO_SIP_FINDINGS: FindingTable<Judged> = {
  'A-029': {
    seenBy: newcomerUnnamed,
    answer: told(['sip.consentGiven'], theAsker),
    discloses: 'case',
    readsStricter: {
      classes: ['place'],
      because:
        'it names the party that has become principal, known to all who have a role in the case, not the kommun it follows from',
    },
    severity: {
      is: 'warning',
      because: 'what is not consented to permits nothing, and nothing is against the rule until something is told',
    },
  },
};
