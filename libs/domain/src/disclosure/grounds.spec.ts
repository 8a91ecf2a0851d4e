import { type AsSent, type DisclosureDecided, type KommunCode, type NamedOnMessages } from '#domain';
import {
  aCase,
  dalarna,
  day,
  noAgreement,
  party,
  REGION,
  uuid,
  type CaseBuilder,
  type How,
} from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { groundsOn, groundsTo, ofCase, ofConcern, ofDischarge } from '../../../../test/support/disclosed.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { CONSENT } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;

const KOMMUN = 'kommun-2080.socialnamnden';
const OTHER_NAMND = 'kommun-2080.vardnamnden';
const BORN = '2010-05-01';
const placed = aCase().registered({ person: { ...person(BORN) } }, { id: 'r' });

function person(birthDate: string) {
  return { personId: uuid('person/A'), birthDate: day(birthDate), legalSex: 'female', protection: 'none' } as const;
}

const decided = (data: Decided, how: How = {}, told = placed) =>
  told.said('placement.disclosureDecided', groundOf('2026-01-20', data), { at: '2026-01-20', ...how });
const TRIAL = { ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['r'] } } as const;

/** The one ground of that name to the region, on a day. */
const one = (told: typeof placed, ground: Decided['ground'], on: string) =>
  groundsTo(ofCase(told), REGION, ground!, on)[0];
const statuses = (told: typeof placed, ground: Decided['ground'], days: readonly string[]) =>
  days.map((on) => one(told, ground, on)?.status);

describe('a trial of harm (D-023)', () => {
  it('holds for thirty days, the day it is decided among them, and is then done anew', () => {
    expect(one(decided(TRIAL), 'harmTest', '2026-01-20')).toMatchObject({ from: '2026-01-20', to: '2026-02-18' });
    expect(statuses(decided(TRIAL), 'harmTest', ['2026-01-19', '2026-01-20', '2026-02-18', '2026-02-19'])).toEqual([
      'notYet',
      'inForce',
      'inForce',
      'expired',
    ]);
  });

  it('holds for fewer where its party says so, and never for more', () => {
    const to = (last: string) => one(decided({ ...TRIAL, to: day(last) }), 'harmTest', '2026-01-20')?.to;
    expect([to('2026-02-17'), to('2026-02-18'), to('2026-02-19')]).toEqual(['2026-02-17', '2026-02-18', '2026-02-18']);
  });

  it('holds for as many days as the agreement says', () => {
    const told = { ...ofCase(decided(TRIAL).decided('2026-01-12')) };
    const terms = dalarna();
    const [agreement] = terms.agreements;
    const other = {
      ...terms,
      agreements: [{ ...agreement!, registered: { ...agreement!.registered, settings: { harmTestDays: 10 } } }],
    };
    const to = (surroundings: typeof terms) =>
      groundsTo({ ...told, surroundings }, REGION, 'harmTest', '2026-01-20')[0]?.to;
    expect([to(other), to(terms), to(noAgreement)]).toEqual(['2026-01-29', '2026-02-18', '2026-02-18']);
  });

  it('rests on the section of whoever discloses: 26:1 of socialtjänsten, 25:1 of health care (E-007)', () => {
    expect(one(decided(TRIAL), 'harmTest', '2026-01-20')).toMatchObject({
      statute: { act: 'OSL 2009:400', section: '26:1' },
      strength: 'may',
      why: { rule: 'D-023', causedBy: [decided(TRIAL).facts.at(-1)!.meta.eventId] },
    });
    const told = placed.selfCareDecided('2026-01-14', {}, { id: 'self' });
    const byRegion = decided(
      { ...TRIAL, recipient: party(KOMMUN), covers: { messages: ['self'] } },
      { by: REGION },
      told,
    );
    expect(groundsTo(ofCase(byRegion), KOMMUN, 'harmTest', '2026-01-20')[0]?.statute?.section).toBe('25:1');
  });

  it('of an emergency holds as long, by the section on emergencies (D-024)', () => {
    const told = decided({ ground: 'emergency', covers: { messages: ['r'] } });
    expect(one(told, 'emergency', '2026-02-18')).toMatchObject({
      ...{ to: '2026-02-18', status: 'inForce', statute: { act: 'BrB 1962:700', section: '24:4' } },
      why: { rule: 'D-024' },
    });
    expect(one(told, 'emergency', '2026-02-19')?.status).toBe('expired');
  });
});

