import { foldTold, type AsSent, type DisclosureDecided } from '#domain';
import { type Opening } from '../disclosure/openings.js';
import { sayDisclosures } from './say-disclosures.js';
import {
  aCase,
  day,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { ofCase, ofConcern, ofDischarge, ofSip } from '../../../../test/support/disclosed.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { endOf, groundId, groundOf } from '../../../../test/support/grounds.js';
import { datas, held, saidOn, types } from '../../../../test/support/said-of-grounds.js';
import { aSip, CONSENT, GUARDIAN } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;

const placed = aCase().registered({}, { id: 'r' });
const decided = (data: Decided = {}, how: object = {}, told = placed) =>
  told.said('placement.disclosureDecided', groundOf('2026-01-20', data), { at: '2026-01-20', id: 'g', ...how });
const ended = (on: string, told = decided(), how: object = {}) =>
  told.said('placement.disclosureEnded', endOf(on), { at: on, id: 'end', ...how });

const inCase = (...days: readonly (readonly [on: string, told: CaseBuilder])[]) =>
  saidOn(days.map(([on, told]) => [on, ofCase(told)] as const));
const WIDENED = 'placement.disclosureWidened';
const RECALLED = 'placement.disclosureRecalled';

describe('a ground that is decided on', () => {
  it('is said to whom it names, once: which classes of whose words it opens from when, by which section (D-024)', () => {
    const [first, later] = inCase(['2026-01-20', decided()], ['2026-01-21', decided()]);
    expect(first).toMatchObject([
      {
        type: WIDENED,
        data: {
          ...{ recipient: REGION, discloser: PLACING_PARTY, groundId: groundId(), from: '2026-01-20' },
          classes: ['case'],
        },
        why: { rule: 'D-024', statute: { act: 'OSL 2009:400', section: '10:28' } },
      },
    ]);
    expect(first![0]!.thing).toBe((first![0]!.data as { disclosureId: string }).disclosureId);
    expect(first![0]!.data).not.toHaveProperty('messages');
    expect(JSON.stringify(first![0]!.data)).not.toContain('duty');
    expect(later).toEqual([]);
  });

  it('is said on its first day and not before, whenever it was decided', () => {
    const told = decided({ from: day('2026-02-01') });
    expect(types(inCase(['2026-01-20', told], ['2026-01-31', told], ['2026-02-01', told]))).toEqual([
      [],
      [],
      [WIDENED],
    ]);
    expect(held(ofCase(told).read, '2026-01-20').turningDays).toContain('2026-02-01');
  });

  it('names the messages where it is of some alone', () => {
    const trial = { ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['r'] } } as const;
    const [first] = inCase(['2026-01-20', decided(trial)]);
    expect(datas(first!)).toMatchObject([{ messages: ['r'], classes: ['case', 'place', 'identity', 'sensitive'] }]);
    expect(first![0]!.why.rule).toBe('D-023');
  });

  it('is not said of a role, of one’s own words, or of one that does not hold between the two', () => {
    expect(types(inCase(['2026-01-20', placed]))).toEqual([[]]);
    const wrong = decided({
      ground: 'misuse',
      need: 'Vård',
      recipient: party('kommun-2081'),
      reviewOn: day('2026-03-01'),
    });
    expect(types(inCase(['2026-01-20', wrong]))).toEqual([[]]);
  });
});

