/** Every ground on which something of a stream may be shown to somebody, as of a day: pure, and the same in any order of arrival. */
import { settingsUnder } from '../agreement/facts/packs.js';
import { concernOn, standingConcern } from '../concern/reading.js';
import { deviationsIn, ownDeviation } from '../deviation/deviation-story.js';
import { concernedBy, standingDischarge } from '../discharge/reading.js';
import {
  compareText,
  covers,
  sameSide,
  type Day,
  type NameUuid,
  type PartyId,
  type Said,
  type StreamCategory,
} from '../kernel/index.js';
import { type NamedOnMessages } from '../fact/disclosing.js';
import { DISCLOSURE_GROUNDS } from '../fact/ground.js';
import { idOf } from '../fact/streams.js';
import { type Judging } from '../rules/index.js';
import { type Fact, type StreamRead, type Surroundings } from '../saying/case.js';
import { inCanonicalOrder, standings, type Standing } from '../saying/effective.js';
import { takingPartOn } from '../sip/taking-part.js';
import { sipCourseOf } from '../sip/course.js';
import { readingOn, standingSip } from '../sip/reading.js';
import { courseOf } from '../story/course.js';
import { judgedUnder } from '../story/in-force.js';
import { principalsNow } from '../story/parties.js';
import { isProtectedFrom } from '../story/protection.js';
import { factsOf, judgingOn, storyOf, type Story } from '../story/story.js';
import { consentedGrounds, consentOfSip } from './consented.js';
import { decidedGrounds, type Deciding } from './decided.js';
import { givenGround, ownWords, roleGrounds, type Role } from './given.js';
import { emergencyGrounds } from './emergency.js';
import { GIVEN } from './ground-law.data.js';
import { type Ground, type GroundName, type Grounds, type Part } from './ground.js';

/** What is asked beside the stream: what bears on it, and the hub's day. */
export interface Asked {
  readonly surroundings: Surroundings;
  /** Grounds are those of this day, also where what is shown is of the past (B20). */
  readonly day: Day;
  readonly name: NameUuid;
}

/** What a kind of stream gives beside one's own words and what parties have decided. */
interface OfStream extends Pick<Grounds, 'parties' | 'excluded' | 'handledBy' | 'isProtected'> {
  readonly judging: Judging;
  readonly given: readonly Ground[];
  readonly harmTestDays: number;
  readonly birthDate: Day | null;
  readonly consentOf: Deciding['consentOf'];
}

type Reads = { readonly [C in StreamCategory]: (read: StreamRead<C>, asked: Asked) => OfStream };

const NO_CONSENT = (): null => null;

/** A stream under no agreement, with nothing given: what the kinds begin from. */
function bare({ stream }: { readonly stream: string }, { day, name }: Asked): OfStream {
  return {
    judging: { stream, asOf: day, name, judgedBy: judgedUnder(null) },
    ...{ given: [], parties: [], excluded: [], handledBy: [], isProtected: false },
    harmTestDays: settingsUnder(null).harmTestDays,
    ...{ birthDate: null, consentOf: NO_CONSENT },
  };
}

const known = (birthDate: Day | 'erased' | undefined): Day | null =>
  birthDate === undefined || birthDate === 'erased' ? null : birthDate;

const partsOf = (parties: readonly PartyId[]): readonly Part[] => parties.map((recipient) => ({ recipient }));

const OF_A_CASE = ['placement', 'costAllocation', 'handover'] as const;
const OF_ITS_COSTS = ['costAllocation'] as const;

