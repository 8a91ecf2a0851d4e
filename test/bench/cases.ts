/** Cases as parties would tell them: real messages of the contract, varied by a seed, in the order in which things happen. */
import { addDays, type Day, type Uuid } from '#domain';
import { wireType } from '#contracts';
import { seeded, type Seeded } from './seeded.js';

export const KOMMUN = 'kommun-2080.socialnamnden';
export const REGION = 'region-20';

/** A CloudEvent in structured JSON. */
export interface WireEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: object;
}

export interface TellableCase {
  readonly placementId: Uuid;
  /** What is told in one go: after each the hub says what follows. */
  readonly acts: readonly (readonly WireEvent[])[];
  /** One more cost, as often as asked: what fills a case to any length. */
  readonly moreCosts: () => WireEvent;
}

/** First and last day on which the cases of a bench begin: all lie in the past of any machine that runs it. */
const FIRST_DAY = '2025-08-01' as Day;
const DAYS_OF_BEGINNING = 240;
const MODES = ['planned', 'planned', 'emergency'] as const;
const HOMES = ['2081', '2083', '2061', '2021'] as const;
const TITLES = ['Samtalsstöd varje vecka', 'Boende dygnet runt', 'Psykiatrisk utredning', 'Stöd i skolan'] as const;
const GOALS = ['Gå i skolan varje dag', 'En trygg vardag', 'Kontakt med familjen varje vecka'] as const;

/** The teller of one case's facts. */
interface Telling {
  readonly random: Seeded;
  readonly placementId: Uuid;
  told: number;
}

type Say = (by: string, type: string, on: Day, data: object) => WireEvent;

