import fc from 'fast-check';
import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { always } from '../../../test/support/always.js';
import { mth } from '../../../test/support/second-proofs.js';
import { heldAgainst, keptLeaves, type KeptLeaves, type LogFound } from './held-against.js';
import { leafRecord, type LeafOf } from './leaf.js';
import { leafHash } from './merkle.js';

const ORIGIN = 'hub.example/log/1';
const eventOf = (at: number): LeafOf => ({
  stream: `case-${at % 7}` as StreamName,
  revision: Math.floor(at / 7),
  type: 'se.hvbhub.placement.registered.v1',
  eventId: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` as Uuid,
  recordedAt: '2026-11-30T08:00:00.000Z' as Instant,
  body: Buffer.from(`event ${at}`),
});
const log = Array.from({ length: 40 }, (_, at) => eventOf(at));
const headOf = (size: number, events: readonly LeafOf[] = log) => ({
  ...{ origin: ORIGIN, size },
  root: mth(events.slice(0, size).map(leafRecord)),
});
const SIGNED = [headOf(30), headOf(10), headOf(0), headOf(20)];
const hashes = (events: readonly LeafOf[]): Uint8Array =>
  Buffer.concat(events.map((event) => leafHash(leafRecord(event))));
const KEPT = keptLeaves(hashes(log), SIGNED);
const NONE: KeptLeaves = keptLeaves(Buffer.alloc(0), SIGNED);

function held(events: readonly LeafOf[], kept: KeptLeaves = KEPT, signed = SIGNED): LogFound {
  const holding = heldAgainst(signed, kept);
  for (const event of events) {
    const found = holding.take(event);
    if (found !== undefined) return found;
  }
  return holding.end();
}
const another = { ...log[0]!, eventId: 'f0000000-0000-4000-8000-000000000000' as Uuid };

describe('a log held against what was signed of it', () => {
  it('is as it was signed, with what came since', () => {
    for (const kept of [KEPT, NONE]) {
      expect(held(log, kept)).toEqual({ kind: 'asSigned', size: 30, events: 40 });
      expect(held(log.slice(0, 30), kept)).toEqual({ kind: 'asSigned', size: 30, events: 30 });
      // What has not been signed binds nobody.
      expect(held(log.with(30, another), kept)).toEqual({ kind: 'asSigned', size: 30, events: 40 });
    }
    expect(held(log, NONE, [headOf(0)])).toEqual({ kind: 'asSigned', size: 0, events: 40 });
  });

  it.each<[string, number, string, readonly LeafOf[]]>([
    ['changed', 12, 'changed', log.with(12, { ...log[12]!, body: Buffer.from('event 13') })],
    ['re-timed', 12, 'changed', log.with(12, { ...log[12]!, recordedAt: '2026-11-30T08:00:00.001Z' as Instant })],
    ['of another stream', 0, 'changed', log.with(0, { ...log[0]!, stream: 'case-8' })],
    ['of another revision', 0, 'changed', log.with(0, { ...log[0]!, revision: 1 })],
    ['of another type', 0, 'changed', log.with(0, { ...log[0]!, type: 'se.hvbhub.placement.started.v1' })],
    ['the last that was signed, changed', 29, 'changed', log.with(29, another)],
    ['the last of all, changed', 29, 'changed', log.slice(0, 30).with(29, another)],
    ['removed', 12, 'removed', log.toSpliced(12, 1)],
    ['two removed', 12, 'changed', log.toSpliced(12, 2)],
    ['duplicated', 13, 'added', log.toSpliced(13, 0, eventOf(12))],
    ['foreign', 12, 'added', log.toSpliced(12, 0, another)],
    ['swapped with the next', 12, 'moved', log.with(12, log[13]!).with(13, log[12]!)],
    ['swapped with one far off', 12, 'changed', log.with(12, log[25]!).with(25, log[12]!)],
    ['cut off', 29, 'removed', log.slice(0, 29)],
    ['gone', 0, 'removed', []],
  ])('names the event that is %s', (_what, at, how, events) => {
    const found = held(events);
    expect(found).toMatchObject({ kind: 'wrongAt', at, how });
    expect('event' in found ? found.event : undefined).toEqual(events[at]);
  });

  it('says between which checkpoints it stands where no leaves were kept, or those kept are the tamperer’s', () => {
    const events = log.with(12, another);
    for (const kept of [NONE, keptLeaves(hashes(events), SIGNED)]) {
      expect(held(events, kept)).toMatchObject({ kind: 'wrongBetween', after: 10, upTo: 20 });
      expect(held(log.with(10, another), kept.believed === 0 ? NONE : kept).kind).not.toBe('asSigned');
    }
    expect(held(log.with(9, another), NONE)).toEqual({ kind: 'wrongBetween', after: 0, upTo: 10 });
    expect(held(log.with(10, another), NONE)).toEqual({ kind: 'wrongBetween', after: 10, upTo: 20 });
    expect(held(log.slice(0, 29), NONE)).toEqual({ kind: 'wrongBetween', after: 20, upTo: 30 });
    expect(held(log.slice(0, 9), NONE)).toEqual({ kind: 'wrongBetween', after: 0, upTo: 10 });
    expect(held(log.slice(0, 10), NONE)).toEqual({ kind: 'wrongBetween', after: 10, upTo: 20 });
  });

  it('believes kept leaves as far as they make a root that was signed, and names what is within', () => {
    expect([KEPT.believed, NONE.believed]).toEqual([30, 0]);
    expect(keptLeaves(hashes(log.slice(0, 29)), SIGNED).believed).toBe(20);
    const kept = keptLeaves(hashes(log.with(25, another)), SIGNED);
    expect(kept.believed).toBe(20);
    expect(held(log, kept)).toEqual({ kind: 'asSigned', size: 30, events: 40 });
    expect(held(log.with(19, another), kept)).toMatchObject({ kind: 'wrongAt', at: 19, how: 'changed' });
    expect(held(log.with(20, another), kept)).toEqual({ kind: 'wrongBetween', after: 20, upTo: 30 });
  });

  it('is found by what was kept though its key’s holder has signed another anew, with leaves to match', () => {
    const other = log.with(12, another);
    const anew = headOf(30, other);
    expect(held(other, keptLeaves(hashes(other), [anew]), [anew])).toEqual({ kind: 'asSigned', size: 30, events: 40 });
    for (const before of [headOf(20), headOf(30)]) {
      const signed = [anew, before];
      const kept = keptLeaves(hashes(other), signed);
      expect(kept.believed).toBe(0);
      expect(held(other, kept, signed)).toEqual({ kind: 'wrongBetween', after: 0, upTo: before.size });
    }
    const signed = [headOf(10), headOf(30), anew];
    expect(keptLeaves(hashes(other), signed).believed).toBe(10);
    expect(held(other, keptLeaves(hashes(other), signed), signed)).toEqual({
      kind: 'wrongBetween',
      after: 10,
      upTo: 30,
    });
  });

  it('finds whatever is done to it, where it was done, and accuses none to which nothing was', () => {
    const done = fc.record({ what: fc.nat(5), at: fc.nat(29), to: fc.nat(29) });
    always(
      fc.property(done, fc.boolean(), ({ what, at, to }, isKept) => {
        const events = tampered(what, at, to);
        const differs = Array.from({ length: 30 }, (_, one) => one).find((one) => events[one] !== log[one]);
        const found = held(events, isKept ? KEPT : NONE);
        if (differs === undefined) expect(found.kind).toBe('asSigned');
        else if (isKept) expect(found).toMatchObject({ kind: 'wrongAt', at: differs });
        else {
          const after = Math.floor(differs / 10) * 10;
          expect(found).toEqual({ kind: 'wrongBetween', after, upTo: after + 10 });
        }
      }),
      { numRuns: 500 },
    );
  });
});

function tampered(what: number, at: number, to: number): readonly LeafOf[] {
  switch (what) {
    case 0:
      return log.with(at, another);
    case 1:
      return log.toSpliced(at, 1);
    case 2:
      return log.toSpliced(to, 0, log[at]!);
    case 3:
      return log.with(at, log[to]!).with(to, log[at]!);
    case 4:
      return log.slice(0, at);
    default:
      return log;
  }
}
