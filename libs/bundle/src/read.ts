/** A bundle's files, read as whoever handed them over might have spoilt them: what has another form is told, never thrown. */
import { isUtf8 } from 'node:buffer';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CONSISTENCY_FORM, EVENT_FORM, KEYS_FORM, LEDGER_FORM, MANIFEST_FORM } from './forms.data.js';
import {
  FILES,
  lineOf,
  type BundleEvent,
  type CompareKeyTold,
  type ConsistencyGiven,
  type FileName,
  type LedgerLine,
  type Manifest,
} from './format.js';
import { type WrongCode } from './wrong.data.js';

/** Where in a file something stands: bytes, the first and the one after the last. */
export type Bytes = readonly [from: number, to: number];

/** What is wrong, and where. */
export interface WrongAt {
  readonly code: WrongCode;
  readonly file: string;
  readonly bytes?: Bytes;
}

/** An event's line, and where in the file. */
export interface EventLine {
  readonly event: BundleEvent;
  readonly bytes: Bytes;
}

export type Files = ReadonlyMap<string, Uint8Array>;

const ajv = new Ajv2020({ strict: true, allErrors: false });
type IsOf<T> = (value: unknown) => value is T;
const isEvent = ajv.compile(EVENT_FORM) as unknown as IsOf<BundleEvent>;
const isManifest = ajv.compile(MANIFEST_FORM) as unknown as IsOf<Manifest>;
const isKeys = ajv.compile(KEYS_FORM) as unknown as IsOf<readonly CompareKeyTold[]>;
const isConsistency = ajv.compile(CONSISTENCY_FORM) as unknown as IsOf<readonly ConsistencyGiven[]>;
const isLedger = ajv.compile(LEDGER_FORM) as unknown as IsOf<LedgerLine>;

/** The JSON of a text; undefined where it is none, or no UTF-8. */
function jsonIn(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A file's JSON of that form; null, having told, of any other. */
function formed<T>(files: Files, name: FileName, holds: IsOf<T>, tell: (wrong: WrongAt) => void): T | null {
  const bytes = files.get(name);
  if (bytes === undefined) return null;
  const value = jsonIn(bytes);
  if (holds(value)) return value;
  tell({ code: 'malformed', file: name });
  return null;
}

const LINE_END = 0x0a;

/** The lines of a file without their ends, each with where it stands; a last one that has no end is told as cut. */
function* linesIn(bytes: Uint8Array): Generator<{ readonly line: Uint8Array; readonly bytes: Bytes }> {
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(LINE_END, from);
    const to = found < 0 ? bytes.length : found;
    yield { line: bytes.subarray(from, to), bytes: [from, to] };
    from = to + 1;
  }
}

/** A line as an event: written in the one way in which it is written, and no deeper than it can be. */
function eventIn(line: Uint8Array): BundleEvent | null {
  const value = jsonIn(line);
  if (!isEvent(value)) return null;
  try {
    return Buffer.from(lineOf(value)).equals(line) ? value : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The lines of events, and where one is none. */
export function eventsIn(files: Files, tell: (wrong: WrongAt) => void): readonly EventLine[] {
  const bytes = files.get(FILES.events);
  if (bytes === undefined) return [];
  if (bytes.length > 0 && bytes.at(-1) !== LINE_END)
    tell({ code: 'malformed', file: FILES.events, bytes: [bytes.lastIndexOf(LINE_END) + 1, bytes.length] });
  return [...linesIn(bytes)].flatMap(({ line, bytes: at }) => {
    const event = eventIn(line);
    if (event === null) tell({ code: 'malformed', file: FILES.events, bytes: at });
    return event === null ? [] : [{ event, bytes: at }];
  });
}

/** Of a manifest that is none null. */
export const manifestIn = (files: Files, tell: (wrong: WrongAt) => void): Manifest | null =>
  formed(files, FILES.manifest, isManifest, tell);
export const keysIn = (files: Files, tell: (wrong: WrongAt) => void): readonly CompareKeyTold[] =>
  formed(files, FILES.keys, isKeys, tell) ?? [];
export const consistencyIn = (files: Files, tell: (wrong: WrongAt) => void): readonly ConsistencyGiven[] =>
  formed(files, FILES.consistency, isConsistency, tell) ?? [];

/** Tells of lines of the ledger's extract that are none. */
export function ledgerIn(files: Files, tell: (wrong: WrongAt) => void): void {
  for (const { line, bytes } of linesIn(files.get(FILES.ledger) ?? new Uint8Array()))
    if (!isLedger(jsonIn(line))) tell({ code: 'malformed', file: FILES.ledger, bytes });
}
