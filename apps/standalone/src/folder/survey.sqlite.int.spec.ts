import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { FileUnusable, type FileDamage } from '#event-log';
import { notStarted } from '#http';
import { seeded } from '../../../../test/bench/seeded.js';
import { copyOf, makeFolders, type Folders, type StartOver } from '../../../../test/support/data-folders.js';
import {
  anotherDigit,
  cut,
  empty,
  flipped,
  highBit,
  missing,
  noFile,
  sql,
  type Harm,
} from '../../../../test/support/file-harms.sqlite.js';
import { startStandalone } from '../standalone.js';
import { filesUnder, type Files } from './files.js';
import { surveyFolder, type Lost, type ToMakeAnew } from './survey.js';

const start: StartOver = async (dataDir) => {
  const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent' });
  return {
    url: hub.url,
    as: async (who) => ({ authorization: `Bearer ${await hub.tokenOf(who)}` }),
    endCleanly: hub.stop,
  };
};

/** More writes than a hub makes by itself while nothing is told. */
const OFTEN = 1_000;

type FileName = keyof Files;

describe('a data folder, looked through before anything in it is opened', () => {
  let folders: Folders;
  beforeAll(async () => {
    folders = await makeFolders(start);
  });

  const from =
    (which: 'before' | 'other'): Harm =>
    (path, file) => {
      copyFileSync(join(folders[which], file), path);
    };
  /** Of a file that was written to more often than the one before it, as was seen of it. */
  const thoughUsed =
    (harm: Harm): Harm =>
    (path, file) => {
      const db = new Database(path);
      db.exec(`UPDATE of_log SET writes = ${OFTEN}`);
      db.pragma('journal_mode = DELETE');
      db.close();
      const { seen } = filesUnder(path.slice(0, -file.length - 1));
      const [line = ''] = readFileSync(seen, 'utf8').split('\n');
      const text = JSON.stringify({ ...(JSON.parse(line) as object), [file.slice(0, -'.db'.length)]: OFTEN });
      writeFileSync(seen, `${text}\n${crc32(text)}\n`);
      harm(path, file);
    };

  const fingerprintOf = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((file) => {
        const path = join(folder, file);
        return `${file} ${statSync(path).isFile() ? readFileSync(path).toString('base64') : 'folder'}`;
      });

  interface Surveyed {
    readonly aside: readonly (readonly [file: string, reason: string])[];
    readonly fault: FileUnusable | undefined;
  }

  /** What is said of a folder in which something was done to a file; and nothing is written by that. */
  const surveyedAfter = (name: FileName | null, harm: Harm, lost: readonly Lost[] = []): Surveyed => {
    const folder = copyOf(folders.now);
    const files = filesUnder(folder);
    if (name !== null) harm(files[name], files[name].slice(folder.length + 1));
    const before = fingerprintOf(folder);
    const survey = (): readonly ToMakeAnew[] => surveyFolder({ files, isMasterElsewhere: false, lost });
    try {
      return { aside: survey().map(({ path, reason }) => [basename(path), reason]), fault: undefined };
    } catch (error) {
      if (!(error instanceof FileUnusable)) throw error;
      return { aside: [], fault: error };
    } finally {
      expect(fingerprintOf(folder)).toEqual(before);
    }
  };

  it('is said nothing of where it is whole', () => {
    expect(surveyedAfter(null, () => undefined)).toEqual({ aside: [], fault: undefined });
  });

  const PRIMARY: readonly (readonly [what: string, FileName, Harm, FileDamage])[] = [
    ['missing', 'log', missing, 'missing'],
    ['missing', 'keys', missing, 'missing'],
    ['missing', 'state', missing, 'missing'],
    ['missing, though something was read', 'ledger', thoughUsed(missing), 'missing'],
    ['missing, though somebody subscribed', 'subscriptions', thoughUsed(missing), 'missing'],
    ['older, though somebody subscribed', 'subscriptions', thoughUsed(from('before')), 'older'],
    ['missing', 'feedIndex', missing, 'missing'],
    ['missing', 'masterKey', missing, 'missing'],
    ['missing', 'signingKey', missing, 'missing'],
    ['empty', 'log', empty, 'missing'],
    ['empty', 'keys', empty, 'missing'],
    ['empty', 'state', empty, 'missing'],
    ['empty, though something was read', 'ledger', thoughUsed(empty), 'missing'],
    ['empty', 'feedIndex', empty, 'missing'],
    ['empty', 'masterKey', empty, 'damaged'],
    ['empty', 'signingKey', empty, 'damaged'],
    ['older', 'log', from('before'), 'older'],
    ['older', 'keys', from('before'), 'older'],
    ['older', 'state', from('before'), 'older'],
    ['older, though something was read', 'ledger', thoughUsed(from('before')), 'older'],
    ['older', 'feedIndex', from('before'), 'older'],
    ['cut', 'log', cut, 'damaged'],
    ['cut', 'keys', cut, 'damaged'],
    ['cut', 'state', cut, 'damaged'],
    ['cut', 'ledger', cut, 'damaged'],
    ['cut, and something was read', 'ledger', thoughUsed(cut), 'damaged'],
    ['cut', 'feedIndex', cut, 'damaged'],
    ['cut', 'subscriptions', cut, 'damaged'],
    ['cut', 'masterKey', cut, 'damaged'],
    ['cut', 'signingKey', cut, 'damaged'],
    ['with a bit flipped', 'log', flipped(0), 'damaged'],
    ['with a bit flipped', 'keys', flipped(0), 'damaged'],
    ['with a bit flipped', 'state', flipped(0), 'damaged'],
    ['with a bit flipped', 'ledger', flipped(0), 'damaged'],
    ['with a bit flipped', 'feedIndex', flipped(0), 'damaged'],
    ['with a bit flipped', 'subscriptions', flipped(0), 'damaged'],
    ['with its checkpoint altered', 'feedIndex', sql(`UPDATE checkpoint SET position = '9' || position`), 'damaged'],
    ['with another digit', 'masterKey', anotherDigit, 'foreign'],
    ['with a bit flipped', 'masterKey', highBit, 'damaged'],
    ['with a bit flipped', 'signingKey', flipped(0.5), 'damaged'],
    ['of another installation', 'log', from('other'), 'foreign'],
    ['of another installation', 'keys', from('other'), 'foreign'],
    ['of another installation', 'state', from('other'), 'foreign'],
    ['of another installation', 'ledger', from('other'), 'foreign'],
    ['of another installation', 'feedIndex', from('other'), 'foreign'],
    ['of another installation', 'subscriptions', from('other'), 'foreign'],
    ['of another installation', 'masterKey', from('other'), 'foreign'],
    ['of another installation', 'signingKey', from('other'), 'foreign'],
    ['not a file', 'log', noFile, 'notAFile'],
    ['not a file', 'keys', noFile, 'notAFile'],
    ['not a file', 'state', noFile, 'notAFile'],
    ['not a file', 'ledger', noFile, 'notAFile'],
    ['not a file', 'feedIndex', noFile, 'notAFile'],
    ['not a file', 'subscriptions', noFile, 'notAFile'],
    ['not a file', 'masterKey', noFile, 'notAFile'],
    ['not a file', 'signingKey', noFile, 'notAFile'],
    ['empty', 'checkpointKey', empty, 'damaged'],
    ['cut', 'checkpointKey', cut, 'damaged'],
    ['not a file', 'checkpointKey', noFile, 'notAFile'],
  ];

  it.each(PRIMARY)('is refused by a sentence that names the file: %s: %s', (_what, name, harm, damage) => {
    const { fault } = surveyedAfter(name, harm);
    expect([basename(fault?.path ?? ''), fault?.damage]).toEqual([basename(filesUnder('x')[name]), damage]);
    const told = notStarted(fault);
    expect(told?.reason).toBe('unavailable');
    expect(told?.sentence).toContain(basename(filesUnder('x')[name]));
    expect(told?.sentence).toMatch(/Lägg tillbaka|Flytta undan|Ge användaren/);
  });

  const DERIVED: readonly (readonly [what: string, FileName, Harm, reason: RegExp])[] = (
    ['rows', 'due', 'bearing', 'proofs'] as const
  ).flatMap(
    (name) =>
      [
        ['missing', name, missing, /is gone/],
        ['empty', name, empty, /is gone/],
        ['cut', name, cut, /damaged/],
        ['with a bit flipped', name, flipped(0), /damaged/],
        ['with a checkpoint altered', name, sql(`UPDATE checkpoint SET position = '9' || position`), /damaged/],
        ['of another installation', name, from('other'), /another log/],
        ['not a file', name, noFile, /no file/],
      ] as const,
  );

  it.each([
    ...DERIVED,
    ['empty', 'seen', empty, /not what was written/],
    ['cut', 'seen', cut, /not what was written/],
    ['with a bit flipped', 'seen', flipped(0.5), /not what was written/],
    ['of another installation', 'seen', from('other'), /another log/],
    ['not a file', 'seen', noFile, /not what was written/],
    ['not a file', 'tokens', noFile, /no folder/],
  ] as const)('has put aside, and made anew, what can be had again: %s: %s', (_what, name, harm, reason) => {
    const { aside, fault } = surveyedAfter(name, name === 'tokens' ? withoutFolder(harm) : harm);
    expect(fault).toBeUndefined();
    expect(aside).toEqual([[basename(filesUnder('x')[name]), expect.stringMatching(reason)]]);
  });

  const withoutFolder =
    (harm: Harm): Harm =>
    (path) => {
      rmSync(path, { recursive: true });
      writeFileSync(path, 'no folder');
      expect(harm).toBe(noFile);
    };

  it.each([
    ['rows', from('before')],
    ['due', from('before')],
    ['bearing', from('before')],
    ['seen', from('before')],
    ['seen', missing],
    ['feeds', () => undefined],
    ['ledger', missing],
    ['ledger', empty],
    ['ledger', from('before')],
  ] as const)(
    'is said nothing of where what can be had again is behind, or what was never used is not there: %s',
    (name, harm) => {
      expect(surveyedAfter(name, harm)).toEqual({ aside: [], fault: undefined });
    },
  );

  const both =
    (...harms: readonly (readonly [FileName, Harm])[]): Harm =>
    (path, file) => {
      const files = filesUnder(path.slice(0, -file.length - 1));
      for (const [name, harm] of harms) harm(files[name], files[name].slice(path.length - file.length));
    };

  it.each([
    ['the log', 'rows', both(['log', from('before')], ['seen', missing]), 'log.db older'],
    ['the key store', 'keys', both(['keys', from('before')], ['seen', missing]), 'keys.db older'],
    [
      'the log, where only the keys tell of it',
      'log',
      both(['log', missing], ['seen', missing], ['state', missing], ['rows', missing], ['due', missing]),
      'log.db missing',
    ],
    ['the key store', 'keys', both(['keys', missing], ['seen', missing]), 'keys.db missing'],
    ['the state', 'state', both(['state', missing], ['seen', missing]), 'hub.db missing'],
  ] as const)('is refused also where nothing had been written down of it: %s', (_what, name, harm, told) => {
    const { fault } = surveyedAfter(name, harm);
    expect(`${basename(fault?.path ?? '')} ${fault?.damage}`).toBe(told);
  });

  it('begins a file anew whose loss was accepted by name, and no other', () => {
    const lost = surveyedAfter('state', cut, ['hub.db']);
    expect([lost.fault, lost.aside]).toEqual([undefined, [['hub.db', expect.stringContaining('damaged')]]]);
    expect(surveyedAfter('state', missing, ['hub.db'])).toEqual({ aside: [], fault: undefined });
    expect(surveyedAfter('ledger', thoughUsed(missing), ['ledger.db'])).toEqual({ aside: [], fault: undefined });
    expect(surveyedAfter('feedIndex', missing, ['feed-index.db'])).toEqual({ aside: [], fault: undefined });
    expect(surveyedAfter('signingKey', cut, ['hub.db']).fault?.damage).toBe('damaged');
    expect(surveyedAfter('signingKey', cut, ['signing-key.jwk.json']).fault).toBeUndefined();
  });

  it('takes a signing key that is gone with its tokens for one that was taken away', () => {
    const gone = both(
      ['signingKey', missing],
      [
        'tokens',
        (path) => {
          rmSync(path, { recursive: true });
        },
      ],
    );
    expect(surveyedAfter('signingKey', gone)).toEqual({ aside: [], fault: undefined });
  });

  it('is not refused for a bit of a file without being told which file, wherever it was flipped', () => {
    const names = [
      ...(['log', 'keys', 'state', 'feedIndex', 'masterKey', 'signingKey', 'seen'] as const),
      ...(['rows', 'due', 'bearing'] as const),
    ];
    const draw = seeded(20_261_129);
    for (const name of names.flatMap((one) => Array.from({ length: 6 }, () => one))) {
      const { fault } = surveyedAfter(name, flipped(draw.next()));
      const other = fault && basename(fault.path) !== basename(filesUnder('x')[name]);
      // A log that lost its identity is told by the others.
      expect([name, other ? fault.message : undefined]).toEqual([name, undefined]);
    }
  });
});
