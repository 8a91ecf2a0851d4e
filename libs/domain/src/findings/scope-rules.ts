/** Whether the agreement reaches the placement, and whose resident the person is (A-001, A-002, A-007, B-003, G-16, A-076, A-077, H-002). */
import { earliest } from '../calendar/index.js';
import { isUnder, type Course } from '../story/course.js';
import { principalsOn } from '../story/parties.js';
import { type PlacingSpan } from '../story/placings.js';
import { covers, messageKeyOf, partyKind, type Sentence } from '../kernel/index.js';
import { notBefore, type RegionSide } from '../story/region-side.js';
import { defaultRegionOf } from '../story/registration.js';
import { inEach, type Judged, type Seen, type SeenBy, when, thePlacer } from './finding-rule.js';
import { type Placer } from './placed.js';
import { type FindingTable, type FindingWay } from '../making/finding-table.js';
import { type AgreementState } from '../saying/case.js';
import { agreementOf } from '../story/in-force.js';
import { type ScopeRule } from '../agreement/facts/pack.js';
import { wordsUnder } from '../agreement/facts/packs.js';
import { SCOPE_SAYS } from './scope-says.data.js';
import { corrected, told, type WaitsFor } from '../making/answering.js';

/**
 * With no agreement in force for a kommun on the day statute alone binds (G-16: a gap is a gap). By the rule that says whom the
 * kommun's own agreement is for: another agreement's words are not for it.
 */
const withoutAgreement =
  (rule: ScopeRule): SeenBy =>
  ({ course: { story, registered }, placers }) =>
    inEach(placers, (placer) => {
      if (placer.agreement) return null;
      const own = agreementOf(story.surroundings, placer.party);
      return wordsUnder(own).whomItIsFor.rule === rule ? unbound(registered, placer, own) : null;
    });

const unbound = (
  registered: Course['registered'],
  { from, until, party, said }: Placer,
  own: AgreementState | null,
): Seen => ({
  key: from === null ? 'agreement' : `agreement ${messageKeyOf(said)}`,
  parties: [party],
  raisedOn: from ?? registered.meta.saidOn,
  resolvedOn: until ?? undefined,
  causedBy: from === null ? [registered] : [registered, said],
  says: saysOf(own),
  ...(own && !own.pack.judgesPlacements ? { readFrom: [{ stream: own.stream, revision: own.revision }] } : {}),
});

function saysOf(own: AgreementState | null): Sentence {
  if (!own) return SCOPE_SAYS.noParty;
  return own.pack.judgesPlacements ? SCOPE_SAYS.notInForce : SCOPE_SAYS.notOfPlacements;
}

/**
 * A-002 "regionens hälso- och sjukvård, (inklusive tandvård) och kommunernas socialtjänster": a region that is no party
 * to the agreement that judges is bound by statute alone.
 */
const regionOutsideAgreement: SeenBy = ({ course, placers }) =>
  placers.flatMap((placing) => outsideUnder(course, placing));

const NONE: readonly never[] = [];

/** The regions that are no party to the agreement of one kommun that places, on its days. */
function outsideUnder(course: Course, { from, until, said, agreement }: Placer): readonly Seen[] {
  const { regionSides } = course;
  if (!agreement) return NONE;
  const { parties } = agreement.state.registered;
  if (regionSides.every(({ legal }) => parties.some((party) => covers(party, legal)))) return NONE;
  const firsts = regionSides.filter(({ legal }, at) => at === 0 || regionSides[at - 1]?.legal !== legal);
  return firsts
    .filter(({ legal }) => !parties.some((party) => covers(party, legal)))
    .flatMap((side) => outsideOn(course, side, { from, until, said }));
}

/** One region's days under one kommun that places, where it has any. */
function outsideOn(
  { registered, kommun, regionSides }: Course,
  side: RegionSide,
  { from, until, said }: Pick<PlacingSpan, 'from' | 'until' | 'said'>,
): readonly Seen[] {
  const raisedOn = notBefore(side, from ?? registered.meta.saidOn);
  const later = regionSides.slice(regionSides.indexOf(side) + 1);
  const next = later.find(({ legal }) => legal !== side.legal)?.since ?? undefined;
  const resolvedOn = earliest(next, until);
  return when(from === null || resolvedOn === undefined || raisedOn < resolvedOn, () => ({
    key: `region ${messageKeyOf(side.registration.said)}${from === null ? '' : ` ${messageKeyOf(said)}`}`,
    parties: [kommun, side.legal],
    raisedOn,
    resolvedOn,
    causedBy: [side.registration.said],
    duty: 'careOfResidents',
    says: SCOPE_SAYS.regionNoParty,
  }));
}