const READS: Reads = {
  case: (read, asked) => {
    const { day, surroundings, name } = asked;
    const story = storyOf({ placementId: idOf(read.stream), facts: read.facts }, surroundings, day, name);
    const { registered = null } = story.registered ? story : { registered: story.annulled?.registered };
    return {
      ...bare(read, asked),
      judging: story,
      ...inCase(story, day),
      handledBy: handlersIn(story),
      isProtected: isProtectedFrom({ facts: read.facts }, day),
      harmTestDays: settingsUnder(story.agreement).harmTestDays,
      birthDate: known(registered?.data.person.birthDate),
    };
  },
  agreement: (read, asked) => {
    const of = bare(read, asked);
    const registered = factsNow(read.facts).find((fact) => fact.type === 'agreement.registered');
    if (!registered) return of;
    const { parties } = registered.data;
    const classes = ['case', 'place', 'identity', 'sensitive', 'cost'] as const;
    return {
      ...of,
      given: roleGrounds({ ...of, day: asked.day }, { parties, classes, causes: [registered], isToAllOf: true }),
      parties: parties.map((recipient) => ({ recipient, isToAllOf: true })),
    };
  },
  sip: (read, asked) => {
    const { stream, facts } = read;
    const revision = facts.at(-1)?.meta.revision ?? 0;
    const sip = standingSip({ sipId: idOf(stream), stream, facts, revision }, asked.surroundings);
    const reading = readingOn(sip, asked.day, asked.name);
    if (!reading) return bare(read, asked);
    const { parties, recipients, excluded } = takingPartOn(sipCourseOf(reading));
    return {
      ...bare(read, asked),
      judging: reading,
      given: consentedGrounds(reading, asked.day),
      parties: partsOf([...new Set([...parties, ...recipients])]),
      excluded,
      harmTestDays: sip.settings.harmTestDays,
      birthDate: known(reading.need?.data.birthDate),
      consentOf: consentOfSip(reading, asked.day),
    };
  },
  deviation: (read, asked) => {
    const of = bare(read, asked);
    const said = { stream: read.stream, deviationId: idOf(read.stream), facts: read.facts, name: asked.name };
    const { story } = ownDeviation(said, asked.day);
    return story ? { ...of, ...sidesOf(of.judging, asked.day, story) } : of;
  },
  discharge: (read, asked) => {
    const of = bare(read, asked);
    const { admitted, annulled } = standingDischarge(read.facts);
    const admission = admitted ?? annulled;
    if (!admission) return of;
    const { kommun, region, homeRegion } = concernedBy(admission);
    const parts = [...new Set([kommun, homeRegion, region])].map((recipient): Part => ({ recipient, isToAllOf: true }));
    const ground = 'dischargeNotice' as const;
    // What the kommun comes to pay, and the region to be paid (lag 2017:612 5:1).
    const settling = { parties: [...new Set([kommun, region])], classes: ['cost'], causes: [admission] } as const;
    return {
      ...of,
      // D-014 "Processen börjar med en vårdbegäran…": the hospital's notices to the kommun and to open care, as lag 2017:612 has it.
      given: [
        ...parts
          .filter(({ recipient }) => recipient !== region)
          .map((part) =>
            givenGround(
              { ...of, day: asked.day },
              { ...part, ground, discloser: region, opens: {}, rule: 'D-014', causes: [admission] },
            ),
          ),
        ...roleGrounds({ ...of, day: asked.day }, { ...settling, isToAllOf: true }),
      ],
      parties: parts,
      isProtected: admission.data.person.protection !== 'none',
      birthDate: known(admission.data.person.birthDate),
    };
  },
  concern: (read, asked) => {
    const of = bare(read, asked);
    const { stream } = read;
    const report = concernOn({ stream, concernId: idOf(stream) }, standingConcern(read.facts), of.judging)?.report;
    if (!report) return of;
    const recipient = report.data.to;
    const ground = 'concernReport' as const;
    return {
      ...of,
      // B-009 "upphäver inte skyldigheten att anmäla oro": whatever has been consented to, withdrawn or decided.
      given: [
        givenGround(
          { ...of, day: asked.day },
          { recipient, ground, opens: { named: ['place'] }, rule: 'B-009', causes: [report] },
        ),
      ],
      parties: partsOf([recipient, report.meta.party]),
      birthDate: known(report.data.about.birthDate),
    };
  },
};

const factsNow = <F extends Fact>(facts: readonly Said<F>[]): readonly Said<F>[] =>
  inCanonicalOrder(standings(facts).flatMap(({ current }) => current ?? []));

/** By role, and in an emergency. */
function inCase(story: Story, day: Day): Pick<OfStream, 'given' | 'parties'> {
  const roles = rolesInCase(story, day);
  return { ...roles, given: [...roles.given, ...emergencyGrounds(story, day)] };
}

const GRANTED_BY_ROLE = ['case', 'cost'] as const;

/** Who has a part in a case, and what it opens: to principals the case and its costs, to other payers the costs, to whom a deviation concerns the deviation. */
function rolesInCase(story: Story, day: Day): Pick<OfStream, 'given' | 'parties'> {
  const course = courseOf(story);
  if (!course) return { given: [], parties: [] };
  const giving = { judging: story, day };
  const principals = [...new Set(principalsNow(course))].sort();
  const payers = payersIn(story, principals);
  const causes = [course.registered];
  const deviations = deviationsIn(story, (on) => judgingOn(story, on)).map((of) => sidesOf(story, day, of));
  return {
    given: [
      ...principals.flatMap((party) =>
        roleGrounds(giving, { parties: [party], kinds: OF_A_CASE, ...routineOf(story, party, day), causes }),
      ),
      ...roleGrounds(giving, { parties: payers, kinds: OF_ITS_COSTS, classes: GRANTED_BY_ROLE, causes }),
      ...deviations.flatMap(({ given }) => given),
    ],
    parties: [
      ...partsOf(principals),
      ...partsOf(payers).map((part) => ({ ...part, kinds: OF_ITS_COSTS })),
      ...deviations.flatMap(({ parties }) => parties),
    ],
  };
}