describe('a ground that no longer holds', () => {
  it('is recalled on the day from which it is ended, as ended by its party', () => {
    const told = ended('2026-02-10');
    const said = inCase(['2026-01-20', decided()], ['2026-02-09', told], ['2026-02-10', told], ['2026-02-11', told]);
    expect(types(said)).toEqual([[WIDENED], [], [RECALLED], []]);
    expect(said[2]).toMatchObject([
      {
        data: {
          ...{ recipient: REGION, discloser: PLACING_PARTY, groundId: groundId(), classes: ['case'] },
          ...{ on: '2026-02-10', because: 'withdrawn' },
        },
        why: { rule: 'D-024' },
      },
    ]);
    expect(said[2]![0]).not.toHaveProperty('fromBirthDate');
  });

  it('is recalled when its time is out, on the day after its last, also where nobody looked that day', () => {
    const told = decided({ to: day('2026-02-10') });
    const [, last, over] = inCase(['2026-01-20', told], ['2026-02-10', told], ['2026-02-11', told]);
    expect([last, datas(over!)]).toMatchObject([[], [{ on: '2026-02-11', because: 'expired' }]]);
    const [, late] = inCase(['2026-01-20', told], ['2026-03-01', told]);
    expect(datas(late!)).toMatchObject([{ on: '2026-02-11', because: 'expired' }]);
    expect(held(ofCase(told).read, '2026-02-10').turningDays).toContain('2026-02-11');
  });

  it('is recalled when nobody has tried it again on its day (D-024)', () => {
    const told = decided({ ground: 'misuse', need: 'Vård', reviewOn: day('2026-03-01') });
    const said = inCase(['2026-01-20', told], ['2026-03-01', told], ['2026-03-02', told]);
    expect(types(said)).toEqual([[WIDENED], [], [RECALLED]]);
  });

  it('is recalled on the eighteenth birthday, a day that the clock keeps as one that a birthday sets', () => {
    const young = aCase().registered(
      { person: { personId: uuid('person/A'), birthDate: day('2008-05-04'), legalSex: 'female', protection: 'none' } },
      { id: 'r' },
    );
    const told = decided({ ground: 'under18', need: 'Vård' }, {}, young);
    const said = inCase(['2026-01-20', told], ['2026-05-03', told], ['2026-05-04', told]);
    expect(types(said)).toEqual([[WIDENED], [], [RECALLED]]);
    expect(said[2]).toMatchObject([{ fromBirthDate: true, data: { because: 'expired' } }]);
    const { turningDays, turningDaysByBirth } = held(ofCase(told).read, '2026-01-20');
    expect([turningDays.includes(day('2026-05-04')), turningDaysByBirth.includes(day('2026-05-04'))]).toEqual([
      true,
      true,
    ]);
    const plain = held(ofCase(decided({ to: day('2026-02-10') })).read, '2026-01-20');
    expect(plain.turningDaysByBirth).not.toContain('2026-02-11');
  });

  it('is recalled when the decision is taken back, or told anew of another recipient, to whom it is then said', () => {
    const [, gone] = inCase(['2026-01-20', decided()], ['2026-01-25', decided().annulled('g', { at: '2026-01-25' })]);
    expect(datas(gone!)).toMatchObject([
      { recipient: REGION, because: 'takenBack', on: '2026-01-25', classes: ['case'] },
    ]);
    const other = decided().said(
      'placement.disclosureDecided',
      groundOf('2026-01-20', { recipient: party('region-21') }),
      {
        ...{ at: '2026-01-25', corrects: 'g' },
      },
    );
    const [, turned] = inCase(['2026-01-20', decided()], ['2026-01-25', other]);
    expect(turned!.map(({ type, data }) => [type, (data as { recipient: string }).recipient])).toEqual([
      [WIDENED, 'region-21'],
      [RECALLED, REGION],
    ]);
  });

  it('is recalled in the classes that it was narrowed by, and said in those it was widened by', () => {
    const wide = decided({ covers: { classes: ['case', 'sensitive'] } });
    const other = wide.said(
      'placement.disclosureDecided',
      groundOf('2026-01-20', { covers: { classes: ['identity', 'sensitive'] } }),
      { at: '2026-01-25', corrects: 'g' },
    );
    const [, turned] = inCase(['2026-01-20', wide], ['2026-01-25', other]);
    expect(turned).toMatchObject([
      { type: WIDENED, data: { classes: ['identity'] } },
      { type: RECALLED, data: { classes: ['case'], because: 'takenBack', on: '2026-01-25' } },
    ]);
  });

  it('is said anew where the end was told in error', () => {
    const told = ended('2026-02-10');
    const undone = told.annulled('end', { at: '2026-02-12' });
    const said = inCase(['2026-01-20', decided()], ['2026-02-10', told], ['2026-02-12', undone]);
    expect(types(said)).toEqual([[WIDENED], [RECALLED], [WIDENED]]);
  });

  it('was never said, and is not recalled, where it was over when it was told', () => {
    expect(types(inCase(['2026-03-01', decided({ to: day('2026-02-10') })]))).toEqual([[]]);
  });
});

describe('where somebody is, once that is protected (OSL 26:1)', () => {
  const all = { covers: { messages: ['r'] }, ground: 'harmTest', outcome: 'noHarm' } as const;
  const hidden = (told: CaseBuilder) =>
    told.said(
      'placement.protectionChanged',
      { protection: 'sekretessmarkering', from: day('2026-01-25') },
      { at: '2026-01-25' },
    );

  it('is recalled by itself, from the recording of the protection', () => {
    const [, masked] = inCase(['2026-01-20', decided(all)], ['2026-01-25', hidden(decided(all))]);
    expect(datas(masked!)).toMatchObject([{ classes: ['place'], because: 'protected', on: '2026-01-25' }]);
  });

  it('is not recalled of a ground whose own words name it', () => {
    const named = decided({ covers: { classes: ['case', 'place'] } });
    expect(types(inCase(['2026-01-20', named], ['2026-01-25', hidden(named)]))).toEqual([[WIDENED], []]);
  });
});

