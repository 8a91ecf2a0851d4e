import fc from 'fast-check';
import {
  ACTS,
  RULES,
  actOf,
  citeStatute,
  datedSection,
  earlierOf,
  isLawOn,
  statuteOn,
  statuteResolves,
} from './index.js';
import { DUTIES } from './duties.data.js';
import { renumberedOn } from './statutes.js';
import { SECTIONS_MOVED } from './statutes.data.js';
import { type Duty } from './index.js';
import { LAW_TURNS, statuteNamed, turnsOf } from './statutes.js';
import { addDays, asDay } from '../calendar/index.js';
import { always } from '../../../../test/support/always.js';

const review = { act: 'SoL 2025:400', section: '22:13' };
const oldReview = { act: 'SoL 2001:453', section: '6:8' };

/** Each section that was followed by another. */
const MOVES = SECTIONS_MOVED.flatMap(({ versions }) =>
  versions.slice(1).map(({ section, from }, at) => ({ from: versions[at]!.section, to: section, on: from })),
);

describe('the table of statutes', () => {
  it('has each act once, ending no earlier than it begins', () => {
    expect(new Set(ACTS.map(({ act }) => act)).size).toBe(ACTS.length);
    for (const { validFrom = '', validTo = '9999' } of ACTS) expect(validFrom <= validTo).toBe(true);
  });

  it('changes SoL 2001:453 for SoL 2025:400 on 2025-07-01 (E-003, G-01)', () => {
    expect(isLawOn(oldReview, asDay('2025-06-30'))).toBe(true);
    expect(isLawOn(oldReview, asDay('2025-07-01'))).toBe(false);
    expect(isLawOn(review, asDay('2025-06-30'))).toBe(false);
    expect(isLawOn(review, asDay('2025-07-01'))).toBe(true);
  });

  it('says that LVU may be replaced in 2027, and does not act on it', () => {
    const lvu = { act: 'LVU 1990:52', section: '13' };
    expect(actOf(lvu).note_sv).toContain('2027');
    expect(isLawOn(lvu, asDay('2027-06-01'))).toBe(true);
  });

  it('refuses an act it lacks, and a section in a form the act is not cited in', () => {
    expect(statuteResolves(review)).toBe(true);
    expect(statuteResolves({ act: 'SoL 2025:400', section: '16:2 a' })).toBe(true);
    expect(statuteResolves({ act: 'SoL 2025:400', section: '13' })).toBe(false);
    expect(statuteResolves({ act: 'LVU 1990:52', section: '22:13' })).toBe(false);
    expect(statuteResolves({ act: 'SoL', section: '22:13' })).toBe(false);
    expect(() => actOf({ act: 'SoL', section: '22:13' })).toThrow(RangeError);
  });
});

describe('a statute reference', () => {
  it('is the section of the law in force on the day, where the old and the new are known (C-008, G-01)', () => {
    expect(statuteOn(review, asDay('2026-01-15'))).toEqual(review);
    expect(statuteOn(review, asDay('2025-06-30'))).toEqual(oldReview);
    expect(statuteOn(oldReview, asDay('2025-07-01'))).toEqual(review);
  });

  it('is none where the section it moved from is not known, or before there was a law', () => {
    expect(statuteOn({ act: 'SoL 2025:400', section: '29:2' }, asDay('2025-06-30'))).toBeUndefined();
    expect(statuteOn({ act: 'SoL 2001:453', section: '16:6 a' }, asDay('2025-07-01'))).toBeUndefined();
    expect(statuteOn({ act: 'LVU 1990:52', section: '13' }, asDay('1990-06-30'))).toBeUndefined();
  });

  it('is written as a lawyer writes it', () => {
    expect(citeStatute(review)).toBe('22 kap. 13 § socialtjänstlagen (2025:400)');
    expect(citeStatute({ act: 'SoL 2025:400', section: '16:2 a' })).toBe('16 kap. 2 a § socialtjänstlagen (2025:400)');
    expect(citeStatute({ act: 'LVM 1988:870', section: '20' })).toBe(
      '20 § lagen (1988:870) om vård av missbrukare i vissa fall',
    );
  });

  it('is shown with where the same duty stood before, which not every section has (G-01)', () => {
    expect(earlierOf(review)).toEqual(oldReview);
    expect(earlierOf(oldReview)).toBeUndefined();
    expect(earlierOf({ act: 'SoL 2025:400', section: '29:2' })).toBeUndefined();
    const read = SECTIONS_MOVED.map(({ rule, versions }) => [rule, versions[0]?.section.split(' ', 2).join(' ')]);
    expect(
      read.filter(([, act]) => act !== 'HSL 2017:30').every(([rule, act]) => rule === 'G-01' && act === 'SoL 2001:453'),
    ).toBe(true);
    expect(read.at(-1)).toEqual(['C-008', 'HSL 2017:30']);
  });

  it('is none for what a source quotes of a section that says something else (G-02)', () => {
    const after = asDay('2025-07-01');
    for (const section of ['5:8 a', '5:8']) expect(statuteOn({ act: 'SoL 2001:453', section }, after)).toBeUndefined();
    expect(statuteOn({ act: 'SoL 2001:453', section: '2:7' }, after)).toEqual({ act: 'SoL 2025:400', section: '10:8' });
    expect(RULES.flatMap(({ statutes }) => statutes).filter(({ act }) => act === 'SoL 2001:453')).toEqual([]);
  });

  it('is to LVM and HSL by their own numbers, and to föräldrabalken where a source says HSL (G-06, G-07)', () => {
    const resolve = (act: string, section: string) => statuteResolves({ act, section });
    expect([resolve('LVM 1988:870', '20'), resolve('HSL 2017:30', '8:1')]).toEqual([true, true]);
    expect([resolve('LVM 1998:870', '20'), resolve('HSL 1982:763', '8:1')]).toEqual([false, false]);
    expect(ACTS.filter(({ rule }) => rule === 'G-07').map(({ act }) => act)).toEqual(['LVM 1988:870', 'HSL 2017:30']);
    const cited = RULES.flatMap(({ statutes }) => statutes).filter(({ section }) => section === '6:13 a');
    expect(cited).toEqual([{ act: 'FB 1949:381', section: '6:13 a' }]);
  });

  it('stands in no rule with a law that had ended when the agreement began (G-01)', () => {
    const cited = RULES.flatMap(({ statutes }) => statutes);
    expect(cited.filter((ref) => !isLawOn(ref, asDay('2025-07-01')))).toEqual([]);
    expect(cited.length).toBeGreaterThan(80);
  });

  it('moved from one act to the one that followed it, each duty once', () => {
    for (const { from, to, on } of MOVES.map((one) => ({
      on: one.on,
      from: statuteNamed(one.from),
      to: statuteNamed(one.to),
    }))) {
      expect([statuteResolves(from), statuteResolves(to)]).toEqual([true, true]);
      const { validTo } = actOf(from);
      const { validFrom } = actOf(to);
      if (on === undefined) expect(validTo && addDays(validTo, 1)).toBe(validFrom);
      else expect([from.act, from.section]).toEqual([to.act, expect.not.stringMatching(`^${to.section}$`)]);
    }
    for (const end of ['from', 'to'] as const) {
      expect(new Set(MOVES.map((one) => one[end])).size).toBe(MOVES.length);
    }
  });
});

