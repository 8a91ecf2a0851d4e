/**
 * A made-up act that takes the place of LVU from 2027, with a ground that LVU lacks, told in data alone: the program is loaded
 * anew over tables that have it, and nothing else of it is touched. No such text is law.
 */
import { jest } from '@jest/globals';
import { type CareAct } from '../../libs/domain/src/placement/facts/care-acts.data.js';
import { type ParameterEntry } from '../../libs/domain/src/rules/parameters.data.js';
import { type MovedDuty, type StatuteAct } from '../../libs/domain/src/rules/statutes.data.js';

const NAME = 'LOU 2026:9999';
const LAST = '2026-12-31';
const FIRST = '2027-01-01';

type Table<Entry> = Readonly<Record<string, Entry>>;
interface Tables {
  readonly '../../libs/domain/src/rules/statutes.data.js': {
    readonly ACTS: readonly StatuteAct[];
    readonly SECTIONS_MOVED: readonly MovedDuty[];
  };
  readonly '../../libs/domain/src/rules/duties.data.js': { readonly DUTIES: Table<string> };
  readonly '../../libs/domain/src/rules/parameters.data.js': { readonly PARAMETERS: Table<readonly ParameterEntry[]> };
  readonly '../../libs/domain/src/placement/facts/care-acts.data.js': { readonly CARE_ACTS: Table<CareAct> };
}

/** Loads one data module over again with what is added to it. */
async function extended<Path extends keyof Tables>(
  path: Path,
  change: (tables: Tables[Path]) => object,
): Promise<void> {
  const tables = (await import(path)) as Tables[Path];
  const changed = { ...tables, ...change(tables) };
  jest.unstable_mockModule(path, () => changed);
}

const dated = (entry: ParameterEntry | undefined, then: Partial<ParameterEntry>): readonly ParameterEntry[] => [
  { ...entry!, to: LAST as never },
  { ...entry!, from: FIRST as never, ...then },
];

await extended('../../libs/domain/src/rules/statutes.data.js', ({ ACTS, SECTIONS_MOVED }) => ({
  ACTS: [
    ...ACTS.map((act) => (act.act === 'LVU 1990:52' ? { ...act, validTo: LAST } : act)),
    { act: NAME, title_sv: 'en påhittad lag (2026:9999)', cited: 'chapter', validFrom: FIRST },
  ],
  SECTIONS_MOVED: [
    ...SECTIONS_MOVED,
    { topic_sv: 'omprövning', versions: [{ section: 'LVU 1990:52 13' }, { section: `${NAME} 5:1` }] },
  ],
}));
await extended('../../libs/domain/src/rules/duties.data.js', ({ DUTIES }) => ({
  DUTIES: {
    ...DUTIES,
    careLOU: `${NAME} 2:1`,
    courtOrderLOU: `${NAME} 3:1`,
    custodyLOU: `${NAME} 4:1`,
    endOfCustodyLOU: `${NAME} 4:7`,
    orderLapseLOU: `${NAME} 3:9`,
    reviewLOU: `${NAME} 5:1`,
    endByAgeLOU: `${NAME} 5:9`,
    contactLOU: `${NAME} 5:4`,
  },
}));
await extended('../../libs/domain/src/rules/parameters.data.js', ({ PARAMETERS }) => ({
  PARAMETERS: {
    ...PARAMETERS,
    // The same clocks, by the law of the decision's day: one shorter, one in another section alone.
    lvuSubmission: dated(PARAMETERS['lvuSubmission']?.[0], { value: 3, unit: 'days', statute: `${NAME} 4:3` }),
    lvuApplication: dated(PARAMETERS['lvuApplication']?.[0], { statute: `${NAME} 4:5` }),
    // By the law of the due day.
    reviewLVU: dated(PARAMETERS['reviewLVU']?.[0], { value: 4, statute: `${NAME} 5:1` }),
    contactRestrictionReview: dated(PARAMETERS['contactRestrictionReview']?.[0], { statute: `${NAME} 5:4` }),
  },
}));
await extended('../../libs/domain/src/placement/facts/care-acts.data.js', ({ CARE_ACTS }) => {
  const { LVU } = CARE_ACTS as { readonly LVU: CareAct };
  const court = LVU.court!;
  const LOU = {
    ...LVU,
    acts: [NAME],
    grounds: {
      '2:1': { givenUnderAge: 18, endsAtAge: 18, interim: false, review: 'consideration' },
      '2:2': { givenUnderAge: 20, endsAtAge: 21, interim: false, review: 'reexamination', specialHomes: true },
      // The ground that is new: a bond to somebody, with an age of its own.
      '2:3': { givenUnderAge: 18, endsAtAge: 19, interim: false, review: 'reexamination' },
      '4:1': { givenUnderAge: 20, endsAtAge: 20, interim: true, specialHomes: true },
    },
    care: 'careLOU',
    court: {
      ...court,
      order: 'courtOrderLOU',
      custody: 'custodyLOU',
      custodyLaw: {
        ...court.custodyLaw,
        remandSays: 'endOfCustodyLOU',
        ends: 'endOfCustodyLOU',
        lifting: 'endOfCustodyLOU',
      },
      lapseSays: 'orderLapseLOU',
    },
    endsByAge: 'endByAgeLOU',
    review: { ...LVU.review!, asks: 'reviewLOU' },
    contactRestriction: { ...LVU.contactRestriction!, asks: 'contactLOU' },
  };
  return { CARE_ACTS: { ...CARE_ACTS, LOU } };
});
jest.resetModules();

