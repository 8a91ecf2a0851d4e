/** What every key store must do; each adapter's spec binds it in a few lines. */
import { type KeyStore } from '#access';
import { SealBroken, WHOLE_STREAM, type KeyOwner, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const bytes = (plain: string): Uint8Array => Buffer.from(plain, 'utf8');
const stream = (n: number): StreamName => `case-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const anna = '0a000000-0000-4000-8000-000000000001' as Uuid;
const kommun = 'kommun-2080.socialnamnden' as KeyOwner;
const region = 'region-20' as KeyOwner;
const nobody = '0a000000-0000-4000-8000-000000000003' as Uuid;
const bo = '0b000000-0000-4000-8000-000000000002' as Uuid;

interface Asked {
  readonly person?: Uuid | null;
  readonly owner?: KeyOwner;
}

async function keyOf(
  keys: KeyStore,
  name: StreamName,
  { person = null, owner = kommun }: Asked = {},
): Promise<StreamKey> {
  const key = await keys.ensure(name, owner, person);
  if (key === 'erased') throw new Error(`${name} is erased`);
  return key;
}

export function keysContract(make: () => Promise<KeyStore>): void {
  let keys: KeyStore;
  beforeEach(async () => (keys = await make()));
  afterEach(() => keys.close());

  it('makes a key for a stream and a controller once, and gives the same one ever after', async () => {
    const sealed = (await keyOf(keys, stream(1), { person: anna })).seal(bytes('Anna'), 'event 1');
    const again = (await keys.of(stream(1))).get(kommun);
    expect(text((again as StreamKey).open(sealed, 'event 1'))).toBe('Anna');
    expect(text((await keyOf(keys, stream(1), { person: anna })).open(sealed, 'event 1'))).toBe('Anna');
  });

  it('has no key for a stream that nothing was said in', async () => {
    expect((await keys.of(stream(1))).size).toBe(0);
  });

  it('gives each controller of a stream a key of its own, and tells them all', async () => {
    const [one, two] = await Promise.all([
      keyOf(keys, stream(1), { person: anna }),
      keyOf(keys, stream(1), { person: anna, owner: region }),
    ]);
    expect(one.mac(bytes('x'))).not.toEqual(two.mac(bytes('x')));
    expect(() => two.open(one.seal(bytes('x'), 'c'), 'c')).toThrow(SealBroken);
    const known = await keys.of(stream(1));
    expect([...known.keys()].sort()).toEqual([kommun, region]);
    expect((known.get(region) as StreamKey).mac(bytes('x'))).toEqual(two.mac(bytes('x')));
  });

  it('tells of a key that was made since it was last asked', async () => {
    await keyOf(keys, stream(1), { person: anna });
    expect([...(await keys.of(stream(1))).keys()]).toEqual([kommun]);
    await keyOf(keys, stream(1), { person: anna, owner: region });
    expect([...(await keys.of(stream(1))).keys()].sort()).toEqual([kommun, region]);
  });

  it('makes one key for a stream that many ask for at once', async () => {
    const asked = await Promise.all(Array.from({ length: 64 }, () => keyOf(keys, stream(1), { person: anna })));
    const macs = new Set(asked.map((key) => Buffer.from(key.mac(bytes('x'))).toString('hex')));
    expect(macs.size).toBe(1);
  });

  it('gives each stream a key of its own', async () => {
    const [one, two] = await Promise.all([
      keyOf(keys, stream(1), { person: anna }),
      keyOf(keys, stream(2), { person: anna }),
    ]);
    expect(one.mac(bytes('x'))).not.toEqual(two.mac(bytes('x')));
    expect(() => two.open(one.seal(bytes('x'), 'c'), 'c')).toThrow(SealBroken);
  });

  it('seals so that no letter of the text is seen, and never twice alike', async () => {
    const key = await keyOf(keys, stream(1));
    const [one, two] = [key.seal(bytes('191212121212'), 'c'), key.seal(bytes('191212121212'), 'c')];
    expect(text(one)).not.toContain('1212');
    expect(one).not.toEqual(two);
  });

  it('refuses what was moved to another context, altered in any byte, or cut short', async () => {
    const key = await keyOf(keys, stream(1));
    const sealed = key.seal(bytes('secret'), 'event 1');
    expect(() => key.open(sealed, 'event 2')).toThrow(SealBroken);
    for (let i = 0; i < sealed.length; i++) {
      const altered = Uint8Array.from(sealed);
      altered[i] = (altered[i] ?? 0) ^ 1;
      expect(() => key.open(altered, 'event 1')).toThrow(SealBroken);
      expect(() => key.open(sealed.subarray(0, i), 'event 1')).toThrow(SealBroken);
    }
  });

  it('seals nothing as something: an empty part opens to an empty part', async () => {
    const key = await keyOf(keys, stream(1));
    expect(key.open(key.seal(new Uint8Array(0), ''), '')).toHaveLength(0);
  });

  it('compares content by 32 bytes that depend on all of it', async () => {
    const key = await keyOf(keys, stream(1));
    expect(key.mac(bytes('x'))).toHaveLength(32);
    expect(key.mac(bytes('x'))).toEqual(key.mac(bytes('x')));
    expect(key.mac(bytes('x'))).not.toEqual(key.mac(bytes('y')));
  });

  it('destroys every key of a controller that is filed under a person, and no other', async () => {
    await keyOf(keys, stream(1), { person: anna });
    await keyOf(keys, stream(2), { person: bo });
    await keyOf(keys, stream(3), { person: anna });
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1), stream(3)]);
    expect((await keys.of(stream(1))).get(kommun)).toBe('erased');
    expect(await keys.ensure(stream(3), kommun, anna)).toBe('erased');
    expect((await keys.of(stream(2))).get(kommun)).not.toBe('erased');
  });

  it('tells whose keys there are, person by person, page by page, and of none that is destroyed or of nobody', async () => {
    await keyOf(keys, stream(2), { person: anna });
    await keyOf(keys, stream(1), { person: anna, owner: region });
    await keyOf(keys, stream(1), { person: anna });
    await keyOf(keys, stream(3), { person: bo });
    await keyOf(keys, stream(4));
    const ofAnna = [
      { stream: stream(1), owner: kommun },
      { stream: stream(1), owner: region },
      { stream: stream(2), owner: kommun },
    ];
    const ofBo = [{ stream: stream(3), owner: kommun }];
    expect(await keys.filed(null, 10)).toEqual([
      { person: anna, keys: ofAnna },
      { person: bo, keys: ofBo },
    ]);
    expect(await keys.filed(null, 1)).toEqual([{ person: anna, keys: ofAnna }]);
    expect(await keys.filed(anna, 1)).toEqual([{ person: bo, keys: ofBo }]);
    expect(await keys.filed(bo, 1)).toEqual([]);
    expect(await keys.filedOf(anna)).toEqual({ person: anna, keys: ofAnna });
    expect(await keys.filedOf(bo)).toEqual({ person: bo, keys: ofBo });
    expect(await keys.filedOf(nobody)).toEqual({ person: nobody, keys: [] });
    await keys.destroy(kommun, anna);
    expect(await keys.filed(null, 1)).toEqual([{ person: anna, keys: [ofAnna[1]] }]);
    expect(await keys.filedOf(anna)).toEqual({ person: anna, keys: [ofAnna[1]] });
    await keys.destroy(region, anna);
    expect(await keys.filedOf(anna)).toEqual({ person: anna, keys: [] });
    expect(await keys.filed(null, 1)).toEqual([{ person: bo, keys: ofBo }]);
  });

  it('destroys the keys of one controller in the streams that are named, once, and no others', async () => {
    await keyOf(keys, stream(1), { person: anna });
    await keyOf(keys, stream(1), { person: anna, owner: region });
    await keyOf(keys, stream(2), { person: anna });
    expect(await keys.destroyIn(kommun, [stream(1), stream(7)])).toEqual([stream(1)]);
    expect(await keys.destroyIn(kommun, [stream(1), stream(7)])).toEqual([]);
    const left = await keys.of(stream(1));
    expect(left.get(kommun)).toBe('erased');
    expect(left.get(region)).not.toBe('erased');
    expect((await keys.of(stream(2))).get(kommun)).not.toBe('erased');
  });

  it("leaves one controller's keys as they are when another's of the same person are destroyed", async () => {
    const sealed = (await keyOf(keys, stream(1), { person: anna })).seal(bytes('Anna'), 'c');
    await keyOf(keys, stream(1), { person: anna, owner: region });
    await keyOf(keys, stream(2), { person: anna });
    expect(await keys.destroy(region, anna)).toEqual([stream(1)]);
    const left = await keys.of(stream(1));
    expect(left.get(region)).toBe('erased');
    expect(text((left.get(kommun) as StreamKey).open(sealed, 'c'))).toBe('Anna');
    expect((await keys.of(stream(2))).get(kommun)).not.toBe('erased');
  });

  it('names the same streams when it is asked to destroy once more, so that what was broken off can be ended', async () => {
    await keyOf(keys, stream(1), { person: anna });
    await keys.destroy(kommun, anna);
    await keyOf(keys, stream(2), { person: anna });
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1), stream(2)]);
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1), stream(2)]);
  });

  it('files a stream under its person when that is learnt after the key was made, and never under another', async () => {
    await keyOf(keys, stream(1), { person: null });
    await keyOf(keys, stream(1), { person: anna });
    await keyOf(keys, stream(1), { person: bo });
    expect(await keys.destroy(kommun, bo)).toEqual([]);
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1)]);
  });

  it("files every key of a stream under the stream's person, whoever asks and whenever it is learnt", async () => {
    await keyOf(keys, stream(1), { person: null });
    await keyOf(keys, stream(1), { person: anna, owner: region });
    await keyOf(keys, stream(1), { person: bo, owner: WHOLE_STREAM });
    expect(await keys.destroy(region, bo)).toEqual([]);
    expect(await keys.destroy(WHOLE_STREAM, anna)).toEqual([stream(1)]);
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1)]);
    expect(await keys.destroy(region, anna)).toEqual([stream(1)]);
  });

  it('lets one who was erased be placed anew, under a new key', async () => {
    await keyOf(keys, stream(1), { person: anna });
    await keys.destroy(kommun, anna);
    expect(await keys.ensure(stream(2), kommun, anna)).not.toBe('erased');
  });
}
