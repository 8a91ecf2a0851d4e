import { erasureAnswer, retentionOf, weedingOf, weedingSays, type AuthorityFile, type Weeding } from '#domain';
import { aCase, aRegistration, day, name, party, type CaseBuilder } from '../../../../test/support/case-builder.js';

const NAMND = party('kommun-2080.socialnamnden');
const REGION = party('region-20');
const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
/** Placed on 2026-01-15, whose last entry is of 2026-05-10. */
const placed = (birthDate: string): CaseBuilder =>
  aCase().registered(bornOn(birthDate)).started('2026-01-15').ended('2026-05-10', {}, { at: '2026-05-10' });

function fileOf(story: CaseBuilder, on: string, more: Partial<AuthorityFile> = {}): AuthorityFile {
  const keeper = more.keeper ?? NAMND;
  const inCases = retentionOf(story.theCase, day(on), name).documents.filter((one) => one.keeper === keeper);
  return { keeper, inCases, elsewhere: [], isErasedInPart: false, ...more };
}
const on = (when: string, story = placed('1990-03-07'), more: Partial<AuthorityFile> = {}): Weeding =>
  weedingOf(fileOf(story, when, more), day(when));

describe('what a nämnd has of an adult', () => {
  const due = { lastEntryOn: '2026-05-10', dueOn: '2031-05-10', doneBy: '2032-12-31' };
  const statute = { act: 'SoL 2025:400', section: '16:1' };

  it('is weeded from five years after the last entry, and not the day before (SoL 16:1)', () => {
    expect(on('2031-05-09')).toEqual({ then: 'keep', because: 'notDue', statute, dueOn: '2031-05-10' });
    expect(on('2031-05-10')).toEqual({ then: 'weed', statute, ...due });
    expect(on('2031-05-11')).toEqual({ then: 'weed', statute, ...due });
  });

  it('is not while it has anything later of the same person, wherever (SoL 16:1)', () => {
    const elsewhere = [day('2026-05-11'), day('2025-01-01')];
    expect(on('2031-05-10', placed('1990-03-07'), { elsewhere })).toMatchObject({
      because: 'notDue',
      dueOn: '2031-05-11',
    });
    expect(on('2031-05-11', placed('1990-03-07'), { elsewhere })).toMatchObject({
      ...{ then: 'weed', lastEntryOn: '2026-05-11', dueOn: '2031-05-11', doneBy: '2032-12-31' },
    });
    const inCases = [placed('1990-03-07'), placed('2012-03-04')].flatMap(
      (story) => fileOf(story, '2040-01-01').inCases,
    );
    expect(on('2040-01-01', placed('1990-03-07'), { inCases })).toMatchObject({ then: 'keep', because: 'childPlaced' });
  });

  it('is kept for research of one born on the fifth (SoL 16:4)', () => {
    expect(on('2040-01-01', placed('1990-03-05'))).toEqual({
      ...{ then: 'keep', because: 'research' },
      statute: { act: 'SoL 2025:400', section: '16:4' },
    });
  });
});

describe('what a nämnd has of a child who was placed', () => {
  it('is never weeded (SoL 16:2 p. 3)', () => {
    expect(on('2099-01-01', placed('2012-03-04'))).toEqual({
      ...{ then: 'keep', because: 'childPlaced' },
      statute: { act: 'SoL 2025:400', section: '16:2' },
    });
  });

  it('of an enquiry without a placement is until thirty, and then weeded (SoL 16:2 a)', () => {
    const enquiry = aCase().registered(bornOn('2012-03-04'), { at: '2026-02-01' });
    expect(on('2042-03-03', enquiry)).toMatchObject({
      ...{ then: 'keep', because: 'notDue', dueOn: '2042-03-04', statute: { section: '16:2 a' } },
    });
    expect(on('2042-03-04', enquiry)).toEqual({
      ...{ then: 'weed', lastEntryOn: '2026-02-01', dueOn: '2042-03-04' },
      statute: { act: 'SoL 2025:400', section: '16:2 a' },
    });
    expect(on('2042-03-04', enquiry, { elsewhere: [day('2026-02-01')] })).toMatchObject({ because: 'unknown' });
  });
});

