/** Against SoftHSM, which is a token as any other to who speaks PKCS#11. */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { KeysUnavailable, SealBroken } from '#contracts';
import { openMasters, makeTokenKey, tokenMaster, TokenUnusable, type TokenReason } from '#access';
import { ownToken, type OwnToken } from '../../../../test/support/own-token.js';
import { loadClient } from './client.pkcs11.js';
import { closeSession, keyLabelled, openSession } from './session.pkcs11.js';

const KEY = 'master';
const text = Buffer.alloc(32, 7);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A key as nobody should make one. */
async function makeOther({ where }: OwnToken, bytes: number, canLeave: boolean): Promise<void> {
  const client = await loadClient();
  const one = openSession(client, where, 'write');
  one.library.C_GenerateKey(one.session, { mechanism: client.CKM_AES_KEY_GEN }, [
    { type: client.CKA_LABEL, value: KEY },
    { type: client.CKA_VALUE_LEN, value: bytes },
    { type: client.CKA_TOKEN, value: true },
    { type: client.CKA_SENSITIVE, value: true },
    { type: client.CKA_EXTRACTABLE, value: canLeave },
    { type: client.CKA_ENCRYPT, value: true },
    { type: client.CKA_DECRYPT, value: true },
  ]);
  closeSession(one);
}

async function destroyKey({ where }: OwnToken): Promise<void> {
  const client = await loadClient();
  const one = openSession(client, where, 'write');
  const library = one.library as typeof one.library & { C_DestroyObject(session: Buffer, key: Buffer): void };
  library.C_DestroyObject(one.session, keyLabelled(client, one, KEY));
  closeSession(one);
}

