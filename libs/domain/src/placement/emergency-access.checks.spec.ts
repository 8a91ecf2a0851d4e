import { accepted, addMinutes, type Instant } from '#domain';
import { aCase, party, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const AT = '2026-01-20T09:00:00.000Z';
const placed = aCase().registered({}, { id: 'r' });
const begun = placed.emergencyAccess({ minutes: 60 }, { at: AT, id: 'e' });
const of = (of: string, person = 'P1') => ({ by: { party: party(of), person: uuid(`person/${person}`) } });
const approved = (at: string, { by = 'region-21', person = 'P2', told = begun } = {}): CaseBuilder =>
  told.emergencyAccessApproved(of(by, person), { by, at });
const reviewed = (on: string, told: CaseBuilder = begun, by?: string) =>
  told.emergencyAccessReviewed(on, 'justified', { at: '2026-02-20', ...(by ? { by } : {}) });

describe('reading in an emergency', () => {
  it('is of whoever works at a region, a unit of one or a nämnd, with a part in the case or none', () => {
    for (const by of ['region-21', 'region-20.bup', 'region-20', 'kommun-2080.socialnamnden', 'kommun-0380.vard'])
      expect([by, answerTo(placed.emergencyAccess({}, { by, at: AT }))]).toEqual([by, accepted]);
  });

  it('is not of a kommun as a whole, which is no authority, nor of another’s person (D-026)', () => {
    expect(refusalOf(placed.emergencyAccess({}, { by: 'kommun-2081', at: AT }))).toEqual({
      ...{ code: 'NotYourFactToState', by: 'kommun-2081', allowed: ['kommun-2081'], rule: 'D-026' },
    });
    expect(refusalOf(placed.emergencyAccess(of('region-20'), { by: 'region-21', at: AT }))).toEqual({
      ...{ code: 'NotYourFactToState', by: 'region-21', allowed: ['region-20'], rule: 'D-026' },
    });
  });

  it('is of what is there, and waits for nothing', () => {
    const empty = aCase().emergencyAccess({}, { at: AT });
    expect(refusalOf(empty)).toMatchObject({ code: 'UnknownReference', pointer: '/subject' });
    expect(refusalOf(aCase().emergencyAccessApproved({}, { at: AT }))).toMatchObject({
      ...{ code: 'UnknownReference', pointer: '/subject' },
    });
  });

  it('has an id of its own', () => {
    expect(refusalOf(begun.emergencyAccess({}, { at: AT }))).toMatchObject({
      code: 'AlreadySaid',
      pointer: '/data/accessId',
    });
    expect(answerTo(begun.emergencyAccess({ accessId: uuid('access/E2') }, { at: AT }))).toEqual(accepted);
  });

  it('stands as it was said: nobody takes it back or corrects it', () => {
    for (const story of [
      begun.annulled('e', { by: 'region-21' }),
      begun.emergencyAccess({}, { at: AT, corrects: 'e' }),
    ])
      expect(refusalOf(story)).toMatchObject({ code: 'FieldNotAllowedHere', expected: '≠ placement.emergencyAccess' });
  });
});

describe('the approval of it', () => {
  it('is of another person of the same authority, of a unit or the whole (H-012)', () => {
    expect(answerTo(approved(AT))).toEqual(accepted);
    expect(answerTo(approved(AT, { by: 'region-21.akuten' }))).toEqual(accepted);
    expect(refusalOf(approved(AT, { person: 'P1' }))).toEqual({
      ...{ code: 'SecondPersonNeeded', pointer: '/data/by/person', rule: 'H-012' },
    });
    expect(refusalOf(approved(AT, { by: 'region-20' }))).toEqual({
      ...{ code: 'NotYourFactToState', by: 'region-20', allowed: ['region-21'], rule: 'D-026' },
    });
  });

  it('is while it holds, and not from the very moment on which it does no more (H-012)', () => {
    expect(answerTo(approved('2026-01-20T09:59:59.999Z'))).toEqual(accepted);
    expect(refusalOf(approved('2026-01-20T10:00:00.000Z'))).toEqual({
      ...{ code: 'EmergencyAccessOver', until: '2026-01-20T10:00:00.000Z', rule: 'H-012' },
    });
  });

  it('is of one that there is, once, and stands', () => {
    expect(refusalOf(placed.emergencyAccessApproved({}, { at: AT }))).toMatchObject({
      ...{ code: 'UnknownReference', pointer: '/data/accessId' },
    });
    expect(refusalOf(approved(AT, { told: approved(AT), person: 'P3' }))).toMatchObject({ code: 'AlreadySaid' });
    const told = begun.emergencyAccessApproved({}, { at: AT, id: 'a' }).annulled('a', { by: 'region-21' });
    expect(refusalOf(told)).toMatchObject({ code: 'FieldNotAllowedHere' });
  });
});

describe('the review of it', () => {
  it('is of the nämnd that places, from the day on which it was begun (H-013)', () => {
    expect(answerTo(reviewed('2026-01-20'))).toEqual(accepted);
    expect(refusalOf(reviewed('2026-01-19'))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/on', expected: '≥ 2026-01-20' },
    });
    for (const by of ['region-20', 'region-21'])
      expect(refusalOf(reviewed('2026-01-20', begun, by))).toMatchObject({ code: 'NotYourFactToState', rule: 'H-013' });
  });

  it('is of one that there is, on a day that has come, once; and may be corrected', () => {
    expect(refusalOf(reviewed('2026-01-20', placed))).toMatchObject({ code: 'UnknownReference' });
    expect(refusalOf(begun.emergencyAccessReviewed('2026-01-21', 'justified', { at: '2026-01-20' }))).toMatchObject({
      code: 'DateInTheFuture',
    });
    const once = begun.emergencyAccessReviewed('2026-01-21', 'justified', { id: 'v' });
    expect(refusalOf(once.emergencyAccessReviewed('2026-01-22'))).toMatchObject({ code: 'AlreadySaid' });
    expect(answerTo(once.emergencyAccessReviewed('2026-01-21', 'unjustified', { corrects: 'v' }))).toEqual(accepted);
  });
});

describe('some minutes later', () => {
  it.each([
    ['2026-01-20T09:00:00.000Z', 60, '2026-01-20T10:00:00.000Z'],
    ['2026-01-20T09:00:30.250Z', 59, '2026-01-20T09:59:30.250Z'],
    ['2026-12-31T23:01:00.000Z', 240, '2027-01-01T03:01:00.000Z'],
    ['2026-01-20T09:59:00.000Z', 1, '2026-01-20T10:00:00.000Z'],
  ])('than %s, %d of them, is %s', (from, minutes, until) => {
    expect(addMinutes(from as Instant, minutes)).toBe(until);
  });
});
