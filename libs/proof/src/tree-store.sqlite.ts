/** The tree in a SQLite file of its own, which one process writes. It can be had again from the log. */
import { FileUnusable, here, lookInto, refuseBroken, type LogId, type Position } from '#event-log';
import { CheckpointMoved, openDerivedFile, rowCrc, type Migration, type ResultFile, type TellAside } from '#follow';
import { TREE_FOLLOWER } from './keep-tree.js';
import { HASH_BYTES } from './merkle.js';
import { TILE_WIDTH } from './tiles.js';
import { type Cosigned, type SignedSize, type TreeHead, type TreeStore } from './tree-store.port.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 tree',
    sql: `
      CREATE TABLE tree (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, crc INTEGER NOT NULL) STRICT;
      CREATE TABLE tile (level INTEGER NOT NULL, n INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, n)) STRICT;
      CREATE TABLE start (tile INTEGER PRIMARY KEY, position TEXT NOT NULL) STRICT;
      CREATE TABLE signed (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;`,
  },
  {
    name: '2026-11 cosigned',
    sql: 'CREATE TABLE cosigned (size INTEGER NOT NULL, by TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (size, by)) STRICT',
  },
];

/** Opens the file, making it if need be, and anew where it is damaged, of another log or of another version. */
export function sqliteTreeStore(
  path: string,
  options: { readonly logId?: LogId; readonly onAside?: TellAside } = {},
): TreeStore {
  return storeOver(openDerivedFile({ path, migrations: MIGRATIONS, check: refuseAltered, ...options }));
}

/** The largest that was signed, of the tree in the file at `path`, of which no byte is written; null before any. Throws `FileUnusable`. */
export function lastSignedIn(path: string): SignedSize | null {
  const last = lookInto(path, (db) =>
    db.prepare<[], SignedSize>('SELECT size, note FROM signed ORDER BY size DESC LIMIT 1').get(),
  );
  return last ?? null;
}

/** What a file of the tree keeps of the log: everything that was signed, and the hashes of leaves, 32 bytes each, in order. */
export interface KeptInTree {
  readonly notes: readonly string[];
  readonly leaves: Uint8Array;
}

/** Of the file at `path`, of which no byte is written and nothing is believed yet. Nothing, where there is none. Throws `FileUnusable`. */
export function keptInTree(path: string): KeptInTree {
  const kept = lookInto(path, (db) => ({
    notes: db.prepare<[], string>('SELECT note FROM signed ORDER BY size').pluck().all(),
    tiles: db
      .prepare<[], { readonly n: number; readonly hashes: Buffer }>(
        'SELECT n, hashes FROM tile WHERE level = 0 ORDER BY n',
      )
      .all(),
  }));
  const { notes, tiles } = kept ?? { notes: [], tiles: [] };
  // A tile that is not whole, or is missing, ends what can be counted.
  const last = tiles.findIndex(({ n, hashes }, at) => n !== at || hashes.length !== TILE_WIDTH * HASH_BYTES);
  const counted = last < 0 ? tiles : tiles.slice(0, tiles[last]?.n === last ? last + 1 : last);
  return { notes, leaves: Buffer.concat(counted.map(({ hashes }) => hashes)) };
}

function refuseAltered({ db, path }: ResultFile): void {
  refuseBroken(db, path);
  const tree = db.prepare<[], { readonly size: number; readonly crc: number }>('SELECT size, crc FROM tree').get();
  if (tree !== undefined && rowCrc([tree.size]) !== tree.crc)
    throw new FileUnusable(path, 'damaged', 'the size of the tree is not what was written');
  const leaves = db.prepare<[], number | null>('SELECT sum(length(hashes)) FROM tile WHERE level = 0').pluck().get();
  if ((leaves ?? 0) !== (tree?.size ?? 0) * HASH_BYTES)
    throw new FileUnusable(path, 'damaged', 'the tiles are not as long as the tree');
}

function storeOver(file: ResultFile): TreeStore {
  const { db } = file;
  const sizeNow = db.prepare<[], number>('SELECT size FROM tree').pluck();
  const keepSize = db.prepare<[number, number]>(
    'INSERT INTO tree (one, size, crc) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET size = excluded.size, crc = excluded.crc',
  );
  const tile = db.prepare<[number, number], Buffer>('SELECT hashes FROM tile WHERE level = ? AND n = ?').pluck();
  const keepTile = db.prepare<[number, number, Buffer]>(
    'INSERT INTO tile (level, n, hashes) VALUES (?, ?, ?) ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes',
  );
  const start = db.prepare<[number], Position>('SELECT position FROM start WHERE tile = ?').pluck();
  const keepStart = db.prepare<[number, string]>('INSERT OR REPLACE INTO start (tile, position) VALUES (?, ?)');
  const last = db.prepare<[], SignedSize>('SELECT size, note FROM signed ORDER BY size DESC LIMIT 1');
  const cosigned = db.prepare<[number], Cosigned>('SELECT size, by, line FROM cosigned WHERE size = ? ORDER BY by');
  const cosign = db.prepare<[number, string, string]>(
    'INSERT OR IGNORE INTO cosigned (size, by, line) VALUES (?, ?, ?)',
  );
  const sign = db.prepare<[number, string]>('INSERT OR IGNORE INTO signed (size, note) VALUES (?, ?)');

  const head = (): TreeHead | null => {
    const position = file.checkpoint(TREE_FOLLOWER);
    return position === null ? null : { position, size: sizeNow.get() ?? 0 };
  };
  const read = (level: number, index: number): Buffer => tile.get(level, index) ?? Buffer.alloc(0);
  return {
    head: () => here(head),
    grow: (before, { next, tiles, starts }) =>
      here(() => {
        file.commit(TREE_FOLLOWER, next.position, () => {
          refuseMoved(head(), before);
          for (const { level, index, at, hashes } of tiles)
            keepTile.run(level, index, Buffer.concat([read(level, index).subarray(0, at * HASH_BYTES), ...hashes]));
          for (const { tile: at, position } of starts) keepStart.run(at, position);
          keepSize.run(next.size, rowCrc([next.size]));
        });
      }),
    readTiles: (places) =>
      here(() => places.map(({ level, index }) => read(level, index).subarray(0, TILE_WIDTH * HASH_BYTES))),
    startOf: (at) => here(() => start.get(at)),
    lastSigned: () => here(() => last.get() ?? null),
    keepSigned: ({ size, note }) =>
      here(() => {
        // Who has been given a checkpoint holds us to it: this one commit is on disk before it is handed out.
        db.pragma('synchronous = FULL');
        try {
          sign.run(size, note);
        } finally {
          db.pragma('synchronous = NORMAL');
        }
      }),
    cosigned: (size) => here(() => cosigned.all(size)),
    keepCosigned: ({ size, by, line }) => here(() => void cosign.run(size, by, line)),
    close: () =>
      here(() => {
        file.close();
      }),
  };
}

function refuseMoved(stands: TreeHead | null, before: TreeHead | null): void {
  const [now, then] = [stands, before].map((head) => head && `${head.size} ${head.position}`);
  if (now !== then) throw new CheckpointMoved('the tree is not where it was left');
}