describe('what is needed for the care of one under eighteen (OSL 26:9)', () => {
  const young = decided({ ground: 'under18', need: 'Behandling', covers: { classes: ['case', 'identity'] } });

  it('ends with the day before the eighteenth birthday', () => {
    expect(one(young, 'under18', '2028-04-30')).toMatchObject({ to: '2028-04-30', status: 'inForce' });
    expect(one(young, 'under18', '2028-05-01')?.status).toBe('expired');
  });

  it('holds nothing open where the birth date is erased: its condition is not shown', () => {
    const facts = young.facts.map((fact) =>
      fact.type === 'placement.registered'
        ? { ...fact, data: { ...fact.data, person: { ...fact.data.person, birthDate: 'erased' as const } } }
        : fact,
    );
    const told = ofCase({ ...young, facts });
    expect(groundsTo(told, REGION, 'under18', '2026-02-01').map(({ status }) => status)).toEqual(['conditionNotShown']);
  });

  it('of one in misuse goes on through the day on which it is to be tried again, and no longer (D-024)', () => {
    const told = decided({ ground: 'misuse', need: 'Avgiftning', reviewOn: day('2026-03-01') });
    expect(one(told, 'misuse', '2026-03-01')).toMatchObject({
      ...{ to: '2026-03-01', status: 'inForce', reviewOn: '2026-03-01' },
    });
    expect(statuses(told, 'misuse', ['2026-03-01', '2026-03-02'])).toEqual(['inForce', 'expired']);
    const shorter = decided({
      ground: 'misuse',
      need: 'Avgiftning',
      reviewOn: day('2026-03-01'),
      to: day('2026-02-10'),
    });
    expect(one(shorter, 'misuse', '2026-02-01')?.to).toBe('2026-02-10');
    const duty = decided({ ground: 'duty', statute: 'Lag 2017:612 2:1', reviewOn: day('2026-03-01') });
    expect(one(duty, 'duty', '2026-03-02')).toMatchObject({ to: null, status: 'inForce' });
  });
});

describe('a ground that has been ended', () => {
  const told = decided({}).said('placement.disclosureEnded', endOf('2026-02-10'), { at: '2026-02-12' });

  it('holds no longer from the day that is said', () => {
    expect(statuses(told, 'duty', ['2026-02-09', '2026-02-10', '2026-02-11'])).toEqual([
      'inForce',
      'withdrawn',
      'withdrawn',
    ]);
    expect(one(told, 'duty', '2026-02-09')?.to).toBe('2026-02-09');
  });

  it('had expired where its time was out before', () => {
    const over = decided({ to: day('2026-02-08') }).said('placement.disclosureEnded', endOf('2026-02-10'), {
      at: '2026-02-12',
    });
    expect(statuses(over, 'duty', ['2026-02-08', '2026-02-09', '2026-02-10'])).toEqual([
      'inForce',
      'expired',
      'expired',
    ]);
    const onItsLast = decided({ to: day('2026-02-10') }).said('placement.disclosureEnded', endOf('2026-02-10'), {
      at: '2026-02-12',
    });
    expect(statuses(onItsLast, 'duty', ['2026-02-09', '2026-02-10'])).toEqual(['inForce', 'withdrawn']);
  });

  it('never was where it is taken back, and holds again where its end is', () => {
    expect(groundsTo(ofCase(decided({}, { id: 'g' }).annulled('g')), REGION, 'duty', '2026-02-01')).toEqual([]);
    const again = decided({})
      .said('placement.disclosureEnded', endOf('2026-02-10'), { at: '2026-02-12', id: 'e' })
      .annulled('e');
    expect(one(again, 'duty', '2026-02-10')?.status).toBe('inForce');
  });
});

