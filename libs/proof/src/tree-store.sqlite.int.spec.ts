import Database from 'better-sqlite3';
import { type LogId, type Position } from '#event-log';
import { type PutAside } from '#follow';
import { sqliteTreeStore } from '#proof';
import { checkpointTellerContract } from '../../../test/contract/checkpoint-teller.contract.js';
import { treeStoreContract } from '../../../test/contract/tree-store.contract.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';

describe('the tree in a file', () => {
  let path: string;
  beforeEach(() => {
    path = temporaryFile('proofs.db');
  });
  treeStoreContract(() => Promise.resolve(sqliteTreeStore(path)));
});

describe('a checkpoint that is told, of a tree in a file', () => {
  checkpointTellerContract(() => Promise.resolve(sqliteTreeStore(temporaryFile('proofs.db'))));
});

describe('a file of the tree', () => {
  const [logId, another] = ['log-one', 'log-another'] as unknown as readonly [LogId, LogId];
  let path: string;
  beforeEach(async () => {
    path = temporaryFile('proofs.db');
    const store = sqliteTreeStore(path, { logId });
    await store.grow(null, {
      next: { position: '1' as Position, size: 1 },
      tiles: [{ level: 0, index: 0, at: 0, hashes: [Buffer.alloc(32, 1)] }],
      starts: [{ tile: 0, position: '1' as Position }],
    });
    await store.close();
  });
  const headOf = async (log: LogId) => {
    const said: PutAside[] = [];
    const store = sqliteTreeStore(path, { logId: log, onAside: (one) => void said.push(one) });
    const head = await store.head();
    await store.close();
    return { size: head?.size ?? 0, said: said.length };
  };
  const spoil = (sql: string): void => {
    const db = new Database(path);
    db.exec(sql);
    db.close();
  };

  it('stays as it is where nothing is wrong with it', async () => {
    expect(await headOf(logId)).toEqual({ size: 1, said: 0 });
  });

  it('of another log is put aside, and made anew', async () => {
    expect(await headOf(another)).toEqual({ size: 0, said: 1 });
  });

  it.each(['UPDATE tree SET size = 2', "UPDATE tile SET hashes = x'00'", 'DELETE FROM tile', 'DELETE FROM tree'])(
    'that is not what was written is put aside, and made anew: %s',
    async (sql) => {
      spoil(sql);
      expect(await headOf(logId)).toEqual({ size: 0, said: 1 });
    },
  );
});
