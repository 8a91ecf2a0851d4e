import { randomBytes } from 'node:crypto';
import { entrySealer } from '#access';

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
});
