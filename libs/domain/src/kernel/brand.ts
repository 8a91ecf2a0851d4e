declare const brand: unique symbol;

/** A string that has been checked to be a `Name`; plain strings do not fit where one is asked for. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/** A calendar day in Europe/Stockholm, `YYYY-MM-DD`, that exists. Days compare as strings. */
export type Day = Brand<'Day'>;
/** An instant, RFC 3339 in UTC with milliseconds (`2026-01-15T08:00:00.000Z`). Instants compare as strings. */
export type Instant = Brand<'Instant'>;
/** A uuid in lower case, chosen by the party that opened the thing it names. */
export type Uuid = Brand<'Uuid'>;
/** `kommun-<4 digits>[.<nämnd>]` or `region-<2 digits>[.<unit>]`, with an official code. */
export type PartyId = Brand<'PartyId'>;
/** Four digits, an official kommun code: the first two are its län. */
export type KommunCode = Brand<'KommunCode'>;
/** Two digits, an official län code. */
export type RegionCode = Brand<'RegionCode'>;
/** A whole number of öre, 0 or more. */
export type Ore = number;
/** A whole number of thousandths, 0 to 1000. */
export type Permille = number;
