import { type Instant, type Uuid } from '#domain';
import { aSubscription } from '../../../../test/contract/subscriptions.contract.js';
import { type Attempt } from './guarded-post.js';
import { askedForS, changeBy, isThrough, later, outcomeOf, RETRY_AFTER_S, whyNot } from './retries.js';
import { afterCheck } from './push-round.js';
import { type Delivery, type Subscription } from './subscription.js';

const NOW = '2026-03-01T10:00:00.000Z' as Instant;
const nowMs = Date.parse('2026-11-30T12:00:00Z');
const answered = (status: number, retryAfter?: string): Attempt => ({
  ...{ kind: 'answered', status },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const delivery = (attempts: number): Delivery => ({
  ...{ subscription: 'a' as Uuid, sequence: 1, stream: 'case-1', resend: 0, state: 'waiting', attempts },
  ...{ nextAt: NOW, lastFailure: null },
});
const outcome = (attempt: Attempt, attempts = 0) =>
  outcomeOf({ attempt, delivery: delivery(attempts), now: NOW, nowMs });
const changed = (attempt: Attempt, more: Partial<Subscription> = {}, edition = 1): Subscription =>
  changeBy({ attempt, delivery: delivery(0), now: NOW, nowMs }, edition)(aSubscription(1, more));

describe('what an attempt makes of a delivery (B15)', () => {
  it.each([
    [199, false],
    [200, true],
    [204, true],
    [299, true],
    [300, false],
    [301, false],
    [410, false],
    [500, false],
  ])('with status %d is through: %s', (status, expected) => {
    expect(isThrough(answered(status))).toBe(expected);
    expect(outcome(answered(status)).kind).toBe(expected ? 'through' : 'again');
  });

  it('is said in words of ours, whatever was answered', () => {
    expect([whyNot(answered(503, 'secret')), whyNot({ kind: 'failed', why: 'timeout' })]).toEqual([
      'status 503',
      'timeout',
    ]);
    expect(whyNot({ kind: 'refused', why: 'addressNotAllowed' })).toBe('addressNotAllowed');
  });

  it('tries again ten times in all, over more than 24 hours', () => {
    const total = RETRY_AFTER_S.reduce((sum, seconds) => sum + seconds, 0);
    expect([RETRY_AFTER_S.length + 1, total]).toEqual([10, 117_365]);
    const times = [...RETRY_AFTER_S.keys()].map((attempts) => outcome(answered(500), attempts));
    expect(times).toEqual(
      RETRY_AFTER_S.map((seconds, attempts) => ({
        ...{ kind: 'again', attempts: attempts + 1, nextAt: later(NOW, seconds) },
        lastFailure: { at: NOW, why: 'status 500' },
      })),
    );
    expect(outcome(answered(500), 9)).toEqual({
      ...{ kind: 'dead', attempts: 10, nextAt: NOW, lastFailure: { at: NOW, why: 'status 500' } },
    });
  });

  it('heeds Retry-After where it is later than the schedule, up to a day', () => {
    expect(outcome(answered(503, '4'))).toMatchObject({ nextAt: later(NOW, 5) });
    expect(outcome(answered(503, '6'))).toMatchObject({ nextAt: later(NOW, 6) });
    expect(askedForS(answered(429, '86401'), nowMs)).toBe(86_400);
    expect(askedForS(answered(429, 'Mon, 30 Nov 2026 12:01:30 GMT'), nowMs)).toBe(90);
    for (const text of ['soon', '-1', 'Mon, 30 Nov 2026 11:00:00 GMT', ''])
      expect([text, askedForS(answered(429, text), nowMs)]).toEqual([text, 0]);
    expect(askedForS({ kind: 'failed', why: 'timeout' }, nowMs)).toBe(0);
    expect(askedForS(answered(429), nowMs)).toBe(0);
  });
});

describe('what an attempt makes of its subscription', () => {
  it('has it well again when something comes through', () => {
    const failing = { failingSince: NOW, notBefore: NOW };
    expect(changed(answered(200), failing)).toEqual(aSubscription(1, { lastDeliveredAt: NOW }));
  });

  it('pauses it when nothing has come through for 24 hours, and not a millisecond before', () => {
    const at = (text: string) => changed(answered(500), { failingSince: text as Instant }).status;
    expect([at('2026-02-28T10:00:00.001Z'), at('2026-02-28T10:00:00.000Z')]).toEqual(['active', 'paused']);
    expect(changed(answered(500))).toMatchObject({ failingSince: NOW, lastFailure: { at: NOW, why: 'status 500' } });
  });

  it('disables it at 410, whatever it was', () => {
    expect(changed(answered(410)).status).toBe('disabled');
    expect(changed(answered(410), { status: 'paused' }).status).toBe('disabled');
    expect(changed(answered(409)).status).toBe('active');
  });

  it('notes when it was stopped by the hub, once, and when something of it died last, whoever has changed it', () => {
    const failingSince = '2026-02-28T10:00:00.000Z' as Instant;
    expect(changed(answered(410)).stoppedAt).toBe(NOW);
    expect(changed(answered(500), { failingSince }).stoppedAt).toBe(NOW);
    expect(changed(answered(410), { status: 'disabled' })).not.toHaveProperty('stoppedAt');
    expect(changed(answered(500), { failingSince, status: 'paused' })).not.toHaveProperty('stoppedAt');
    expect(changed(answered(500))).not.toHaveProperty('stoppedAt');
    const tried = (attempts: number, edition: number) =>
      changeBy(
        { attempt: answered(500), delivery: delivery(attempts), now: NOW, nowMs },
        1,
      )(aSubscription(1, { edition }));
    expect(tried(8, 1)).not.toHaveProperty('diedAt');
    expect(tried(9, 1)).toMatchObject({ diedAt: NOW, failingSince: NOW });
    expect(tried(9, 2)).toEqual(aSubscription(1, { edition: 2, diedAt: NOW }));
  });

  it.each([
    [429, later(NOW, 60)],
    [503, later(NOW, 60)],
    [500, null],
  ])('lets its receiver alone where %d says for how long', (status, expected) => {
    expect(changed(answered(status, '60')).notBefore).toBe(expected);
    expect(changed(answered(status)).notBefore).toBeNull();
  });

  it('makes nothing of one that its owner has changed meanwhile', () => {
    expect(changed(answered(410), { edition: 2 })).toEqual(aSubscription(1, { edition: 2 }));
  });
});

describe('what a look at a receiver makes of its subscription (B15)', () => {
  const pending = aSubscription(1, { status: 'pending', checksFailed: 2, failingSince: NOW });

  it('has it active, and looked at again in 30 days', () => {
    expect(afterCheck(pending, null, NOW)).toEqual({
      ...{ checksFailed: 0, checkedAt: NOW, checkAt: '2026-03-31T10:00:00.000Z', status: 'active', failingSince: null },
    });
    expect(afterCheck(aSubscription(1, { status: 'paused' }), null, NOW)).not.toHaveProperty('status');
  });

  it('gives it up at once where it takes what is not signed', () => {
    expect(afterCheck(pending, 'unsigned: taken', NOW)).toEqual({
      ...{ checksFailed: 3, checkAt: null, status: 'inactive', lastFailure: { at: NOW, why: 'unsigned: taken' } },
      stoppedAt: NOW,
    });
  });

  it('looks five times, later each time, before it gives it up', () => {
    const look = (checksFailed: number) => afterCheck({ ...pending, checksFailed }, 'signed: status 500', NOW);
    expect([0, 1, 2, 3].map((failed) => look(failed).checkAt)).toEqual([5, 60, 300, 1_800].map((s) => later(NOW, s)));
    expect(look(3)).not.toHaveProperty('status');
    expect(look(4)).toMatchObject({ checksFailed: 5, checkAt: null, status: 'inactive' });
  });
});
