/** What the rules find in a SIP's plan: consent, content, that the child is heard and the guardian told, and its follow-up. */
import { addDays, earliest, maxDay } from '../calendar/index.js';
import { filled, inARow, legalPerson, messageKeyOf, speaksFor, type Day, type PartyId } from '../kernel/index.js';
import { type Deadline } from '../making/deadline.js';
import { type Sighting } from '../making/finding.js';
import { type FindingTable } from '../making/finding-table.js';
import { AREA_NAMES } from '../placement/facts/area-names.data.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { dayOf } from '../saying/fact-entries.js';
import { consentStatusOn, consentTurns, measuresCoveredOn } from './consent.js';
import { firstDay, type Plan, type SipCourse } from './course.js';
import { partiesIn, sipFactsOf } from './reading.js';
import { SIP_SAYS } from './sip-says.data.js';
import { allConcerned, nothing, theFirstConcerned, told } from '../making/answering.js';

/** What a SIP is judged by. */
export interface JudgedSip {
  readonly course: SipCourse;
  readonly deadlines: readonly Deadline[];
}

type SeenBy = (judged: JudgedSip) => readonly Sighting[];

/** Of a plan, with what is found of each alike. */
const ofPlan = (plan: Plan): Pick<Sighting, 'key' | 'parties' | 'raisedOn' | 'causedBy'> => ({
  key: `plan ${messageKeyOf(plan)}`,
  parties: [plan.meta.party, plan.data.overallResponsible],
  raisedOn: plan.data.establishedOn,
  causedBy: [plan],
});

const isInternal = ({ course }: JudgedSip): boolean => course.reading.need?.data.kind === 'internal';

const planOn = ({ data }: Plan): Day => data.establishedOn;

/** The first day of the next plan, or of the end: from then what was lacking in this is past. */
const until = ({ course }: JudgedSip, plan: Plan): Day | undefined =>
  earliest(
    ...course.plans.map(planOn).filter((on) => on > planOn(plan)),
    course.endedOn !== null && course.endedOn >= planOn(plan) ? course.endedOn : null,
  );

/** The plans for which no consent was valid on the day they were drawn up. */
const withoutConsent: SeenBy = (judged) => {
  const { consents, reading, plans } = judged.course;
  const isPermitted =
    (plan: Plan) =>
    (day: Day): boolean =>
      consents.some((consent) => {
        const covered = measuresCoveredOn(consent, day);
        return (
          consentStatusOn(consent, day) === 'valid' ||
          (covered.length > 0 && plan.data.measures.every(({ measureId }) => covered.includes(measureId)))
        );
      });
  return plans
    .filter((plan) => !isPermitted(plan)(planOn(plan)))
    .map((plan) => {
      const days = consents.flatMap(consentTurns);
      const given = firstDay(days, { from: planOn(plan), until: reading.asOf }, isPermitted(plan));
      return {
        ...ofPlan(plan),
        resolvedOn: earliest(given, until(judged, plan)),
        says: SIP_SAYS.noConsent,
      };
    });
};

/** A section of the law is cited of a plan of both; an internal one is no such plan. */
const underTheLaw = (seen: Sighting): Sighting => ({ ...seen, duty: 'individualPlan' });

/** A-023 "… och personen samtycker": on the day that the plan is drawn up. */
const withoutConsentOfBoth: SeenBy = (judged) => (isInternal(judged) ? [] : withoutConsent(judged).map(underTheLaw));

/** D-011 "måste alltid ge sitt [samtyck]e": also to a plan within one principal, of which the law says nothing. */
const internalWithoutConsent: SeenBy = (judged) => (isInternal(judged) ? withoutConsent(judged) : []);

/** A-023 "behov av insatser från både socialtjänst och hälso- och sjukvård": a plan that is no internal one has measures of both. */
const ofOnePrincipal: SeenBy = (judged) =>
  isInternal(judged)
    ? []
    : judged.course.plans
        .filter(({ data }) => new Set(data.measures.map(({ responsible }) => legalPerson(responsible))).size < 2)
        .map((plan) => ({
          ...ofPlan(plan),
          key: `one side ${messageKeyOf(plan)}`,
          resolvedOn: until(judged, plan),
          says: SIP_SAYS.oneSided,
        }));

