import { ProblemError } from '#http';
import { KNOWN_MAX, readExport } from './export-question.js';

const of = 'placement/13fad883-da6e-52a4-803a-58e502618968';
const sizes = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
const refusedWith = (question: object): unknown => {
  try {
    return readExport(question);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [error.problem.code, error.problem.pointer];
  }
};

describe('what is asked to be exported', () => {
  it('is of a thing, by its subject in lower case, with no more than that unless said', () => {
    expect(readExport({ of: of.toUpperCase().replace('PLACEMENT', 'placement') })).toEqual({
      ...{ asked: { of }, complete: false, known: [] },
    });
    expect(readExport({ of, asOf: '2026-02-28', complete: true, known: [7, 3, 7] })).toEqual({
      ...{ asked: { of }, asOf: '2026-02-28', complete: true, known: [3, 7] },
    });
    expect(readExport({ of, known: sizes(KNOWN_MAX) }).known).toHaveLength(100);
  });

  it('is of a time, in UTC, from an instant until before a later one', () => {
    expect(readExport({ from: '2026-01-01T00:00:00+01:00', to: '2026-01-01T00:00:00.001+01:00' }).asked).toEqual({
      ...{ from: '2025-12-31T23:00:00.000Z', to: '2025-12-31T23:00:00.001Z' },
    });
  });

  it.each([
    [{}, 'MissingField', '/of'],
    [{ of, from: '2026-01-01T00:00:00Z' }, 'InvalidValue', '/of'],
    [{ of, to: '2026-01-01T00:00:00Z' }, 'InvalidValue', '/of'],
    [{ of: 7 }, 'InvalidValue', '/of'],
    [{ of: 'placement/none' }, 'InvalidValue', '/of'],
    [{ of: `${of}/more` }, 'InvalidValue', '/of'],
    [{ of: of.replace('placement', 'person') }, 'InvalidValue', '/of'],
    [{ from: '2026-01-01T00:00:00Z' }, 'MissingField', '/to'],
    [{ to: '2026-01-01T00:00:00Z' }, 'MissingField', '/from'],
    [{ from: '2026-01-01', to: '2026-01-02T00:00:00Z' }, 'InvalidValue', '/from'],
    [{ from: 7, to: '2026-01-02T00:00:00Z' }, 'InvalidValue', '/from'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'InvalidValue', '/to'],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'InvalidValue', '/to'],
    [{ of, asOf: '2026-02-30' }, 'InvalidValue', '/asOf'],
    [{ of, asOf: 7 }, 'InvalidValue', '/asOf'],
    [{ of, complete: 'yes' }, 'WrongType', '/complete'],
    [{ of, known: 7 }, 'WrongType', '/known'],
    [{ of, known: [1, 0] }, 'InvalidValue', '/known/1'],
    [{ of, known: [1.5] }, 'InvalidValue', '/known/0'],
    [{ of, known: sizes(KNOWN_MAX + 1) }, 'InvalidValue', '/known'],
  ])('is not %j: %s at %s', (question, code, pointer) => {
    expect(refusedWith(question)).toEqual([code, pointer]);
  });
});
