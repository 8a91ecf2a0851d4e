/** The keys of the years as the shared ledger has them. */
import { type StreamKey } from '#contracts';
import { type Queries } from '#engines';
import { LedgerDamaged } from './ledger.port.js';
import { yearOf, type RowToWrite } from './ledger-row.js';
import { nameOf, type YearKeys, type YearPlace } from './year-keys.js';

interface KeyRow extends YearPlace {
  readonly wrapped: Buffer | null;
}

/** By the name of their place. */
export type KeysOfYears = ReadonlyMap<string, StreamKey | 'erased'>;

/** Faults: those of `queries`. */
export class YearKeysInDatabase {
  constructor(
    private readonly queries: Queries,
    private readonly keys: YearKeys,
  ) {}

  /** Asked of the server each time, so that what one process erases is erased to all. */
  async toOpenWith(places: readonly YearPlace[]): Promise<KeysOfYears> {
    const stored = await this.stored(eachOnce(places));
    return new Map(stored.map((row) => [nameOf(row), this.keys.key(row, row.wrapped)]));
  }

  /** The server is asked once for each year and authority; there is a key of all of them then. */
  async toSealWith(places: readonly YearPlace[]): Promise<KeysOfYears> {
    const wanted = eachOnce(places);
    const lacking = wanted.filter((place) => this.keys.atHand(place) === undefined);
    if (lacking.length > 0) await this.make(lacking);
    const asked = await this.toOpenWith(lacking);
    return new Map(
      wanted.flatMap((place) => keyOf(nameOf(place), this.keys.atHand(place) ?? asked.get(nameOf(place)))),
    );
  }

  forget(): void {
    this.keys.forget();
  }

  private stored(places: readonly YearPlace[]): Promise<readonly KeyRow[]> {
    return places.length === 0
      ? Promise.resolve([])
      : this.queries.query<KeyRow>(
          `SELECT controller, year, wrapped FROM year_key
           JOIN unnest($1::text[], $2::int[]) AS wanted (controller, year) USING (controller, year)`,
          [places.map(({ controller }) => controller), places.map(({ year }) => year)],
        );
  }

  /** Of two processes that make the same one's stays. */
  private async make(places: readonly YearPlace[]): Promise<void> {
    await this.queries.query(
      `INSERT INTO year_key (controller, year, wrapped)
       SELECT * FROM unnest($1::text[], $2::int[], $3::bytea[]) AS made (controller, year, wrapped) ORDER BY 1, 2
       ON CONFLICT DO NOTHING`,
      [
        places.map(({ controller }) => controller),
        places.map(({ year }) => year),
        places.map((place) => this.keys.made(place).wrapped),
      ],
    );
  }
}

const eachOnce = (places: readonly YearPlace[]): readonly YearPlace[] => [
  ...new Map(places.map((place) => [nameOf(place), place])).values(),
];

const keyOf = (
  name: string,
  key: StreamKey | 'erased' | undefined,
): readonly (readonly [string, StreamKey | 'erased'])[] => (key === undefined ? [] : [[name, key]]);

/** Under which year's key of which authority a row is sealed. */
export const placeOf = ({ controller, readAt }: Pick<RowToWrite, 'controller' | 'readAt'>): YearPlace => ({
  ...{ controller, year: yearOf(readAt) },
});

/** The key of a row. Throws `LedgerDamaged` where its year has none. */
export function keyIn(keys: KeysOfYears, row: Pick<RowToWrite, 'controller' | 'readAt'>): StreamKey | 'erased' {
  const key = keys.get(nameOf(placeOf(row)));
  if (key === undefined) throw new LedgerDamaged(`the key of ${yearOf(row.readAt)} of ${row.controller} is gone`);
  return key;
}