/** The kinds of a plan's measures of which something holds, in the words of a sentence. */
function kindsOf(plan: Plan, holds: (kind: AreaKind) => boolean) {
  const kinds = [...new Set(plan.data.measures.map(({ kind }) => kind))].filter(holds).sort();
  return kinds.length === 0 ? null : { kinds: inARow(kinds.map((kind) => AREA_NAMES[kind])) };
}

/** A-035 "endast omfatta de uppgifter som behövs": what no valid consent of the plan's day names stands in a plan that others read. */
const beyondCategories: SeenBy = (judged) =>
  judged.course.plans.flatMap((plan) => {
    const valid = judged.course.consents.filter((consent) => consentStatusOn(consent, planOn(plan)) === 'valid');
    if (valid.length === 0) return [];
    const named = new Set(valid.flatMap(({ given }) => [...given.data.categories, ...given.data.excludedCategories]));
    const beyond = kindsOf(plan, (kind) => !named.has(kind));
    if (!beyond) return [];
    return [{ ...ofPlan(plan), resolvedOn: until(judged, plan), says: filled(SIP_SAYS.beyondCategories, beyond) }];
  });

/** A-037 "erbjudas möjlighet att undanta uppgifter": what a valid consent of the plan's day excludes stands in none. */
const excludedInPlan: SeenBy = (judged) =>
  judged.course.plans.flatMap((plan) => {
    const valid = judged.course.consents.filter((consent) => consentStatusOn(consent, planOn(plan)) === 'valid');
    const excluded = new Set(valid.flatMap(({ given }) => given.data.excludedCategories));
    const held = kindsOf(plan, (kind) => excluded.has(kind));
    if (!held) return [];
    return [{ ...ofPlan(plan), resolvedOn: until(judged, plan), says: filled(SIP_SAYS.excludedCategories, held) }];
  });

/** A-031 "Den enskilde vet vilket ansvar hen själv har och vilket ansvar olika aktörer har". */
const withoutOwnPart: SeenBy = (judged) =>
  judged.course.plans
    .filter(({ data }) => data.ownPart === undefined)
    .map((plan) => ({ ...ofPlan(plan), resolvedOn: until(judged, plan), says: SIP_SAYS.noOwnPart }));

/** The plans whose overall responsible is not called to the SIP and has nothing else to do in it. */
const overallNotCalled: SeenBy = (judged) =>
  judged.course.plans.flatMap((plan) => {
    const { overallResponsible: party, measures } = plan.data;
    const others = judged.course.reading.facts.filter((fact) => fact.type !== plan.type);
    const named = [...partiesIn(others), ...measures.map(({ responsible }) => responsible)];
    const isNamed = named.some((one) => speaksFor(one, party) || speaksFor(party, one));
    return isNamed
      ? []
      : [
          {
            ...ofPlan(plan),
            resolvedOn: until(judged, plan),
            says: filled(SIP_SAYS.overallNotCalled, { party }),
          },
        ];
  });

/** E-014 "Av planen ska det framgå": the principal with the overall responsibility is one that is called. */
const overallOfBoth: SeenBy = (judged) => (isInternal(judged) ? [] : overallNotCalled(judged).map(underTheLaw));

/** D-012 "vem som har huvudansvaret för planen": of an internal one, who within the principal. */
const overallWithin: SeenBy = (judged) => (isInternal(judged) ? overallNotCalled(judged) : []);

/** A-045 "bedömning av barnets ålder och mognad är vägledande": heard by the day of the plan. */
const childNotHeard: SeenBy = (judged) => {
  const { reading, plans } = judged.course;
  const { ofAgeOn } = reading;
  const heard = sipFactsOf(reading.facts, 'sip.childHeard').map(dayOf);
  return plans
    .filter((plan) => ofAgeOn !== null && planOn(plan) < ofAgeOn && !heard.some((on) => on <= planOn(plan)))
    .map((plan) => ({
      ...ofPlan(plan),
      resolvedOn: earliest(
        heard.find((on) => on > planOn(plan)),
        until(judged, plan),
      ),
      says: SIP_SAYS.childNotHeard,
    }));
};