describe('a ground that a message names for itself', () => {
  const naming = (said: object): NamedOnMessages =>
    new Map([[placed.facts[0]!.meta.eventId, [{ recipient: REGION, decidedOn: day('2026-01-11'), ...said } as never]]]);
  const named = (said: object, on = '2026-01-11') => groundsOn(ofCase(placed, naming(said)), on).all.at(-1);

  it('is one on that message, from the day it was decided', () => {
    expect(named({ ground: 'duty' })).toMatchObject({
      ...{ ground: 'duty', groundId: null, recipient: REGION, discloser: KOMMUN, from: '2026-01-11', to: null },
      ...{ status: 'inForce', strength: 'must', opens: { messages: ['r'], named: [] } },
    });
    expect(named({ ground: 'duty' }, '2026-01-10')?.status).toBe('notYet');
  });

  it('holds while its message stands: not once it is taken back, nor once it is said anew (A-017)', () => {
    const of = (told: CaseBuilder) =>
      groundsOn(ofCase(told, naming({ ground: 'duty' })), '2026-02-05').all.filter(({ ground }) => ground === 'duty');
    const anew = placed.said('placement.registered', placed.facts[0]!.data as never, {
      ...{ at: '2026-02-01', id: 'r2', corrects: 'r' },
    });
    expect([of(placed).length, of(placed.annulled('r')).length, of(anew).length]).toEqual([1, 0, 0]);
    expect(of(anew.annulled('r2'))).toMatchObject([{ opens: { messages: ['r'] } }]);
  });

  it('holds as long as a trial of harm where it is to be tried again and no day is said for it', () => {
    expect(named({ ground: 'pregnant' })?.to).toBe('2026-02-09');
    expect(named({ ground: 'pregnant', reviewOn: day('2026-06-01') })?.to).toBe('2026-06-01');
  });

  it('is none between parties between whom it does not hold, nor to itself (D-024, D-026)', () => {
    const names = (said: object) =>
      groundsOn(ofCase(placed, naming(said)), '2026-01-11').all.map(({ ground }) => ground);
    const without = ['ownWord', 'principalRole', 'principalRole'];
    expect(names({ ground: 'misuse' })).toEqual([...without, 'misuse']);
    expect(names({ ground: 'misuse', recipient: OTHER_NAMND })).toEqual(without);
    expect(names({ ground: 'duty', recipient: KOMMUN })).toEqual(without);
    expect(names({ ground: 'consent', reference: CONSENT })).toEqual(without);
  });
});