const { AGES_AT_WHICH_CARE_ENDS, CARE_SECTIONS, sectionsOfAct } = await import('#domain');
const { aCase, aRegistration, day } = await import('../support/case-builder.js');
const { basisOf, due, found, holdsOn, on, open, statusOn } = await import('../support/assessed.js');
const { answerTo } = await import('../support/decision-on-last.js');
const { readMessage } = await import('#contracts');
const { sampleEvent } = await import('../../libs/contracts/test/samples.js');

const basis = (act: string, sections: readonly string[], interim = false) => ({ act, sections, interim }) as never;
const CONNECTION = basis('LOU', ['2:3']);
const born = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const cites = (section: string) => ({ act: NAME, section });

/** Care on the new ground by the court's order of 12 January 2027, begun on the 15th. */
const care = (legalBasis = CONNECTION, birthDate = '2012-03-04') =>
  aCase()
    .registered({ ...born(birthDate), legalBasis })
    .decided('2027-01-12', { legalBasis, decidedBy: 'forvaltningsratt', consents: [] })
    .started('2027-01-15');

/** Custody decided on a day, by the act that is law on it. */
const custody = (decidedOn: string, legalBasis: never) =>
  aCase()
    .registered({ ...born('2012-03-04'), legalBasis })
    .decided(decidedOn, { legalBasis, consents: [] })
    .started(decidedOn);

