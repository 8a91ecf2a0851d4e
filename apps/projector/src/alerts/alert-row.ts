/** How alerts and where they go lie in a store: an address with a checksum, an alert by each of its ways. */
import { type Instant, type PartyId } from '#domain';
import { rowCrc } from '#follow';
import { type AlertAddress, type AlertDelivery, type NewAlert } from './alert.js';
import { AlertAddressDamaged } from './alerts.port.js';

/** A row, in SQLite and PostgreSQL alike. */
export interface AddressRow {
  readonly party: PartyId;
  readonly said: string;
  readonly crc: number;
}

export const addressRow = ({ party, ...rest }: AlertAddress): AddressRow => {
  const said = JSON.stringify(rest);
  return { party, said, crc: rowCrc([party, said]) };
};

/** Throws `AlertAddressDamaged` where any of it is not what was written. */
export function addressIn({ party, said, crc }: AddressRow): AlertAddress {
  if (crc !== rowCrc([party, said])) throw new AlertAddressDamaged(party);
  return { party, ...(JSON.parse(said) as Omit<AlertAddress, 'party'>) };
}

/** An alert that waits, as a row. */
export interface AlertRow extends Omit<AlertDelivery, 'nextAt' | 'raisedAt'> {
  readonly raised_at: Instant;
  readonly next_at: Instant;
}

export const deliveryOf = ({ raised_at: raisedAt, next_at: nextAt, ...rest }: AlertRow): AlertDelivery => ({
  ...rest,
  ...{ raisedAt, nextAt },
});

/** The kinds that are raised of the log, which is looked at once: their keys may be forgotten. */
const OF_THE_LOG: readonly NewAlert['kind'][] = ['deadlineMissed', 'noticeUnopened'];
export const OF_THE_LOG_SQL = OF_THE_LOG.map((kind) => `'${kind}'`).join(', ');
