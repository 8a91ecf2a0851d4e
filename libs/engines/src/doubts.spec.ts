import { type UnreadableReason } from './broker.port.js';
import { doubts, mayBeReadAgain, TRIES_MAX } from './doubts.js';

describe('a place of a partition that could not be read', () => {
  it('is tried six times, at pauses that grow to four seconds: some twelve seconds in all, of the thirty that it may take', () => {
    const open = doubts();
    const tried = Array.from({ length: TRIES_MAX }, () => open.tried('t/0', 7));
    expect(tried.map(({ tries }) => tries)).toEqual([1, 2, 3, 4, 5, 6]);
    const pauses = tried.slice(0, -1).map(({ againInMs }) => againInMs);
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
  });

  it('may be tried for ever, and never more seldom than every four seconds', () => {
    const open = doubts();
    const many = Array.from({ length: 3_000 }, () => open.tried('t/0', 7));
    expect(many.at(-1)).toEqual({ tries: 3_000, againInMs: 4_000 });
  });

  it('begins anew where it is another place of the partition, forwards or back', () => {
    const open = doubts();
    open.tried('t/0', 7);
    expect(open.tried('t/0', 7).tries).toBe(2);
    expect(open.tried('t/0', 8)).toEqual({ tries: 1, againInMs: 500 });
    expect(open.tried('t/0', 7)).toEqual({ tries: 1, againInMs: 500 });
  });

  it('begins anew once something of its partition was read, and not when something of another was', () => {
    const open = doubts();
    open.tried('t/0', 7);
    open.settled('t/1');
    expect(open.tried('t/0', 7).tries).toBe(2);
    open.settled('t/0');
    expect(open.tried('t/0', 7).tries).toBe(1);
  });

  it('is counted apart from the same place of another partition', () => {
    const open = doubts();
    open.tried('t/0', 7);
    expect(open.tried('t/1', 7).tries).toBe(1);
    expect(open.tried('t/0', 7).tries).toBe(2);
  });
});

describe('why a place cannot be read', () => {
  const EVERY: Readonly<Record<UnreadableReason, boolean>> = {
    ...{ CutShort: true, WrongChecksum: true, OutOfPlace: true, UnknownFormat: true, DamagedOnBroker: true },
    ...{ OldFormat: false, UnknownCompression: false, NotDecompressed: false, TooMuchDecompressed: false },
    ...{ TooManyHeaders: false, Malformed: false },
  };

  it.each(Object.entries(EVERY) as [UnreadableReason, boolean][])('%s: asked for again? %s', (reason, again) => {
    expect(mayBeReadAgain(reason)).toBe(again);
  });
});
