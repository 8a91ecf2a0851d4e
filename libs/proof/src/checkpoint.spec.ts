import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import {
  checkpointText,
  cosignatureLine,
  logKey,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  witnessedAt,
} from './checkpoint.js';
import { hasSigned, keyText, noteOf, NoteRefused, parseKeyText, readNote, signatureBy, type NoteKey } from './note.js';

const ORIGIN = 'hub.example/log/1';
const secret = generateKeyPairSync('ed25519').privateKey;
const other = generateKeyPairSync('ed25519').privateKey;
const key = logKey(ORIGIN, secret);
const checkpoint = { origin: ORIGIN, size: 70_000, root: new Uint8Array(32).fill(7) };
const note = signCheckpoint(checkpoint, secret);
const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof NoteRefused) return error.reason;
    throw error;
  }
  return 'taken';
};

describe('a note that others have published', () => {
  const PUBLISHED = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const LINE =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  it('is read, its key’s id is computed, and its signature holds', () => {
    const published = parseKeyText(PUBLISHED)!;
    expect(keyText(published)).toBe(PUBLISHED);
    const read = readNote(`${TEXT}\n${LINE}`);
    expect(read.text).toBe(TEXT);
    const signature = signatureBy(read, published)!;
    expect(hasSigned(published.publicKey, read.text, signature)).toBe(true);
    expect(hasSigned(published.publicKey, `${read.text}x`, signature)).toBe(false);
    expect(hasSigned(published.publicKey, read.text, signature.subarray(1))).toBe(false);
  });
});

describe('a checkpoint', () => {
  it('says whose log, how large and which root, and is believed of its own key alone', () => {
    expect(note.split('\n').slice(0, 4)).toEqual([ORIGIN, '70000', Buffer.alloc(32, 7).toString('base64'), '']);
    expect(openCheckpoint(note, key)).toEqual(checkpoint);
    expect(refused(() => openCheckpoint(note, logKey(ORIGIN, other)))).toBe('unsigned');
    expect(refused(() => openCheckpoint(note, logKey('hub.example/log/2', secret)))).toBe('unsigned');
  });

  it('is refused as forged where a byte of what was signed is another', () => {
    expect(refused(() => openCheckpoint(note.replace('70000', '70001'), key))).toBe('forged');
  });

  it('signed under its name for another log is none of this one', () => {
    const text = checkpointText({ ...checkpoint, origin: 'hub.example/log/2' });
    const [line] = note.split('\n\n').slice(1);
    expect(refused(() => openCheckpoint(`${text}\n${line}`, key))).toBe('forged');
  });

  it.each([
    ['no signature', note.split('\n\n')[0]!],
    ['an empty one', `${note.split('\n\n')[0]}\n\n`],
    ['one that is no base64', note.replace(/ \S+\n$/, ' AAA\n')],
    ['one too short to be one', note.replace(/ \S+\n$/, ' AAAAAA==\n')],
    ['another dash', note.replace('—', '-')],
    ['a carriage return', note.replaceAll('\n', '\r\n')],
    ['text after its last line', `${note}x`],
    ['nothing', ''],
  ])('with %s is malformed', (_what, spoilt) => {
    expect(refused(() => openCheckpoint(spoilt, key))).toBe('malformed');
  });

  it('larger than any is not looked at, nor one of more signatures than any', () => {
    expect(refused(() => readNote(`${'x'.repeat(65_536)}${note}`))).toBe('tooLarge');
    const line = note.slice(note.indexOf('—'));
    expect(refused(() => readNote(`${note}${line.repeat(31)}`))).toBe('taken');
    expect(refused(() => readNote(`${note}${line.repeat(32)}`))).toBe('tooLarge');
  });

  it.each([
    ['a leading zero', `${ORIGIN}\n01\n${Buffer.alloc(32).toString('base64')}\n`],
    ['a size beyond all counting', `${ORIGIN}\n9007199254740993\n${Buffer.alloc(32).toString('base64')}\n`],
    ['a short root', `${ORIGIN}\n1\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a root that is written in two ways', `${ORIGIN}\n1\n${'A'.repeat(42)}B=\n`],
    ['a line more', `${ORIGIN}\n1\n${Buffer.alloc(32).toString('base64')}\nmore\n`],
    ['no origin', `\n1\n${Buffer.alloc(32).toString('base64')}\n`],
  ])('is not %s', (_what, text) => {
    expect(refused(() => parseCheckpoint(text))).toBe('malformed');
  });
});

describe('a witness', () => {
  const witness: NoteKey = { ...logKey('witness.example/w1', other), type: 'cosignature' };
  const text = readNote(note).text;
  const seen = `${note}${cosignatureLine(text, { name: witness.name, secret: other }, 1_679_315_147)}`;

  it('adds when it saw the checkpoint, which stays believed as it was', () => {
    expect(witnessedAt(seen, witness)).toBe(1_679_315_147);
    expect(openCheckpoint(seen, key)).toEqual(checkpoint);
    expect(witnessedAt(note, witness)).toBeUndefined();
  });

  it('is not believed of another text, another time, or where its bytes are no signature', () => {
    const line = cosignatureLine(text.replace('70000', '70001'), { name: witness.name, secret: other }, 1);
    expect(refused(() => witnessedAt(`${note}${line}`, witness))).toBe('forged');
    const [, id] = /w1 (\S+)\n$/.exec(seen)!;
    const bytes = Buffer.from(id!, 'base64');
    bytes[11]! ^= 1;
    expect(refused(() => witnessedAt(seen.replace(id!, bytes.toString('base64')), witness))).toBe('forged');
    expect(refused(() => witnessedAt(seen.replace(id!, bytes.subarray(0, 8).toString('base64')), witness))).toBe(
      'forged',
    );
  });

  it('does not sign as the log does, though its key be the same: the type is part of the key’s id', () => {
    const asLog = logKey(witness.name, other);
    expect(refused(() => openCheckpoint(seen, asLog))).toBe('unsigned');
    expect(keyText(asLog)).not.toBe(keyText(witness));
    expect(parseKeyText(keyText(witness))).toEqual(witness);
  });
});

describe('the text of a key', () => {
  const text = keyText(key);
  it.each([
    text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    text.replace('hub', 'hup'),
    text.slice(0, -1),
    text.replace('+', ' '),
    `${text}\n`,
    '',
    keyText({ ...key, name: 'a b' }),
  ])('is not %j', (spoilt) => {
    expect(parseKeyText(spoilt)).toBeUndefined();
  });
});

it('a note is not made of text that no note may have', () => {
  for (const bad of ['no end', 'a\tb\n', '\ud800\n']) expect(() => noteOf(bad, [])).toThrow(RangeError);
  expect(createPrivateKey(secret.export({ format: 'pem', type: 'pkcs8' })).asymmetricKeyType).toBe('ed25519');
});
