import fc from 'fast-check';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { aCase, aRegistration, day } from '../../../../test/support/case-builder.js';
import { always } from '../../../../test/support/always.js';
import { on } from '../../../../test/support/assessed.js';
import { sipOn } from '../../../../test/support/assessed-sip.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { type Day } from '../kernel/index.js';
import { nextLook } from './next-look.js';
import { type Sayable } from './sayable.js';

interface Asked {
  readonly turningDays?: readonly string[];
  readonly byBirth?: readonly string[];
  readonly reminderDays?: readonly number[];
}

const look = (asOf: string, { turningDays = [], byBirth = [], reminderDays = [30, 14, 7, 1] }: Asked): Day | null => {
  const ahead = [...new Set([...turningDays, ...byBirth])].filter((one) => one > asOf).sort();
  return nextLook({ asOf: day(asOf), turningDays: ahead.map(day), turningDaysByBirth: byBirth.map(day), reminderDays });
};

describe('the day on which a stream is looked at again', () => {
  it('is the next turning day itself where no birth date sets it, and none where nothing turns', () => {
    expect(look('2026-03-10', { turningDays: ['2026-03-27', '2026-05-02'] })).toBe('2026-03-27');
    expect(look('2026-03-10', {})).toBeNull();
  });

  it('is the first of each month while a day that a birth date sets is far ahead', () => {
    const far = { byBirth: ['2030-06-17'] };
    expect(look('2026-03-01', far)).toBe('2026-04-01');
    expect(look('2026-03-31', far)).toBe('2026-04-01');
    expect(look('2026-01-30', far)).toBe('2026-02-01');
    expect(look('2026-12-04', far)).toBe('2027-01-01');
  });

  it('is every day of the month that it stands in, of those that a reminder may come in, and of the one after', () => {
    const near = { byBirth: ['2026-06-17'] };
    expect(look('2026-03-30', near)).toBe('2026-04-01');
    expect(look('2026-03-31', near)).toBe('2026-04-01');
    for (const asOf of ['2026-04-01', '2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-07-30'])
      expect(look(asOf, near)).toBe(day(asOf.slice(0, 8) + String(Number(asOf.slice(8)) + 1).padStart(2, '0')));
    expect(look('2026-07-31', near)).toBeNull();
    expect(look('2026-05-10', { ...near, reminderDays: [7, 1] })).toBe('2026-05-11');
    expect(look('2026-04-10', { ...near, reminderDays: [7, 1] })).toBe('2026-05-01');
    expect(look('2026-05-10', { ...near, reminderDays: [] })).toBe('2026-06-01');
  });

  it('is the turning day that no birth date sets where that is earlier, and the first of the month where it is not', () => {
    const both = { byBirth: ['2030-06-17'] };
    expect(look('2026-03-10', { ...both, turningDays: ['2026-03-27'] })).toBe('2026-03-27');
    expect(look('2026-03-10', { ...both, turningDays: ['2026-04-02'] })).toBe('2026-04-01');
    expect(look('2026-06-10', { turningDays: ['2026-06-20'], byBirth: ['2026-06-17'] })).toBe('2026-06-11');
  });

  it('is not moved by a later day that follows from the first: at the end of a month, too', () => {
    const looks = (byBirth: readonly string[]) =>
      ['2026-03-31', '2026-05-10', '2026-07-31', '2026-08-10'].map((asOf) => look(asOf, { byBirth }));
    expect(looks(['2026-06-30', '2026-07-01', '2026-05-31'])).toEqual(
      looks(['2026-06-10', '2026-06-11', '2026-05-11']),
    );
  });

  it('is of an own month for what comes long after a birthday', () => {
    expect(look('2026-08-05', { byBirth: ['2026-06-17', '2026-12-17'] })).toBe('2026-09-01');
    expect(look('2026-10-05', { byBirth: ['2026-06-17', '2026-12-17'] })).toBe('2026-10-06');
  });

  it('is after the day that is asked of, and never later than the next turning day', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const assessed = on(story, asOf);
        const [turning] = assessed.turningDays;
        const next = nextLook(assessed);
        if (next !== null) expect(next > asOf).toBe(true);
        if (turning !== undefined) expect(next !== null && next <= turning).toBe(true);
      }),
    );
  });
});

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const compulsory = { act: 'LVU', sections: ['2', '3'], interim: false } as const;

type Tell = (born: string) => (asOf: string) => Sayable;

const STORIES: readonly (readonly [what: string, tell: Tell, months: readonly string[]])[] = [
  [
    'a child in care by SoL',
    (born) => {
      const told = aCase().registered(bornOn(born)).started('2026-01-15');
      return (asOf) => on(told, asOf);
    },
    ['2011-08', '2008-05'],
  ],
  [
    'the young in compulsory care',
    (born) => {
      const told = aCase()
        .registered({ ...bornOn(born), legalBasis: compulsory })
        .decided('2026-01-12', { legalBasis: compulsory, decidedBy: 'forvaltningsratt', consents: [] })
        .started('2026-01-15');
      return (asOf) => on(told, asOf);
    },
    ['2008-05', '2006-02', '2005-03'],
  ],
  [
    'somebody who grows up in care and is followed up',
    (born) => {
      const told = aCase().registered(bornOn(born)).started('2026-01-15').reviewed('2026-03-10');
      return (asOf) => on(told.carePlan('established', '2026-01-20'), asOf);
    },
    ['2008-04'],
  ],
  [
    'a SIP by a consent that a birthday ends',
    (born) => {
      const told = aSip()
        .needed({ birthDate: day(born) })
        .consent('2026-01-10');
      return (asOf) => sipOn(told, asOf);
    },
    ['2008-05'],
  ],
];

const UNTIL = '2028-12-31';
const DAYS_OF_MONTH = ['01', '15', '28'];

/** All days that the clock keeps of a stream, one after the other. */
function keptOf(assessedOn: (asOf: string) => Sayable): readonly Day[] {
  const kept: Day[] = [];
  for (let at: Day | null = day('2026-01-15'); at !== null && at < UNTIL; at = nextLook(assessedOn(at))) kept.push(at);
  return kept;
}

describe('what the clock keeps of somebody young, from look to look', () => {
  it.each(STORIES.flatMap(([what, tell, months]) => months.map((month) => [what, month, tell] as const)))(
    'is the same whichever day of the month the birthday is: %s, born in %s',
    (_what, month, tell) => {
      const [first, ...others] = DAYS_OF_MONTH.map((date) => keptOf(tell(`${month}-${date}`)));
      expect(first!.length).toBeGreaterThan(30);
      for (const other of others) expect(other).toEqual(first);
    },
  );
});