function sayIn(telling: Telling): Say {
  return (by, type, on, data) => {
    const minute = telling.told++;
    const clock = `${String(6 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return {
      specversion: '1.0',
      id: `m-${telling.told}`,
      source: `/party/${by}/system-1`,
      type: wireType(type),
      subject: `${type.slice(0, type.indexOf('.'))}/${telling.placementId}`,
      time: `${on}T${clock}:00.000Z`,
      data,
    };
  };
}

/** The case of a seed: the same each time. */
export function caseOf(seed: number): TellableCase {
  const random = seeded(seed);
  const telling: Telling = { random, placementId: random.uuid(), told: 0 };
  const say = sayIn(telling);
  const from = addDays(FIRST_DAY, random.integer(DAYS_OF_BEGINNING));
  const measures = [random.uuid(), random.uuid()] as const;
  let costs = 0;
  const cost = (): WireEvent => {
    const first = addDays(from, 30 * costs++);
    return say(KOMMUN, 'costAllocation.costRecorded', addDays(from, 100 + costs), {
      costId: random.uuid(),
      category: 'housing',
      period: { from: first, to: addDays(first, 29) },
      amountOre: 1_000_000 + random.integer(20_000_000),
      paidBy: KOMMUN,
    });
  };
  const acts = [
    opening(say, random, from),
    clearing(say, random, { from, measures }),
    allocating(say, random, { from, measures }),
    following(say, random, { from, measures }),
  ];
  return { placementId: telling.placementId, acts, moreCosts: cost };
}

interface Course {
  readonly from: Day;
  readonly measures: readonly [Uuid, Uuid];
}

function opening(say: Say, random: Seeded, from: Day): readonly WireEvent[] {
  const home = random.pick(HOMES);
  const registered = say(KOMMUN, 'placement.registered', addDays(from, -7), {
    person: {
      personId: random.uuid(),
      birthDate: addDays(from, -(13 * 365 + random.integer(3 * 365))),
      legalSex: random.pick(['female', 'male'] as const),
      protection: 'none',
    },
    mode: random.pick(MODES),
    legalBasis: { act: 'SoL', interim: false },
    hvb: {
      hvbId: random.uuid(),
      name: `Hemmet ${random.integer(500)}`,
      kind: 'private',
      kommun: home,
      ivoPermit: `IVO-${10_000 + random.integer(80_000)}`,
      ivoNotified: true,
      providesHealthcare: false,
    },
    healthcareSource: ['homeRegion'],
    plannedFrom: from,
    plannedTo: addDays(from, 180),
    goals: [random.pick(GOALS), random.pick(GOALS)],
    registeredKommun: '2080',
  });
  return [registered];
}

function clearing(say: Say, random: Seeded, { from, measures }: Course): readonly WireEvent[] {
  const decidedOn = addDays(from, -5);
  const clarificationId = random.uuid();
  const guardian = random.uuid();
  return [
    say(KOMMUN, 'placement.decided', decidedOn, {
      decisionId: random.uuid(),
      decidedOn,
      decidedBy: 'utskott',
      legalBasis: { act: 'SoL', interim: false },
      consents: [{ by: 'guardian', ref: guardian, on: decidedOn }],
      custodyHolders: 1,
      bestInterestsAssessed: true,
    }),
    say(KOMMUN, 'placement.responsibilityClarified', addDays(from, -3), {
      clarificationId,
      measures: [
        { measureId: measures[0], kind: 'housing', title: random.pick(TITLES), responsible: [KOMMUN] },
        { measureId: measures[1], kind: 'healthcare', title: random.pick(TITLES), responsible: [REGION] },
      ],
    }),
    say(REGION, 'placement.responsibilityConfirmed', addDays(from, -2), { clarificationId, on: addDays(from, -2) }),
    say(KOMMUN, 'placement.childHeard', addDays(from, -1), { on: addDays(from, -1), how: 'Samtal i hemmet' }),
    say(KOMMUN, 'placement.started', from, { startedOn: from }),
  ];
}

function allocating(say: Say, random: Seeded, { from, measures }: Course): readonly WireEvent[] {
  const signedOn = addDays(from, 10 + random.integer(70));
  const kommunBears = 1000 - 50 * random.integer(10);
  const shares = [
    { party: KOMMUN, permille: kommunBears },
    { party: REGION, permille: 1000 - kommunBears },
  ].filter(({ permille }) => permille > 0);
  const signatory = { function: 'Förvaltningschef', hasMandate: true };
  return [
    say(KOMMUN, 'placement.carePlan', addDays(from, 3), { step: 'established', on: addDays(from, 3) }),
    say(KOMMUN, 'costAllocation.proposed', addDays(from, 7), {
      version: 1,
      effectiveFrom: from,
      lines: [
        { lineId: random.uuid(), category: 'housing', measureId: measures[0], shares },
        {
          lineId: random.uuid(),
          category: 'healthcare',
          measureId: measures[1],
          shares: [{ party: REGION, permille: 1000 }],
        },
      ],
      documentRef: `Dnr 2025-${random.integer(9_000)}`,
    }),
    say(KOMMUN, 'costAllocation.approved', signedOn, { version: 1, signedOn, signatory }),
    say(REGION, 'costAllocation.approved', addDays(signedOn, 2), {
      version: 1,
      signedOn: addDays(signedOn, 2),
      signatory,
    }),
  ];
}

function following(say: Say, random: Seeded, { from, measures }: Course): readonly WireEvent[] {
  const costId = random.uuid();
  const reviewedOn = addDays(from, 150 + random.integer(20));
  return [
    say(KOMMUN, 'placement.healthExamination', addDays(from, 12), { step: 'notified', on: addDays(from, 12) }),
    say(REGION, 'placement.healthExamination', addDays(from, 25), { step: 'done', on: addDays(from, 25) }),
    say(KOMMUN, 'costAllocation.costRecorded', addDays(from, 95), {
      costId,
      category: 'healthcare',
      period: { from, to: addDays(from, 89) },
      amountOre: 500_000 + random.integer(5_000_000),
      paidBy: KOMMUN,
    }),
    say(KOMMUN, 'costAllocation.claimed', addDays(from, 96), { claimId: random.uuid(), costId, against: REGION }),
    say(KOMMUN, 'placement.reviewed', reviewedOn, { kind: 'consideration', on: reviewedOn, outcome: 'continue' }),
    say(KOMMUN, 'placement.endPlanned', addDays(reviewedOn, 5), {
      plannedEnd: addDays(from, 180),
      destination: 'ownHome',
    }),
    say(KOMMUN, 'placement.ended', addDays(from, 180), {
      endedOn: addDays(from, 180),
      destination: 'ownHome',
      ongoingMeasures: [measures[1]],
    }),
  ];
}

const AGREEMENT = `agreement/${seeded(1).uuid()}`;

const ofAgreement = (by: string, type: string, data: object, id = `${type}-${by}`): WireEvent => ({
  specversion: '1.0',
  id,
  source: `/party/${by}`,
  type: wireType(type),
  subject: AGREEMENT,
  time: '2025-06-30T08:00:00.000Z',
  data,
});

/** The Dalarna agreement between the two, approved by both: what judges every case above. */
export const agreementEvents = (): readonly WireEvent[] => agreementOf([KOMMUN, REGION]);

/** The same between these, approved by each. */
export function agreementOf(parties: readonly string[]): readonly WireEvent[] {
  return [
    ofAgreement(REGION, 'agreement.registered', {
      kind: 'regional',
      title: 'Överenskommelse om samverkan vid placering i HVB',
      // A nämnd is bound by what its kommun has agreed.
      parties: parties.map((party) => party.split('.')[0]),
      validFrom: '2025-07-01',
      validTo: '2033-06-30',
      rulePack: 'dalarna-hvb-2025',
      header: {},
    }),
    ...parties.map((by, n) =>
      ofAgreement(by, 'agreement.approvedByParty', {
        on: '2025-07-01',
        decisionRef: `${by === REGION ? 'RS' : 'KS'} 2025/${n + 1}`,
      }),
    ),
  ];
}

/** So many meetings under the agreement, from a number on: each is told to all its parties. */
export const meetingsOf = (from: number, count: number): readonly WireEvent[] =>
  Array.from({ length: count }, (_, n) =>
    ofAgreement(REGION, 'agreement.meetingHeld', { on: '2025-09-01', group: 'steeringGroup' }, `meeting-${from + n}`),
  );
