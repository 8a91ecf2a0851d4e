import { randomBytes } from 'node:crypto';
import { entrySealer, mastersIn, mastersOf, type Master } from '#access';
import { createSecretKey } from 'node:crypto';
import { seal } from './seal.js';

const text = Buffer.from('En fritext om en person');

describe('an entry outside the log', () => {
  it('opens under its own key and context only', () => {
    const sealer = entrySealer(randomBytes(32));
    const entry = sealer.seal(text, 'waiting 1');
    expect(Buffer.from(sealer.open(entry, 'waiting 1'))).toEqual(text);
    expect(() => sealer.open(entry, 'waiting 2')).toThrow();
    expect(() => entrySealer(randomBytes(32)).open(entry, 'waiting 1')).toThrow();
  });

  it('has a key that opens no other entry, and shows nothing of its text', () => {
    const sealer = entrySealer(randomBytes(32));
    const [one, other] = [sealer.seal(text, 'waiting 1'), sealer.seal(text, 'waiting 1')];
    expect(() => sealer.open({ wrappedKey: other.wrappedKey, sealed: one.sealed }, 'waiting 1')).toThrow();
    expect(Buffer.concat([one.wrappedKey, one.sealed]).includes('fritext')).toBe(false);
  });

  it('asks its master for a key once, however often it is opened, and for what was altered again', () => {
    const { current } = mastersOf(Buffer.alloc(32, 1));
    let asked = 0;
    const counting: Master = {
      ...current,
      open: (...sealed) => {
        asked += 1;
        return current.open(...sealed);
      },
    };
    const sealer = entrySealer(mastersIn([counting]));
    const [one, other] = [sealer.seal(text, 'waiting 1'), sealer.seal(text, 'waiting 2')];
    for (let times = 0; times < 3; times += 1) expect(Buffer.from(sealer.open(one, 'waiting 1'))).toEqual(text);
    expect(asked).toBe(1);
    sealer.open(other, 'waiting 2');
    expect(asked).toBe(2);
    expect(() => sealer.open(one, 'waiting 2')).toThrow();
    const altered = one.wrappedKey.map((byte, at) => (at === 60 ? byte ^ 1 : byte));
    expect(() => sealer.open({ ...one, wrappedKey: altered }, 'waiting 1')).toThrow();
    expect(asked).toBe(4);
  });

  it('names the master that wrapped its key, and opens by it alone among those given', () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const entry = entrySealer(one).seal(text, 'waiting 1');
    expect(entry.wrappedKey).toHaveLength(65);
    expect(Buffer.from(entry.wrappedKey.subarray(0, 5))).toEqual(entrySealer(one).head());
    expect(entrySealer(one).head()[0]).toBe(2);
    expect(entrySealer(two).head()).not.toEqual(entrySealer(one).head());
    expect(Buffer.from(entrySealer(mastersOf(two, one)).open(entry, 'waiting 1'))).toEqual(text);
    expect(() => entrySealer(two).open(entry, 'waiting 1')).toThrow('a master key that is not given');
  });

  it('is opened as it was wrapped before masters had ids, by whichever master opens it, and no other', () => {
    const [former, current] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const [key, context] = [Buffer.alloc(32, 3), 'entry key of waiting 1'];
    const entry = {
      wrappedKey: seal(createSecretKey(former), key, context),
      sealed: seal(createSecretKey(key), text, 'waiting 1'),
    };
    expect(entry.wrappedKey[0]).toBe(1);
    expect(Buffer.from(entrySealer(mastersOf(current, former)).open(entry, 'waiting 1'))).toEqual(text);
    expect(() => entrySealer(current).open(entry, 'waiting 1')).toThrow('does not open under any master key given');
    const anew = entrySealer(mastersOf(current, former)).wrappedAnew(entry.wrappedKey, 'waiting 1');
    expect(Buffer.from(entrySealer(current).open({ ...entry, wrappedKey: anew }, 'waiting 1'))).toEqual(text);
    expect(() => entrySealer(former).open({ ...entry, wrappedKey: anew }, 'waiting 1')).toThrow('is not given');
  });
});