/**
 * A-018 "ska rutiner upprättas när det gäller sekretess och dokumenthantering": what the agreement that judges has a principal
 * see beside what is needed for its own activity (OSL 10:2), where it is one of its parties, from the day of the routine.
 */
function routineOf({ agreement }: Story, party: PartyId, day: Day): Pick<Role, 'classes' | 'statute'> {
  const { secrecyRoutine: routine, parties = [] } = agreement?.state.registered ?? {};
  const isOfIt = parties.some((one) => covers(one, party));
  if (!routine || !isOfIt || routine.decidedOn > day) return { classes: GRANTED_BY_ROLE };
  return { classes: [...new Set([...GRANTED_BY_ROLE, ...routine.classes])], statute: routine.statute };
}

/** A-094 "sker huvudmännen emellan": whoever a proposal has share the costs, or placed before, and is no principal now. */
function payersIn(story: Story, principals: readonly PartyId[]): readonly PartyId[] {
  const lines = factsOf(story.facts, 'costAllocation.proposed').flatMap(({ data }) => data.lines);
  const named = lines.flatMap(({ shares }) => shares.map(({ party }) => party));
  const all = [...new Set([...named, ...story.placings.map(({ party }) => party)])].sort();
  return all.filter((payer) => !principals.some((one) => sameSide(one, payer)));
}

type ADeviation = Pick<ReturnType<typeof deviationsIn>[number], 'deviationId' | 'sides' | 'reported'>;

/** A-107 "gemensamt": those whom a deviation concerns see what it is about. */
function sidesOf(
  judging: Judging,
  day: Day,
  { deviationId: id, sides, reported }: ADeviation,
): Pick<OfStream, 'given' | 'parties'> {
  const subject = { kind: 'deviation', id } as const;
  const of = { parties: sides, subject, causes: [reported], isToAllOf: true } as const;
  return {
    given: roleGrounds({ judging, day }, { ...of, classes: ['case'] }),
    parties: sides.map((recipient) => ({ recipient, subject, isToAllOf: true })),
  };
}

/** D-028 "i den utsträckning som är normal eller behövlig": the newest word of each party on which of its units has the case. */
function handlersIn({ facts }: Story): Grounds['handledBy'] {
  const newest = new Map<PartyId, string>();
  for (const { data, meta } of factsOf(facts, 'placement.handledBy')) newest.set(meta.party, data.unit);
  return [...newest].map(([party, unit]) => ({ party, units: [unit] }));
}

const NONE_NAMED: NamedOnMessages = new Map();

/** Every ground there is, in force on the day or not, with where each stands; and who has a part at all. */
export function groundsOfDisclosure<C extends StreamCategory>(read: StreamRead<C>, asked: Asked): Grounds {
  const { judging, given, harmTestDays, birthDate, consentOf, ...about } = READS[read.category](read, asked);
  const chains: readonly Standing<Fact>[] = standings(read.facts as unknown as readonly Said<Fact>[]);
  const { day } = asked;
  const { named = NONE_NAMED } = read;
  const decided = decidedGrounds({ judging, day, chains, named, consentOf, harmTestDays, birthDate });
  return { all: [...ownWords({ judging, day }, chains), ...given, ...decided].sort(byWhat), ...about };
}

/** One's own words and roles first, then what the law and the individual open, then a trial of harm before what breaks secrecy (D-025). */
const RANK = Object.fromEntries(
  [...(Object.keys(GIVEN) as GroundName[]), 'harmTest', ...DISCLOSURE_GROUNDS].reverse().map((name, at) => [name, -at]),
) as Readonly<Record<GroundName, number>>;

/** By what it is, of whose words, to whom, and by which facts. */
const byWhat = (a: Ground, b: Ground): number => RANK[a.ground] - RANK[b.ground] || compareText(keyOf(a), keyOf(b));

const keyOf = ({ ground, discloser, recipient, from, why, opens }: Ground): string =>
  JSON.stringify([ground, discloser, recipient, from, why.causedBy, opens]);
