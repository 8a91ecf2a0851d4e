import { type Uuid } from '#domain/facts';
import { openHead, openPointer } from './open-head.js';

const UUID = '7c9e6679-7425-40de-944b-e07fc1f90ae7' as Uuid;

describe('what is repeated of a message', () => {
  it('is its id and its subject, where they have their form', () => {
    expect(openHead({ id: 'm-1', subject: `placement/${UUID}` })).toEqual({
      id: 'm-1',
      subject: `placement/${UUID}`,
      subjectId: UUID,
    });
    expect(openHead({ id: null, subject: null })).toEqual({ id: null, subject: null, subjectId: null });
  });

  it.each([
    ['a person number as id', { id: '191212121212', subject: null }],
    ['words as id', { id: 'Kalle är rädd', subject: null }],
    ['a person number in the subject', { id: null, subject: 'placement/19121212-1212' }],
    ['a subject of no kind', { id: null, subject: `person/${UUID}` }],
    ['a subject that goes on', { id: null, subject: `placement/${UUID}/Kalle` }],
    ['a subject without a kind', { id: null, subject: UUID }],
  ])('is not %s', (_what, sent) => {
    expect(openHead(sent)).toEqual({ id: null, subject: null, subjectId: null });
  });

  it('is where in the message the fault is, as far as it goes by published fields', () => {
    expect(openPointer('/data/lines/0/shares')).toBe('/data/lines/0/shares');
    expect(openPointer('/data/person/birthDate')).toBe('/data/person/birthDate');
    expect(openPointer('/id')).toBe('/id');
    expect(openPointer('')).toBe('');
    expect(openPointer('/data/person/191212121212')).toBe('/data/person');
    expect(openPointer('/Kalle är rädd')).toBe('');
    expect(openPointer('/data/Kalle/birthDate')).toBe('/data');
  });
});