/** A-007 "pågår under en begränsad tid med bestämda mål": goals. The limited time is required of the message. */
const withoutGoals: SeenBy = ({ course: { registered, kommun } }) =>
  when(registered.data.goals.length === 0, () => ({
    key: 'goals',
    parties: [kommun],
    raisedOn: registered.meta.saidOn,
    causedBy: [registered],
    says: SCOPE_SAYS.noGoals,
  }));

/** While the registration is unclear the region is the placing kommun's, as a default. */
function registrationUnclear({ course }: Judged, says: Sentence): readonly Seen[] {
  const byDefault = defaultRegionOf(course.registered, course.story.facts);
  if (!byDefault) return [];
  const raisedOn = course.registered.meta.saidOn;
  return [
    {
      key: 'registration',
      parties: principalsOn(course.story, raisedOn),
      raisedOn,
      resolvedOn: byDefault.until ?? undefined,
      causedBy: [course.registered],
      says,
    },
  ];
}

/** Whether the person is a child or a young person when the placement is registered. */
const isYoung = ({ course }: Judged): boolean => isUnder(course, 'adult', course.registered.meta.saidOn) === true;

/** A-077 "fortsatt folkbokförd hos föräldrar/vårdnadshavare i sin hemkommun", of a child or young person. */
const youngUnclear: SeenBy = (judged) => (isYoung(judged) ? registrationUnclear(judged, SCOPE_SAYS.unclear) : []);

/** H-002 "Så länge folkbokföringen är oklar räknas regionen i den placerande kommunens län", of anyone else. */
const otherUnclear: SeenBy = (judged) => (isYoung(judged) ? [] : registrationUnclear(judged, SCOPE_SAYS.notYetClear));

const IS_NAMED_ANYWAY =
  'the region side is a principal, known to all who have a role in the case; the kommun is not told';

const ofUnclear = {
  discloses: 'case',
  readsStricter: {
    classes: ['place', 'identity'],
    because:
      'it tells that the registration is unclear, never where it may be, and on which side of an age the person is',
  },
} as const;

const theRegionsConcerned: WaitsFor<Judged> = (_judged, { parties }) =>
  parties.filter((party) => partyKind(party) === 'region');

const outsideBy = (rule: ScopeRule): FindingWay<Judged> => ({
  seenBy: withoutAgreement(rule),
  answer: told(['agreement.registered', 'agreement.approvedByParty'], thePlacer),
  discloses: 'case',
});

const OUTSIDE_AGREEMENTS = {
  // A-001 "när kommunen beslutar om placering på hem för vård och boende (HVB)".
  'A-001': outsideBy('A-001'),
  // B-003 "förekommer eller kan bli aktuella".
  'B-003': outsideBy('B-003'),
  // G-16 "En tid utan överenskommelse är en lucka: då gäller ingen överenskommelse".
  'G-16': outsideBy('G-16'),
} satisfies Readonly<Record<ScopeRule, FindingWay<Judged>>>;

export const SCOPE_FINDINGS: FindingTable<Judged> = {
  ...OUTSIDE_AGREEMENTS,
  'A-002': {
    seenBy: regionOutsideAgreement,
    answer: told(['agreement.registered', 'agreement.approvedByParty'], theRegionsConcerned),
    discloses: 'case',
    readsStricter: { classes: ['place'], because: IS_NAMED_ANYWAY },
  },
  'A-007': {
    seenBy: withoutGoals,
    answer: corrected(['placement.registered'], ({ course }) => [course.registered.meta.party]),
    discloses: 'case',
    readsStricter: { classes: ['sensitive'], because: 'it tells that no goal is stated, never one that is' },
  },
  'A-077': { seenBy: youngUnclear, answer: told(['placement.registrationEstablished'], thePlacer), ...ofUnclear },
  'H-002': { seenBy: otherUnclear, answer: told(['placement.registrationEstablished'], thePlacer), ...ofUnclear },
};
