/** All tables of the rows, and those of them that are lists with a door. */
import {
  type CountedCase,
  type Deadline,
  type DeviationSummary,
  type Finding,
  type HandoverView,
  type PlacementSummary,
  type Waiting,
} from '#domain';
import { CASE_PARTY, type PartyRow } from './case-party-table.js';
import { COUNTED_CASE } from './counted-case-table.js';
import { DEVIATIONS } from './deviation-list.js';
import { DEADLINES } from './deadline-list.js';
import { FINDINGS } from './finding-list.js';
import { HANDOVERS } from './handover-list.js';
import { KNOWN_TO, type KnownRow } from './known-to-table.js';
import { type Dated, type List, type RowReading, type Table } from './list.js';
import { WAITING } from './waiting-table.js';
import { WORK, type WorkName } from './work-readings.js';
import { PLACEMENTS } from './placement-list.js';

/** What a row of each is made from: what the fold of a stream gives. */
export interface RowOf {
  readonly placements: PlacementSummary;
  readonly parties: PartyRow;
  readonly deviations: DeviationSummary;
  readonly deadlines: Deadline;
  readonly findings: Finding;
  readonly handovers: HandoverView;
  readonly waiting: Waiting;
  readonly counted: CountedCase;
  readonly known: KnownRow;
}

export type TableName = keyof RowOf;
export type ListName = Exclude<TableName, 'parties' | 'waiting' | 'counted' | 'known'>;
/** What may be asked of the rows: a list, or what the worklist reads of a table. */
export type ReadingName = ListName | WorkName;

/** The rows of one stream, by table. */
export type StreamRows = { readonly [T in TableName]: readonly Dated<RowOf[T]>[] };

export const LISTS: { readonly [L in ListName]: List<RowOf[L]> } = {
  placements: PLACEMENTS,
  deviations: DEVIATIONS,
  deadlines: DEADLINES,
  findings: FINDINGS,
  handovers: HANDOVERS,
};
export const LIST_NAMES = Object.keys(LISTS) as readonly ListName[];

/** In the order in which they are dumped. */
export const TABLES: { readonly [T in TableName]: Table<RowOf[T]> } = {
  placements: PLACEMENTS,
  parties: CASE_PARTY,
  deviations: DEVIATIONS,
  deadlines: DEADLINES,
  findings: FINDINGS,
  handovers: HANDOVERS,
  waiting: WAITING,
  counted: COUNTED_CASE,
  known: KNOWN_TO,
};
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** A list whichever it is, for who only asks it and shows it. */
export const listOf = (name: ListName): List<never> => LISTS[name];

/** All that may be asked of the rows. */
export const READINGS = { ...LISTS, ...WORK } as const;
export const READING_NAMES = Object.keys(READINGS) as readonly ReadingName[];

/** One of them whichever it is, for who only asks it and shows it. */
export const readingOf = (name: ReadingName): RowReading<never> => READINGS[name];

/** Of a stream that gives none: what another gives is added to it. */
export const NO_ROWS = Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as StreamRows;