/** A-048 "har vårdnadshavare rätt att få information om vilka insatser som planerats": from the plan on, while the child is under 18. */
const guardianNotInformed: SeenBy = ({ course }) => {
  const { facts, ofAgeOn, asOf } = course.reading;
  const [plan] = course.plans;
  if (!plan) return [];
  const informed = sipFactsOf(facts, 'sip.guardianInformed');
  return sipFactsOf(facts, 'sip.guardianNotCalled').flatMap((notCalled) => {
    const raisedOn = maxDay(planOn(plan), notCalled.data.on);
    if (ofAgeOn !== null && ofAgeOn <= raisedOn) return [];
    const told = informed.find(({ data }) => data.ref === notCalled.data.ref && data.on >= planOn(plan))?.data.on;
    const grown = ofAgeOn !== null && ofAgeOn <= asOf ? ofAgeOn : undefined;
    const resolvedOn = earliest(told, grown);
    return [
      {
        key: `guardian ${messageKeyOf(notCalled)}`,
        parties: [notCalled.meta.party],
        raisedOn,
        resolvedOn,
        causedBy: [notCalled, plan],
        says: SIP_SAYS.guardianNotInformed,
        fromBirthDate: grown !== undefined && resolvedOn === grown,
      },
    ];
  });
};

/** A-024 "ska, med den enskildes samtycke, initiera en SIP, samt informera": judged needed, and not begun. */
const neededNotSeen: SeenBy = ({ course }) => {
  const { reading } = course;
  const needed = sipFactsOf(reading.facts, 'sip.considered').at(-1);
  if (!needed?.data.needed) return [];
  const raisedOn = addDays(dayOf(needed), 1);
  const seenOn = reading.need && dayOf(reading.need);
  if (seenOn !== null && seenOn < raisedOn) return [];
  const ended: PartyId[] = [needed.meta.party];
  return [
    {
      parties: ended,
      raisedOn,
      resolvedOn: earliest(seenOn, course.endedOn),
      causedBy: [needed],
      says: SIP_SAYS.neededNotSeen,
    },
  ];
};

export const NOT_TOLD = {
  is: 'warning',
  because: 'what is seen is that it has not been told; it may have been done',
} as const;

const A_CHOICE = {
  is: 'info',
  because: 'a plan may be made before the other side has its part: that it has none is to be seen',
} as const;

const OF_A_CHILD = {
  classes: ['identity'],
  because: 'That it is found says that the person is a child; a day that a birthday sets is marked.',
} as const;

const GIVEN_OR_NOT = {
  classes: ['sensitive'],
  because: 'it tells that it is missing, never what one says',
} as const;

const A_PLAN = told(['sip.established'], theFirstConcerned);
const A_CONSENT = told(['sip.consentGiven'], theFirstConcerned);

export const PLAN_OF_SIP_FINDINGS: FindingTable<JudgedSip> = {
  'A-023': [
    { seenBy: withoutConsentOfBoth, answer: A_CONSENT, discloses: 'case' },
    {
      seenBy: ofOnePrincipal,
      answer: nothing('a plan may be made before the other side has its part: nobody is asked for anything'),
      discloses: 'case',
      severity: A_CHOICE,
    },
  ],
  'A-024': {
    seenBy: neededNotSeen,
    answer: told(['sip.needIdentified'], allConcerned),
    discloses: 'case',
    severity: NOT_TOLD,
  },
  'A-031': {
    seenBy: withoutOwnPart,
    answer: A_PLAN,
    discloses: 'case',
    readsStricter: GIVEN_OR_NOT,
    severity: NOT_TOLD,
  },
  // It names what whoever reads the plan by that consent is not shown of it.
  'A-035': { seenBy: beyondCategories, answer: A_PLAN, discloses: 'sensitive' },
  'A-037': { seenBy: excludedInPlan, answer: A_PLAN, discloses: 'sensitive' },
  'A-045': {
    seenBy: childNotHeard,
    answer: told(['sip.childHeard'], theFirstConcerned),
    discloses: 'case',
    readsStricter: OF_A_CHILD,
    severity: NOT_TOLD,
  },
  'A-048': {
    seenBy: guardianNotInformed,
    answer: told(['sip.guardianInformed'], allConcerned),
    discloses: 'case',
    readsStricter: OF_A_CHILD,
  },
  'D-011': { seenBy: internalWithoutConsent, answer: A_CONSENT, discloses: 'case' },
  'D-012': { seenBy: overallWithin, answer: A_PLAN, discloses: 'case' },
  'E-014': { seenBy: overallOfBoth, answer: A_PLAN, discloses: 'case' },
};
