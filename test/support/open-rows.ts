/** The list rows beside a hub for specs: in a file of their own, over the hub's log and keys. */
import { join } from 'node:path';
import { bearing, memoryBearingIndex, nameUuid } from '#cases';
import { keepRows, type RowKeeper, type RowKeeperOptions, type WhereRows } from '#projector';
import { type SpecHub } from './open-hub.js';
import { temporaryFolder } from './temporary-folder.js';

export const WAIT_MS_MAX = 300_000;

export interface SpecRows extends RowKeeper {
  readonly path: string;
  readonly defects: Error[];
  /** Once the rows hold everything that the hub has said, all of them as text. */
  readonly all: () => Promise<string>;
}

/** All of a dump. */
export async function linesOf(dump: AsyncIterable<string>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of dump) lines.push(line);
  return lines;
}

type Options = Partial<Pick<RowKeeperOptions, 'log' | 'sources' | 'fold' | 'onAside'>> & {
  /** A file of its own unless said. */
  readonly path?: string;
  readonly rows?: WhereRows;
};

export async function openSpecRows(hub: Pick<SpecHub, 'log' | 'keys'>, options: Options = {}): Promise<SpecRows> {
  const { path = join(temporaryFolder(), 'rows.db'), log = hub.log, sources = null } = options;
  const defects: Error[] = [];
  const { keys } = hub;
  const fold = options.fold ?? {
    log,
    keys,
    bearing: bearing({ log, keys, index: memoryBearingIndex() }),
    name: nameUuid(),
  };
  const rows = await keepRows({
    rows: options.rows ?? { kind: 'sqlite', path },
    log,
    sources,
    fold,
    ...(options.onAside ? { onAside: options.onAside } : {}),
    onDefect: (error) => void defects.push(error),
  });
  return {
    ...rows,
    path,
    defects,
    all: async () => {
      if (!(await rows.caughtUp(await hub.log.head(), WAIT_MS_MAX))) throw new Error('the rows stay behind the log');
      return (await linesOf(rows.dump())).join('\n');
    },
  };
}