describe('what a role opens (A-018)', () => {
  const told = placed.proposed('2026-01-12', {
    lines: [{ lineId: uuid('line/1'), category: 'housing', shares: [{ party: party('kommun-2081'), permille: 1000 }] }],
  });

  it('is the case to its principals, and to them and to payers the costs (A-094)', () => {
    const roles = groundsOn(ofCase(told), '2026-01-20').all.filter(({ ground }) => ground === 'principalRole');
    expect(roles.map(({ recipient, opens: { classes, kinds } }) => [recipient, classes, kinds])).toEqual([
      [KOMMUN, ['case', 'cost'], ['placement', 'costAllocation', 'handover']],
      ['kommun-2081', ['case', 'cost'], ['costAllocation']],
      [REGION, ['case', 'cost'], ['placement', 'costAllocation', 'handover']],
    ]);
    expect(roles.map(({ statute, strength, why }) => [statute?.section, strength, why.rule])).toEqual(
      Array(3).fill(['10:2', 'may', 'A-018']),
    );
  });

  it('is what the routine of the agreement says, to its parties, from its day, on its section (A-018)', () => {
    const routine = {
      decidedOn: day('2026-01-25'),
      ground: 'necessaryForOwnActivity',
      statute: 'HSL 2017:30 8:1',
      classes: ['case', 'identity'],
    } as const;
    const roles = (on: string, parties?: readonly string[]) =>
      groundsOn(
        {
          ...ofCase(placed),
          surroundings: dalarna({}, { secrecyRoutine: routine, ...(parties ? { parties: parties as never } : {}) }),
        },
        on,
      )
        .all.filter(({ ground }) => ground === 'principalRole')
        .map(({ recipient, opens, statute }) => [recipient, opens.classes, statute?.section]);
    const byLaw = (to: string) => [to, ['case', 'cost'], '10:2'];
    // It adds to what a role opens, and takes nothing of it.
    const byRoutine = (to: string) => [to, ['case', 'cost', 'identity'], '8:1'];
    expect(roles('2026-01-24')).toEqual([byLaw(KOMMUN), byLaw(REGION)]);
    expect(roles('2026-01-25')).toEqual([byRoutine(KOMMUN), byRoutine(REGION)]);
    expect(roles('2026-01-25', ['kommun-2080', 'region-21'])).toEqual([byRoutine(KOMMUN), byLaw(REGION)]);
  });

  it('is a deviation to those whom it concerns (A-107)', () => {
    const deviating = placed.deviation('2026-01-13', { concerns: [party('region-21')] });
    const roles = groundsOn(ofCase(deviating), '2026-01-20').all.filter(({ opens }) => opens.subject !== undefined);
    expect(roles.map(({ recipient, isToAllOf, opens }) => [recipient, isToAllOf, opens.classes])).toEqual([
      [KOMMUN, true, ['case']],
      ['region-21', true, ['case']],
    ]);
    expect(roles.map(({ opens }) => opens.subject?.kind)).toEqual(['deviation', 'deviation']);
  });

  it('goes with the role: to the region where the person is registered from that day, and to the one that acts (A-075)', () => {
    const moved = placed.selfCareDecided('2026-01-14').registrationChanged('2180', '2026-02-01');
    const names = (on: string, to: string) =>
      groundsOn(ofCase(moved), on)
        .all.filter(({ recipient }) => recipient === to)
        .map(({ ground }) => ground);
    expect(names('2026-01-31', REGION)).toEqual(['ownWord', 'principalRole']);
    expect(names('2026-01-31', 'region-21')).toEqual([]);
    expect(names('2026-02-01', 'region-21')).toEqual(['principalRole']);
    expect(names('2026-02-01', REGION)).toEqual(['ownWord', 'principalRole']);
  });
});

describe('notices that the law has a party send', () => {
  it('are a report of concern to whom it is made, whatever anybody consents to (B-009)', () => {
    const told = ofConcern(aConcern().reported('2026-02-02'));
    expect(groundsTo(told, KOMMUN, 'concernReport', '2026-02-02')).toMatchObject([
      {
        ...{ status: 'inForce', strength: 'must', from: null, to: null, discloser: null },
        statute: { act: 'SoL 2025:400', section: '19:1' },
        why: { rule: 'B-009' },
      },
    ]);
    expect(groundsTo(told, KOMMUN, 'concernReport', '2026-02-01')).toEqual([]);
  });

  it('are those of a discharge to the kommun and to open care, not to the hospital’s own region (D-014)', () => {
    const told = (registeredKommun: KommunCode) =>
      groundsOn(ofDischarge(aDischarge().admitted('2026-02-02 09:00', { registeredKommun })), '2026-02-02')
        .all.filter(({ ground }) => ground === 'dischargeNotice')
        .map(({ recipient, isToAllOf, discloser, statute }) => [recipient, isToAllOf, discloser, statute?.section]);
    expect(told('2080' as KommunCode)).toEqual([['kommun-2080', true, REGION, '2:1']]);
    expect(told('2180' as KommunCode)).toEqual([
      ['kommun-2180', true, REGION, '2:1'],
      ['region-21', true, REGION, '2:1'],
    ]);
  });
});
