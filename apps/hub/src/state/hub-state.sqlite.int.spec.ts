import { readdirSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { entrySealer } from '#access';
import { erasedEntriesContract } from '../../../../test/contract/erased-entries.contract.js';
import {
  accepted,
  at,
  hubStateContract,
  stream,
  toWait,
  type StateAtHand,
} from '../../../../test/contract/hub-state.contract.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { StateUnavailable } from './hub-state.port.js';
import { openSqliteState } from './hub-state.sqlite.js';
import { openStateFile, type StateFile } from './state-file.sqlite.js';

/** Everything that lies in the folder, journals included. */
const onDisk = (path: string): Buffer =>
  Buffer.concat(readdirSync(dirname(path)).map((name) => readFileSync(join(dirname(path), name))));

function stateAt(path: string): StateAtHand {
  const sealer = entrySealer(randomBytes(32));
  return {
    open: () => Promise.resolve(openSqliteState({ path }, sealer)),
    stored: () => Promise.resolve(onDisk(path)),
  };
}

describe("the hub's own state in SQLite", () => {
  hubStateContract(() => Promise.resolve(stateAt(temporaryFile('hub.db'))));
  erasedEntriesContract(() => stateAt(temporaryFile('hub.db')).open());

  it('leaves nothing of a message behind, not even sealed, once it has left and the day has been swept', async () => {
    const path = temporaryFile('hub.db');
    const state = await stateAt(path).open();
    await state.room.put(toWait('a'));
    const file = openStateFile(path);
    const { sealed } = file.db.prepare('SELECT sealed FROM waiting').get() as { sealed: Buffer };
    file.close();
    expect(onDisk(path).includes(sealed)).toBe(true);
    const [entry] = await state.room.of(stream);
    await state.room.leave(entry!, at('2026-01-16'), accepted);
    await state.forget();
    expect(onDisk(path).includes(sealed)).toBe(false);
    await state.close();
  });

  it('tells no age of what waits since before its time was kept', async () => {
    const path = temporaryFile('hub.db');
    const state = await stateAt(path).open();
    await state.room.put(toWait('a'));
    const file = openStateFile(path);
    file.db.prepare('UPDATE waiting SET kept_at = NULL').run();
    file.close();
    expect((await state.room.standing()).oldestAt).toBeNull();
    await state.close();
  });

  it('says that it is unavailable once it is closed', async () => {
    const state = await stateAt(temporaryFile('hub.db')).open();
    await state.close();
    await expect(state.room.put(toWait('a'))).rejects.toThrow(StateUnavailable);
  });
});

describe('the file of the state', () => {
  let file: StateFile;
  beforeEach(() => {
    file = openStateFile(temporaryFile('hub.db'));
  });
  afterEach(() => {
    file.close();
  });
  const note = (name: string) => () => {
    file.db
      .prepare('INSERT INTO receipt (party, given_at, wrapped_key, sealed) VALUES (?, ?, ?, ?)')
      .run(name, at('2026-01-15'), Buffer.alloc(1), Buffer.alloc(1));
  };
  const noted = () => file.db.prepare('SELECT party FROM receipt').pluck().all();

  it('undoes only the work that fails of those that share a commit', async () => {
    const [good, bad] = await Promise.allSettled([
      file.write(note('good')),
      file.write(() => {
        note('bad')();
        throw new Error('no');
      }),
    ]);
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
    expect(noted()).toEqual(['good']);
  });

  it('is synced at every commit', () => {
    expect(file.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(file.db.pragma('journal_mode', { simple: true })).toBe('wal');
  });
});
