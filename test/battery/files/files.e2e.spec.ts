import { type Cell } from './cell.js';
import { playFiles } from './files.js';
import { wrongIn } from './files-rounds.js';

const SEED = 20_261_129;

/** One of each way in which damage is met; `npm run battery -- files` plays them all. */
const PLAYED: readonly (readonly [base: Cell['base'], file: string, damage: Cell['damage'], outcome: string])[] = [
  ['now', 'log.db', 'missing', 'refused at start'],
  ['now', 'log.db', 'closed', 'refused at start'],
  ['now', 'keys.db', 'older', 'refused at start'],
  ['now', 'hub.db', 'of another installation', 'refused at start'],
  ['now', 'access/signing-key.jwk.json', 'cut', 'refused at start'],
  ['now', 'rows.db', 'cut', 'made anew'],
  ['now', 'due.db', 'missing', 'made anew'],
  ['now', 'feeds.db', 'cut', 'made anew'],
  ['now', 'seen.json', 'a bit flipped', 'made anew'],
  ['killed', 'log.db-wal', 'cut', 'refused at start'],
];

/** Ten folders are played, each with programs that are started for it. */
const PATIENCE_MS = 600_000;

describe('a damaged file of the data folder, before the built program', () => {
  it(
    'is told at the terminal and nothing is written, or put aside and made anew; nothing is served silently',
    async () => {
      const only = (cell: Pick<Cell, 'base' | 'file' | 'damage'>): boolean =>
        PLAYED.some(([base, file, damage]) => cell.base === base && cell.file === file && cell.damage === damage);
      const played = await playFiles({ seed: SEED, times: 1, only });
      expect(wrongIn(played)).toEqual([]);
      const met = played.map(({ base, file, damage, outcome }) => [base, file, damage, outcome].join(': '));
      expect(met.sort()).toEqual(PLAYED.map((cell) => cell.join(': ')).sort());
    },
    PATIENCE_MS,
  );
});