describe('a master key in a token', () => {
  let token: OwnToken;
  /** Monotonic milliseconds, as the master sees them. */
  let nowMs = 0;
  const open = () => tokenMaster(token.where, KEY, () => nowMs);
  const refusedFor = async (reason: TokenReason, opening: Promise<unknown> = open()): Promise<void> => {
    const error = await opening.then(
      () => 'opened',
      (refused: unknown) => refused,
    );
    expect(error).toBeInstanceOf(TokenUnusable);
    expect(error).toMatchObject({ reason, name: 'TokenUnusable' });
  };
  const fails = (call: () => unknown): TokenReason => {
    try {
      call();
    } catch (error) {
      if (error instanceof TokenUnusable && error instanceof KeysUnavailable) return error.reason;
      throw error;
    }
    throw new Error('it did not fail');
  };

  beforeEach(async () => {
    token = ownToken();
    // The library looks for tokens when it begins.
    await refusedFor('noKey');
  });

  it('seals in the layout of any master, and opens what it sealed; never the same twice, and the text is not in it', async () => {
    await makeTokenKey(token.where, KEY);
    const master = await open();
    const [one, other] = [master.seal(text, 'c'), master.seal(text, 'c')];
    expect([one.length, one[0]]).toEqual([1 + 12 + 16 + 32, 1]);
    expect(hex(one)).not.toBe(hex(other));
    expect(hex(one)).not.toContain(hex(text.subarray(0, 4)));
    for (const sealed of [one, other]) expect(hex(master.open(sealed, 'c'))).toBe(hex(text));
    // Another process, or thread, has the same.
    const again = await open();
    expect([hex(again.id), again.id.length, hex(again.open(one, 'c'))]).toEqual([hex(master.id), 4, hex(text)]);
  });

  it('opens nothing that was altered, or sealed for something else or by another key', async () => {
    await makeTokenKey(token.where, KEY);
    await makeTokenKey(token.where, 'another');
    const [master, another] = [await open(), await tokenMaster(token.where, 'another')];
    expect(hex(another.id)).not.toBe(hex(master.id));
    const sealed = master.seal(text, 'c');
    const altered = (at: number): Uint8Array => sealed.map((byte, place) => (place === at ? byte ^ 1 : byte));
    for (const at of [0, 1, 13, 29, 60]) expect(() => master.open(altered(at), 'c')).toThrow(SealBroken);
    expect(() => master.open(sealed, 'd')).toThrow(SealBroken);
    expect(() => another.open(sealed, 'c')).toThrow(SealBroken);
    for (const cut of [0, 1, 29]) expect(() => master.open(sealed.subarray(0, cut), 'c')).toThrow(SealBroken);
    expect(hex(master.open(sealed, 'c'))).toBe(hex(text));
  });

  it('is made so that it cannot leave the token, once', async () => {
    await makeTokenKey(token.where, KEY);
    await refusedFor('keyExists', makeTokenKey(token.where, KEY));
    const client = await loadClient();
    const one = openSession(client, token.where, 'read');
    const key = keyLabelled(client, one, KEY);
    // CKA_VALUE: the key itself.
    expect(() => one.library.C_GetAttributeValue(one.session, key, [{ type: 0x11 }])).toThrow(
      'CKR_ATTRIBUTE_SENSITIVE',
    );
    closeSession(one);
  });

  it.each([
    ['might leave the token', 32, true],
    ['is of 128 bits', 16, false],
  ])('is refused where it %s', async (_, bytes, canLeave) => {
    await makeOther(token, bytes, canLeave);
    await refusedFor('keyNotSafe');
  });

  it('is refused where two are called so, or none', async () => {
    await refusedFor('noKey');
    await makeOther(token, 32, false);
    await open();
    await makeOther(token, 32, false);
    await refusedFor('manyKeys');
  });

  it('is refused without its token, library, client or PIN', async () => {
    await makeTokenKey(token.where, KEY);
    const { where } = token;
    await refusedFor('noToken', tokenMaster({ ...where, label: 'nowhere' }, KEY));
    await refusedFor('noToken', tokenMaster({ ...where, serial: '0' }, KEY));
    await refusedFor('noLibrary', tokenMaster({ ...where, module: '/nowhere.so' }, KEY));
    await refusedFor('noPinFile', tokenMaster({ ...where, pinFile: `${where.pinFile}.gone` }, KEY));
    await refusedFor('noClient', loadClient('pkcs11js-of-nowhere'));
    expect((await open()).id.length).toBe(4);
  });

  it('is found by the serial number of its token', async () => {
    await makeTokenKey(token.where, KEY);
    const client = await loadClient();
    const one = openSession(client, token.where, 'read');
    const { module, pinFile, label } = token.where;
    const infos = one.library.C_GetSlotList(true).map((slot) => one.library.C_GetTokenInfo(slot));
    const serial = infos.find((info) => info.label.trim() === label)?.serialNumber.trim() ?? '';
    closeSession(one);
    expect(hex((await tokenMaster({ module, pinFile, serial }, KEY)).id)).toBe(hex((await open()).id));
  });

  it('tries a PIN that is refused once, and again when its file is written anew', async () => {
    await makeTokenKey(token.where, KEY);
    const { pinFile } = token.where;
    const wrong = { ...token.where, pinFile: `${pinFile}.wrong` };
    writeFileSync(wrong.pinFile, '000000\n');
    await expect(tokenMaster(wrong, KEY)).rejects.toThrow('CKR_PIN_INCORRECT');
    await expect(tokenMaster(wrong, KEY)).rejects.toThrow('it has been refused');
    await refusedFor('pinRefused', tokenMaster(wrong, KEY));
    rmSync(wrong.pinFile);
    writeFileSync(wrong.pinFile, '482915');
    expect((await tokenMaster(wrong, KEY)).id.length).toBe(4);
  });

  it('is a fault while the token is pulled, asked for anew after a second, and had again when it is back', async () => {
    await makeTokenKey(token.where, KEY);
    const master = await open();
    const sealed = master.seal(text, 'c');
    token.pull();
    expect(fails(() => master.open(sealed, 'c'))).toBe('noToken');
    expect(fails(() => master.seal(text, 'c'))).toBe('noToken');
    token.putBack();
    nowMs += 999;
    expect(fails(() => master.open(sealed, 'c'))).toBe('noToken');
    nowMs += 1;
    expect(hex(master.open(sealed, 'c'))).toBe(hex(text));
    expect(hex(master.open(master.seal(text, 'd'), 'd'))).toBe(hex(text));
    expect(() => master.open(sealed, 'd')).toThrow(SealBroken);
  });

  it('is had again also by one whose library another has had begin anew', async () => {
    await makeTokenKey(token.where, KEY);
    const [master, other] = [await open(), await tokenMaster(token.where, KEY, () => 0)];
    const sealed = other.seal(text, 'c');
    token.pull();
    expect(fails(() => master.seal(text, 'c'))).toBe('noToken');
    token.putBack();
    nowMs += 1_000;
    expect(hex(master.open(sealed, 'c'))).toBe(hex(text));
    expect(hex(other.open(sealed, 'c'))).toBe(hex(text));
  });

  it('is a fault where the key is gone, and no other takes its place', async () => {
    await makeTokenKey(token.where, KEY);
    const master = await open();
    const sealed = master.seal(text, 'c');
    await destroyKey(token);
    expect(fails(() => master.open(sealed, 'c'))).toBe('noKey');
    await makeTokenKey(token.where, KEY);
    nowMs += 1_000;
    expect(fails(() => master.open(sealed, 'c'))).toBe('otherKey');
  });

  it('is first among the masters of a process, or second beside one that is given', async () => {
    await makeTokenKey(token.where, KEY);
    await makeTokenKey(token.where, 'next');
    const [key, next] = [hex((await open()).id), hex((await tokenMaster(token.where, 'next')).id)];
    const given = 'ab'.repeat(32);
    const ids = async (where: Parameters<typeof openMasters>[0]): Promise<readonly string[]> =>
      (await openMasters(where)).all.map(({ id }) => hex(id));
    const [ofGiven = ''] = await ids({ masterKeyGiven: given });
    const first = { ...token.where, key: KEY };
    const second = { ...token.where, secondKey: KEY };
    expect(await ids({ token: first })).toEqual([key]);
    expect(await ids({ token: { ...first, secondKey: 'next' } })).toEqual([key, next]);
    expect(await ids({ token: first, secondMasterKeyGiven: given })).toEqual([key, ofGiven]);
    expect(await ids({ token: second, masterKeyGiven: given })).toEqual([ofGiven, key]);
    const masterKeyPath = `${token.where.pinFile}.master.key`;
    expect(await ids({ token: first, masterKeyPath })).toEqual([key]);
    const [ofFile, besideFile] = await ids({ token: second, masterKeyPath });
    expect(besideFile).toBe(key);
    expect(await ids({ token: first, masterKeyPath })).toEqual([key, ofFile]);
    chmodSync(masterKeyPath, 0o600);
  });
});