describe('what a region has', () => {
  it('is health records, which the hub never weeds (PDL 3:17)', () => {
    const story = placed('1990-03-07').healthExamination('done', '2026-03-01', { at: '2026-03-02' });
    const expected = { then: 'keep', because: 'healthRecord', statute: { act: 'PDL 2008:355', section: '3:17' } };
    expect(on('2099-01-01', story, { keeper: REGION })).toEqual(expected);
    expect(on('2099-01-01', story, { keeper: REGION, inCases: [], elsewhere: [day('2026-01-01')] })).toEqual(expected);
  });
});

describe('what no rule can be told of', () => {
  const unknown = { then: 'keep', because: 'unknown' };
  it('is what Gotland has, which is kommun and region in one: its health records are not told from its file (SoL 4:4)', () => {
    const { inCases } = fileOf(placed('1990-03-07'), '2040-01-01');
    expect(on('2040-01-01', placed('1990-03-07'), { keeper: party('region-09'), inCases })).toMatchObject({
      then: 'keep',
    });
    expect(on('2040-01-01', placed('1990-03-07'), { keeper: party('kommun-0980'), inCases })).toMatchObject({
      then: 'keep',
    });
  });

  it('is weeded on no guess: with the birth date erased, erased in part, of no case, or without a last entry', () => {
    const erased = aCase().registered({ person: { ...aRegistration.person, birthDate: 'erased' } });
    expect(on('2040-01-01', erased)).toEqual(unknown);
    expect(on('2040-01-01', placed('1990-03-07'), { isErasedInPart: true })).toEqual(unknown);
    expect(on('2040-01-01', placed('1990-03-07'), { inCases: [], elsewhere: [day('2026-01-01')] })).toEqual(unknown);
    const [document] = fileOf(placed('1990-03-07'), '2040-01-01').inCases;
    const inCases = [{ class: document!.class, then: document!.then, dueOn: document!.dueOn! }];
    expect(on('2040-01-01', placed('1990-03-07'), { inCases })).toEqual(unknown);
  });
});

describe('a request for erasure (GDPR art. 17)', () => {
  it('is refused where the law has the documents kept, with the section and why, and how to appeal', () => {
    const answer = erasureAnswer(on('2040-01-01', placed('2012-03-04')));
    expect(answer).toMatchObject({ decision: 'refused', statute: { act: 'SoL 2025:400', section: '16:2' } });
    expect(answer.sv).toMatch(
      /^Begäran om radering avslås\. .*artikel 17\.3 b.*överklagas.*7 kap\. 2 §.* får aldrig gallras\.$/,
    );
    expect(answer.en).toMatch(/^The request for erasure is refused\. .*article 17\.3 b.*appealed.* never weeded\.$/);
  });

  it('is refused also before its day, and on its day the law erases, whatever was asked', () => {
    expect(erasureAnswer(on('2031-05-09'))).toMatchObject({ decision: 'refused' });
    const answer = erasureAnswer(on('2031-05-10'));
    expect(answer).toMatchObject({ decision: 'weeded', statute: { section: '16:1' } });
    expect(answer.sv).toMatch(
      /^Handlingarna ska gallras enligt lag.* Tiden för bevarande är ute: handlingarna gallras\.$/,
    );
  });

  it('names no section where no rule can be told, and tells who has nothing so', () => {
    expect(erasureAnswer({ then: 'keep', because: 'unknown' })).not.toHaveProperty('statute');
    expect(erasureAnswer(null)).toEqual({
      decision: 'nothing',
      sv: 'Myndigheten har inga uppgifter om personen i navet.',
      en: 'The authority has nothing of the person in the hub.',
    });
  });

  it.each([
    ['childPlaced', 'aldrig'],
    ['research', 'forskning'],
    ['healthRecord', 'IVO'],
    ['unknown', 'gissning'],
    ['notDue', 'inte kommit'],
  ] as const)('says of what is kept because of %s: %s', (because, word) => {
    expect(weedingSays({ then: 'keep', because }).sv).toContain(word);
  });
});
