/** Decisions A11 and B10: a backup that is put back is the hub that was. */
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signCheckpoint } from '#proof';
import {
  BACKED_UP_AT,
  backupOf,
  backupTrial,
  newFolder,
  startHere,
  type BackupTrial,
} from '../../../../test/support/backup-trial.js';
import { copyOf, NEWER, tell } from '../../../../test/support/data-folders.js';
import { missing, sql } from '../../../../test/support/file-harms.sqlite.js';
import { filesUnder } from '../folder/files.js';
import { parseManifest, type Manifest } from './manifest.js';

const manifestIn = (backup: string): Manifest => parseManifest(readFileSync(join(backup, 'manifest.json'), 'utf8'));

describe('a backup', () => {
  let trial: BackupTrial;
  beforeAll(async () => {
    trial = await backupTrial();
  });

  it('has every primary file but the master key and what has been erased, and says what it has', () => {
    const { log, files, ...rest } = manifestIn(trial.backup);
    expect(files.map(({ name }) => name)).toEqual([
      ...['hub.db', 'subscriptions.db', 'feed-index.db', 'proofs.db', 'log.db', 'keys.db', 'ledger.db'],
      ...['signing-key.sealed', 'checkpoint-key.sealed'],
    ]);
    expect(readdirSync(trial.backup).sort()).toEqual(
      [...files.map(({ name }) => name), 'manifest.json', 'manifest.json.sig'].sort(),
    );
    expect(log).toEqual({
      id: expect.any(String),
      head: String(log.events),
      events: log.events,
      root: expect.any(String),
    });
    expect(rest).toEqual({
      ...{
        version: 1,
        program: '0.1.0',
        takenAt: BACKED_UP_AT,
        signed: null,
        master: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
      erasures: { lines: 0, sha256: expect.stringMatching(/^e3b0c442/) },
    });
  });

  it('holds no secret that could be read without the master key (B10)', () => {
    const { masterKey, signingKey, checkpointKey } = filesUnder(trial.folders.now);
    const { d } = JSON.parse(readFileSync(signingKey, 'utf8')) as { d: string };
    const [, line = ''] = readFileSync(checkpointKey, 'utf8').split('\n');
    const master = readFileSync(masterKey, 'utf8').trim();
    for (const name of readdirSync(trial.backup)) {
      const bytes = readFileSync(join(trial.backup, name));
      for (const secret of [d, line, master, Buffer.from(master, 'hex')])
        expect([name, bytes.includes(secret)]).toEqual([name, false]);
    }
  });

  it('put back is the hub that was: what was told is a duplicate, what waited waits, tokens hold', async () => {
    const dataDir = newFolder();
    const { manifest, erasedAgain } = await trial.put(trial.backup, { dataDir });
    expect([manifest, erasedAgain]).toEqual([manifestIn(trial.backup), 0]);
    const before = await startHere(copyOf(trial.folders.now));
    const after = await startHere(dataDir);
    const asked = async (path: string) => {
      const answers = [before, after].map(async ({ url, as }) =>
        (await fetch(`${url}${path}`, { headers: await as('auditor') })).text(),
      );
      const [one, other] = await Promise.all(answers);
      return { one, other };
    };
    for (const path of ['/v1/placements', '/v1/deadlines', '/v1/findings']) {
      const { one, other } = await asked(path);
      expect(one?.length).toBeGreaterThan(2);
      expect([path, other]).toEqual([path, one]);
    }
    const outcomes = async (event: object) => JSON.parse((await tell(after, event)).text) as { outcome: string }[];
    const said = [];
    for (const event of NEWER) said.push((await outcomes(event))[0]?.outcome);
    expect(said).toEqual([...NEWER.slice(0, -1).map(() => 'duplicate'), 'waiting']);
    // What was signed with the key of before is believed.
    const token = await before.as('auditor');
    expect((await fetch(`${after.url}/v1/placements`, { headers: token })).status).toBe(200);
    await before.endCleanly();
    await after.endCleanly();
  });

  it('is made beside a hub that runs, of what had been acknowledged by then', async () => {
    const dataDir = copyOf(trial.folders.before);
    const hub = await startHere(dataDir);
    const { text } = await tell(hub, NEWER[0]!);
    const [{ position }] = JSON.parse(text) as [{ position: string }];
    const made = await backupOf(dataDir);
    const { log } = manifestIn(made);
    expect(Number(log.head)).toBeGreaterThanOrEqual(Number(position));
    const { checkpoint } = {
      checkpoint: await (await fetch(`${hub.url}/v1/audit/checkpoint`, { headers: await hub.as('auditor') })).text(),
    };
    expect(checkpoint).toContain(`\n${log.events}\n${log.root}\n`);
    // Where something has been signed, the next has it.
    const later = manifestIn(await backupOf(dataDir));
    expect(later.signed).toBe(checkpoint);
    await hub.endCleanly();
    expect((await trial.put(made)).manifest.log).toEqual(log);
  });

  it('put back leaves the list of what has been erased where it stays, or takes a copy of it along', async () => {
    const list = join(newFolder(), '..', 'erasures.jsonl');
    writeFileSync(list, '');
    for (const [erasuresStayAt, isThere] of [
      [list, false],
      [undefined, true],
    ] as const) {
      const dataDir = newFolder();
      expect((await trial.put(trial.backup, { dataDir, erasuresFile: list, erasuresStayAt })).erasedAgain).toBe(0);
      expect(existsSync(filesUnder(dataDir).erasures)).toBe(isThere);
    }
  });

  describe('is not made', () => {
    it('into a folder that is not empty, or a file', async () => {
      for (const fill of [
        (path: string) => mkdirSync(join(path, 'x'), { recursive: true }),
        (path: string) => {
          writeFileSync(path, '');
        },
      ]) {
        const into = newFolder();
        fill(into);
        await expect(backupOf(trial.folders.now, into)).rejects.toMatchObject({ code: 'FolderNotEmpty', about: into });
      }
      const into = newFolder();
      mkdirSync(into);
      expect(existsSync(join(await backupOf(trial.folders.now, into), 'manifest.json'))).toBe(true);
    });

    it('of a folder without a log, and nothing is left', async () => {
      const dataDir = copyOf(trial.folders.now);
      missing(join(dataDir, 'log.db'), 'log.db');
      const into = newFolder();
      await expect(backupOf(dataDir, into)).rejects.toMatchObject({ code: 'NoHub' });
      expect(readdirSync(dirname(into))).toEqual([]);
    });

    it('of a log that is not what was signed of it, or holds an event that is not what was written', async () => {
      const secret = createPrivateKey(readFileSync(filesUnder(trial.folders.now).checkpointKey, 'utf8'));
      const { id, events } = manifestIn(trial.backup).log;
      const root = new Uint8Array(32);
      const note = signCheckpoint({ origin: `hvb-hub/log/${id}/1`, size: events, root }, secret);
      for (const [file, harm, fault] of [
        ['proofs.db', `INSERT INTO signed VALUES (${events}, '${note}')`, { code: 'LogAltered' }],
        ['log.db', 'UPDATE event SET crc = crc + 1 WHERE position = 1', { name: 'CorruptEvent' }],
      ] as const) {
        const dataDir = copyOf(trial.folders.now);
        sql(harm)(join(dataDir, file), file);
        const into = newFolder();
        await expect(backupOf(dataDir, into)).rejects.toMatchObject(fault);
        expect(readdirSync(dirname(into))).toEqual([]);
      }
    });
  });
});
