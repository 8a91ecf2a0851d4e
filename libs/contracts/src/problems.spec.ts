import { type Rejection } from '#domain/facts';
import { PROBLEMS, type ProblemCode, problem } from './problems.js';
import { problemOfRejection } from './rejection-problem.js';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

describe('a problem', () => {
  it('is an RFC 9457 document with a stable code, Swedish first', () => {
    expect(problem('MissingField', { pointer: '/data/on', expected: 'YYYY-MM-DD' })).toEqual({
      type: 'https://hvbhub.se/problems/MissingField',
      title: 'Fält saknas',
      title_en: 'Field missing',
      status: 400,
      code: 'MissingField',
      pointer: '/data/on',
      expected: 'YYYY-MM-DD',
      detail: 'Ett obligatoriskt fält saknas.',
      detail_en: 'A required field is missing.',
    });
  });

  it.each(CODES)('%s has a status that refuses and words in both languages', (code) => {
    const { status, title, title_en, detail, detail_en } = problem(code);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    for (const words of [title, title_en, detail, detail_en]) expect(words.trim()).not.toBe('');
    expect(title).not.toBe(title_en);
  });

  it('has titles of its own for every code', () => {
    expect(new Set(CODES.map((code) => PROBLEMS[code].title_sv)).size).toBe(CODES.length);
    expect(new Set(CODES.map((code) => PROBLEMS[code].title_en)).size).toBe(CODES.length);
  });
});

describe("the law's refusal", () => {
  it('keeps its code and tells the facts it was made of', () => {
    const rejection = {
      code: 'SharesDoNotSum',
      pointer: '/data/lines/0/shares',
      sum: 900,
    } as const satisfies Rejection;
    expect(problemOfRejection(rejection)).toMatchObject({
      code: 'SharesDoNotSum',
      status: 422,
      pointer: '/data/lines/0/shares',
      expected: 'summa / sum: 1000',
      detail: 'Andelarna är 900 promille tillsammans, inte 1000.',
    });
  });

  it('names the rule where there is one', () => {
    const rejection = {
      code: 'IndividualIsNoParty',
      pointer: '/data/lines',
      rule: 'A-094',
    } as const satisfies Rejection;
    expect(problemOfRejection(rejection)).toMatchObject({ pointer: '/data/lines', rule: 'A-094', status: 422 });
  });

  it('has the table’s own words where it carries no facts', () => {
    expect(problemOfRejection({ code: 'AlreadyRegistered' })).toEqual(problem('AlreadyRegistered'));
  });
});
