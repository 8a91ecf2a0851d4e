/** The keys of the years as the ledger's file has them. */
import { type StreamKey } from '#contracts';
import { type statementsOf } from './ledger-rows.sqlite.js';
import { type YearKeys, type YearPlace } from './year-keys.js';

/** Faults and defects: those of the file, and of `YearKeys`. */
export class YearKeysInFile {
  constructor(
    private readonly statements: Pick<ReturnType<typeof statementsOf>, 'key' | 'makeKey'>,
    private readonly keys: YearKeys,
  ) {}

  /** Within a transaction: made where there is none. */
  toSealWith(place: YearPlace): StreamKey | 'erased' {
    const atHand = this.keys.atHand(place);
    if (atHand !== undefined) return atHand;
    const stored = this.toOpenWith(place);
    if (stored !== undefined) return stored;
    const { wrapped } = this.keys.made(place);
    this.statements.makeKey.run(place.controller, place.year, wrapped);
    return this.keys.key(place, wrapped);
  }

  /** Undefined where the year has none. */
  toOpenWith(place: YearPlace): StreamKey | 'erased' | undefined {
    const wrapped = this.statements.key.get(place.controller, place.year);
    return wrapped === undefined ? undefined : this.keys.key(place, wrapped);
  }

  forget(): void {
    this.keys.forget();
  }
}