describe('an act that takes the place of LVU in 2027, told in data alone (A-054, S-001)', () => {
  it('has its sections, and is told apart by them; those of the other act are none of its', () => {
    expect(sectionsOfAct('LOU' as never)).toEqual(['2:1', '2:2', '2:3', '4:1']);
    expect(CARE_SECTIONS).toEqual(['2', '3', '6', '2:1', '2:2', '2:3', '4:1']);
    expect(AGES_AT_WHICH_CARE_ENDS).toEqual([18, 19, 20, 21]);
    const taken = (legalBasis: never) => answerTo(aCase().registered({ legalBasis })).outcome;
    expect([taken(CONNECTION), taken(basis('LOU', ['3'])), taken(basis('LVU', ['2:3']))]).toEqual([
      'accepted',
      'rejected',
      'rejected',
    ]);
  });

  it('is taken on the wire by its name and sections, and no section that no act has', () => {
    const sent = (sections: readonly string[]) => {
      const event = sampleEvent('placement.legalBasisChanged') as { readonly data: object };
      return readMessage({ ...event, data: { ...event.data, legalBasis: { act: 'LOU', sections, interim: false } } })
        .ok;
    };
    expect([sent(['2:3']), sent(['9:9'])]).toEqual([true, false]);
  });

  it('holds by the court’s order on its new ground, and not without one', () => {
    expect(basisOf(care(), '2027-02-01')).toMatchObject({ holds: true, act: 'LOU', why: { statute: cites('2:1') } });
    const unordered = aCase().registered({ legalBasis: CONNECTION }).decided('2027-01-12', { legalBasis: CONNECTION });
    expect(basisOf(unordered, '2027-02-01')).toMatchObject({
      holds: false,
      why: { rule: 'S-001', statute: cites('3:1') },
    });
    expect(open(on(unordered, '2027-02-01'), 'A-055')).toMatchObject([{ why: { statute: cites('3:1') } }]);
  });

  it('ends at the age of its new ground: the day before, the day, the day after (A-058, S-004)', () => {
    expect(holdsOn(care(CONNECTION, '2009-05-01'), '2028-04-30', '2028-05-01', '2028-05-02')).toEqual([
      true,
      false,
      false,
    ]);
    expect(basisOf(care(CONNECTION, '2009-05-01'), '2028-05-01')?.why).toMatchObject({ statute: cites('5:9') });
  });

  it('is reexamined on its new ground within its own time, in its own section (A-061)', () => {
    expect(due(on(care(), '2027-02-01'), 'reviewLVU3')).toMatchObject([
      { startsOn: '2027-01-15', dueOn: '2027-05-15', why: { statute: cites('5:1') } },
    ]);
    const considered = care().reviewed('2027-02-01', { kind: 'consideration' });
    expect(found(on(considered, '2027-02-01'), 'A-061')[0]?.message_sv).toContain('2:2 eller 2:3');
  });

  it('restricts contact, which is considered, and ends with it (S-006)', () => {
    const story = care().contactRestricted('2027-02-01');
    expect(found(on(story, '2027-02-01'), 'S-006')).toEqual([]);
    expect(due(on(story, '2027-02-01'), 'contactRestrictionReview')).toMatchObject([
      { dueOn: '2027-05-01', why: { statute: cites('5:4') } },
    ]);
    const ended = story.courtStep('lifted', '2027-03-01');
    expect(statusOn(story, 'contactRestrictionReview', '2027-03-01')).toBe('open');
    expect(due(on(ended, '2027-03-01'), 'contactRestrictionReview')).toHaveLength(1);
  });
});

describe('custody about the turn of the acts, by the law of the day of its decision (D5, A-055)', () => {
  const bySix = { legalBasis: basis('LVU', ['6'], true), statute: { act: 'LVU 1990:52', section: '7' } };
  const byNew = { legalBasis: basis('LOU', ['4:1'], true), statute: cites('4:3') };

  it.each([
    ['2026-12-30', '2027-01-07', bySix],
    ['2026-12-31', '2027-01-07', bySix],
    ['2027-01-01', '2027-01-04', byNew],
    ['2027-01-02', '2027-01-05', byNew],
  ])('decided on %s is submitted by %s', (decidedOn, inTimeThrough, { legalBasis, statute }) => {
    const [submission] = due(on(custody(decidedOn, legalBasis), decidedOn), 'lvuSubmission');
    expect(submission).toMatchObject({ latestLawfulOn: inTimeThrough, why: { statute } });
  });

  it('that was not submitted has ended by the section of its own act', () => {
    const story = custody('2027-01-04', basis('LOU', ['4:1'], true));
    expect(holdsOn(story, '2027-01-07', '2027-01-08')).toEqual([true, false]);
    expect(basisOf(story, '2027-01-08')?.why).toMatchObject({ rule: 'A-055', statute: cites('4:7') });
  });

  it('a review of care by LVU that falls due after it is by the time of the act that is law then', () => {
    const LVU = basis('LVU', ['3']);
    const old = aCase()
      .registered({ ...born('2012-03-04'), legalBasis: LVU })
      .decided('2026-07-01', { legalBasis: LVU, decidedBy: 'forvaltningsratt', consents: [] });
    const dueOf = (startedOn: string) => due(on(old.started(startedOn), startedOn), 'reviewLVU3')[0];
    expect(dueOf('2026-06-30')).toMatchObject({ dueOn: '2026-12-30', why: { statute: { act: 'LVU 1990:52' } } });
    expect(dueOf('2026-09-02')).toMatchObject({ dueOn: '2027-01-02', why: { statute: cites('5:1') } });
  });
});