describe('whose words and of what', () => {
  it('is told of the subject that they are about: costs and a handover of themselves, a deviation of its placement', () => {
    const costs = placed
      .proposed('2026-01-12', {})
      .said('costAllocation.disclosureDecided', groundOf('2026-01-20'), { at: '2026-01-20' });
    expect(types(inCase(['2026-01-20', costs]))).toEqual([['costAllocation.disclosureWidened']]);
    const deviating = placed
      .deviation('2026-01-13')
      .said('deviation.disclosureDecided', groundOf('2026-01-20'), { at: '2026-01-20' });
    expect(types(inCase(['2026-01-20', deviating]))).toEqual([[WIDENED]]);
  });

  it('is told of a discharge and of a concern', () => {
    const to = { recipient: party('kommun-2081.socialnamnden') };
    const discharge = aDischarge()
      .admitted('2026-01-12 09:00')
      .said('discharge.disclosureDecided', groundOf('2026-01-20', to), { at: '2026-01-20', by: REGION });
    const concern = aConcern()
      .reported('2026-01-12', {}, { by: REGION })
      .said('concern.disclosureDecided', groundOf('2026-01-20', to), { at: '2026-01-20', by: REGION });
    expect(types(saidOn([['2026-01-20', ofDischarge(discharge)]]))).toEqual([['discharge.disclosureWidened']]);
    expect(types(saidOn([['2026-01-20', ofConcern(concern)]]))).toEqual([['concern.disclosureWidened']]);
  });
});

describe('a consent to a SIP', () => {
  const given = aSip().needed().consent('2026-01-12');

  it('is said to each whom it names, of everybody’s words, and recalled when it is withdrawn (A-039, A-041)', () => {
    const withdrawn = given.withdrawn('2026-02-01', GUARDIAN);
    const [first, , gone] = saidOn([
      ['2026-01-12', ofSip(given)],
      ['2026-01-31', ofSip(withdrawn)],
      ['2026-02-01', ofSip(withdrawn)],
    ]);
    expect(first!.map(({ type }) => type)).toEqual(first!.map(() => 'sip.disclosureWidened'));
    expect(first!.length).toBeGreaterThan(0);
    expect(first![0]).toMatchObject({ why: { rule: 'A-039' }, data: { from: '2026-01-12' } });
    expect(first![0]!.data).not.toHaveProperty('discloser');
    expect(first![0]!.data).not.toHaveProperty('groundId');
    expect(gone!.map(({ type }) => type)).toEqual(first!.map(() => 'sip.disclosureRecalled'));
    expect(gone![0]).toMatchObject({ data: { because: 'withdrawn', on: '2026-02-01' } });
    // The day of a withdrawal tells no birthday: whom it was open to is told it.
    expect(gone![0]).not.toHaveProperty('fromBirthDate');
  });

  it('is recalled when it was never one (A-041), and when its time is out (A-040)', () => {
    const reasons = (told: typeof given, on: string) => {
      const [, gone] = saidOn([
        ['2026-01-12', ofSip(given)],
        [on, ofSip(told)],
      ]);
      return [...new Set(gone!.map(({ data }) => (data as { because: string }).because))];
    };
    expect(reasons(given.voided({ consentId: CONSENT }, { at: '2026-02-01' }), '2026-02-01')).toEqual(['withdrawn']);
    expect(reasons(given, '2029-01-01')).toEqual(['expired']);
    const [, over] = saidOn([
      ['2026-01-12', ofSip(given)],
      ['2029-01-01', ofSip(given)],
    ]);
    expect(over!.every(({ fromBirthDate }) => fromBirthDate === true)).toBe(true);
  });
});

describe('a ground on a message of an agreement', () => {
  const opening = {
    ...{
      kind: 'agreement',
      disclosureId: 'd1',
      recipient: 'region-20',
      discloser: null,
      groundId: null,
      classes: ['case'],
    },
    ...{ from: '2026-01-10', why: {}, because: null, overOn: null, masked: [] },
  } as unknown as Opening;

  it('is not said: an agreement is about nobody, and the hub has no word for it', () => {
    const today = day('2026-01-10');
    expect(sayDisclosures(foldTold([]), { category: 'agreement', openings: [opening], today })).toEqual([]);
    expect(sayDisclosures(foldTold([]), { category: 'sip', openings: [opening], today })).toMatchObject([
      { type: 'sip.disclosureWidened' },
    ]);
  });
});