describe('a section of the law of today', () => {
  it('is that of the act which was law on the day, and none where its earlier place is not known (D5)', () => {
    const on = (text: string, day: string) => datedSection(text)(asDay(day));
    expect(on('SoL 2025:400 22:13', '2025-06-30')).toEqual(oldReview);
    expect(on('SoL 2025:400 22:13', '2025-07-01')).toEqual(review);
    expect(on('SoL 2025:400 22:7', '2024-01-15')).toEqual({ act: 'SoL 2001:453', section: '11:3 a' });
    expect(on('SoL 2025:400 9:13', '2026-01-15')).toEqual({ act: 'SoL 2025:400', section: '9:13' });
    expect(on('SoL 2025:400 9:13', '2025-06-30')).toBeUndefined();
  });
});

describe('the days on which the law that is cited changes', () => {
  it('are those on which an act takes effect and those after it has ended, each once', () => {
    const [validFrom, validTo] = [asDay('2027-01-01'), asDay('2026-12-31')];
    expect(turnsOf([{ validFrom }, { validTo }, {}])).toEqual(['2027-01-01']);
    expect(turnsOf([{ validFrom, validTo: asDay('2030-06-30') }, { validTo: asDay('2020-01-01') }])).toEqual([
      '2020-01-02',
      '2027-01-01',
      '2030-07-01',
    ]);
    expect(LAW_TURNS).toContain('2025-07-01');
  });
});

describe('a section that gets another number in its act', () => {
  const cited = (on: string) => statuteOn('careOfNotRegistered', asDay(on))?.section;

  it('is cited by the number of the day: HSL 8:10 through 2026, 8:11 from 2027 (S-017)', () => {
    expect([cited('2026-12-31'), cited('2027-01-01'), cited('2027-01-02')]).toEqual(['8:10', '8:11', '8:11']);
    expect(renumberedOn('careOfNotRegistered')).toEqual(['2027-01-01']);
    expect(renumberedOn('careOfResidents')).toEqual([]);
  });
});

describe('a duty', () => {
  const duties = Object.keys(DUTIES) as Duty[];

  it('stands in a section of the law of today', () => {
    for (const duty of duties) {
      const cited = statuteOn(duty, asDay('2026-01-15'));
      expect(cited && statuteResolves(cited)).toBe(true);
      expect(cited).toEqual(statuteNamed(DUTIES[duty]));
    }
  });

  it('is cited from the act that was law on the day, and from none where its earlier section is not known (D5)', () => {
    expect(statuteOn('careLVU', asDay('2024-01-15'))).toEqual({ act: 'LVU 1990:52', section: '1' });
    expect(statuteOn('kommunThatPlaced', asDay('2025-07-01'))).toEqual({ act: 'SoL 2025:400', section: '29:2' });
    for (const duty of ['kommunThatPlaced', 'consentByAge', 'delegationToUtskott'] as const) {
      expect(statuteOn(duty, asDay('2025-06-30'))).toBeUndefined();
    }
    expect(statuteOn('careOfResidents', asDay('2017-03-31'))).toBeUndefined();
  });

  it('is never cited from an act that was not law on the day', () => {
    always(
      fc.property(fc.constantFrom(...duties), fc.integer({ min: -20_000, max: 20_000 }), (duty, days) => {
        const day = addDays(asDay('2025-07-01'), days);
        const cited = statuteOn(duty, day);
        expect(cited === undefined || isLawOn(cited, day)).toBe(true);
      }),
    );
  });
});
