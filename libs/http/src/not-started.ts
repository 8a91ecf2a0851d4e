/** Why the hub did not start, in a sentence for the person at the terminal: no stack for what is not the hub's own fault. */
import { sqliteCodeOf } from '#event-log';
import { fileSentence } from './file-sentences.js';
import { tokenSentence } from './token-sentences.js';

/** `settings`: what was asked cannot be. `unavailable`: something that the hub needs is taken, missing or closed to it. */
export interface NotStarted {
  readonly reason: 'settings' | 'unavailable';
  readonly sentence: string;
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly port?: unknown;
  readonly address?: unknown;
  readonly path?: unknown;
  readonly damage?: unknown;
  readonly reason?: unknown;
}

type Reasons = Readonly<Record<string, (failure: Failure) => NotStarted>>;

const settings = (sentence: string): NotStarted => ({ reason: 'settings', sentence });
const unavailable = (sentence: string): NotStarted => ({ reason: 'unavailable', sentence });
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '?');

const noKeys = ({ message }: Failure): NotStarted =>
  unavailable(
    `keys.db är skadad eller saknar nycklar. Lägg tillbaka den ur den senaste säkerhetskopian (the key store is damaged or lacks keys; put it back from the latest backup): ${text(message)}`,
  );
const noState = ({ message }: Failure): NotStarted =>
  unavailable(
    `hub.db går inte att läsa. Lägg tillbaka den ur den senaste säkerhetskopian (the state of the hub cannot be read; put it back from the latest backup): ${text(message)}`,
  );

/** Errors of our own, by name. */
const BY_NAME: Reasons = {
  BadSetting: ({ message }) => settings(text(message)),
  LogInUse: ({ path }) =>
    unavailable(
      `${text(path)}: ett annat nav skriver redan i mappen. Stoppa det, eller välj en annan mapp med HVB_DATA_DIR ` +
        '(another hub writes to this folder; stop it or choose another)',
    ),
  TooFewDescriptors: ({ message }) => unavailable(text(message)),
  DatabaseUnavailable: () => unavailable('Databasen svarar inte: se HVB_DATABASE_URL (the database does not answer)'),
  LogUnavailable: () =>
    unavailable('Händelseloggen svarar inte: se HVB_EVENTSTORE_URL (the event log does not answer)'),
  BrokerUnavailable: () => unavailable('Kafka svarar inte: se HVB_KAFKA_BROKERS (Kafka does not answer)'),
  SchemaOutdated: ({ message }) =>
    settings(
      `Databasens schema är gjort av en annan version (the schema was made by another version): ${text(message)}`,
    ),
  SchemaOfAnotherLog: ({ message }) =>
    unavailable(
      `Databasens schema hör till en annan händelselogg. Peka hubben mot rätt databas och logg, eller ge den en tom databas (the schema belongs to another event log; point the hub at the right database and log, or give it an empty database): ${text(message)}`,
    ),
  RowsOfAnotherVersion: ({ message }) =>
    unavailable(
      `Listraderna är gjorda av en senare version, och lämnas som de är. Starta den versionen, eller ta bort schemat så att raderna görs på nytt ur loggen (the list rows were made by a later version and are left as they are; start that version, or remove the schema to have them made anew from the log): ${text(message)}`,
    ),
  FileUnusable: (failure) => unavailable(fileSentence(failure)),
  CorruptEvent: ({ message }) =>
    unavailable(
      `log.db är skadad. Lägg tillbaka den ur den senaste säkerhetskopian (the log is damaged; put it back from the latest backup): ${text(message)}`,
    ),
  KeyMissing: noKeys,
  SealBroken: noKeys,
  KeysUnavailable: noKeys,
  StateDamaged: noState,
  StateUnavailable: noState,
  LogBroken: ({ message }) => unavailable(`Disken svarar med fel (the disk fails): ${text(message)}`),
  OfAnotherLog: ({ message }) =>
    unavailable(
      `Loggen och det som sparats vid sidan av den hör inte ihop (what is kept beside the log belongs to another): ${text(message)}`,
    ),
  TokenUnusable: (failure) => tokenSentence(failure),
  MasterKeyUnreadable: () =>
    settings('Huvudnyckeln ska vara 64 hexadecimala siffror (the master key must be 64 hexadecimal digits)'),
  MasterKeyDoesNotFit: () =>
    settings(
      'Nycklarna i mappen är låsta med en annan huvudnyckel: se HVB_MASTER_KEY och access/master.key ' +
        '(the keys in this folder are wrapped by another master key)',
    ),
};

const closedTo = ({ path }: Failure): NotStarted =>
  unavailable(
    `${text(path)}: går inte att läsa eller skriva (cannot be read or written). Mappen ges med HVB_DATA_DIR.`,
  );

const noFile = ({ message }: Failure): NotStarted =>
  unavailable(
    `En fil i datamappen går inte att öppna eller skriva (a file of the data folder cannot be opened or written): ${text(message)}`,
  );

/** By the file, where the error says which it is. */
const ofTheDisk =
  (damage: 'diskFull' | 'diskFails', sentence: string): ((failure: Failure) => NotStarted) =>
  ({ path, message }) =>
    unavailable(path === undefined ? sentence : fileSentence({ path, damage, reason: message }));
const full = ofTheDisk('diskFull', 'Disken är full (the disk is full)');
const failing = ofTheDisk('diskFails', 'Disken svarar med fel (the disk fails)');

const tooManyFiles = (): NotStarted =>
  unavailable('För många filer är öppna: höj gränsen med ulimit -n (too many files are open; raise the limit)');

/** Errors of the system and of SQLite, by code. */
const BY_CODE: Reasons = {
  EADDRINUSE: ({ port }) =>
    unavailable(`Port ${text(port)} är upptagen: välj en annan med HVB_PORT (the port is in use; choose another)`),
  EADDRNOTAVAIL: ({ address }) =>
    settings(`HVB_HOST: ${text(address)} är ingen av maskinens adresser (is no address of this machine)`),
  ENOTFOUND: () => settings('HVB_HOST: namnet är okänt (the name is unknown)'),
  EACCES: (failure) => (failure.port === undefined ? closedTo(failure) : portClosed(failure)),
  EPERM: closedTo,
  EROFS: closedTo,
  ENOTDIR: closedTo,
  EEXIST: closedTo,
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  ENOSPC: full,
  EDQUOT: full,
  EIO: failing,
  SQLITE_CANTOPEN: noFile,
  SQLITE_READONLY: noFile,
  SQLITE_NOTADB: noFile,
  SQLITE_CORRUPT: noFile,
  SQLITE_FULL: full,
  SQLITE_IOERR: failing,
  SQLITE_BUSY: noFile,
};

const portClosed = ({ port }: Failure): NotStarted =>
  settings(`HVB_PORT: ${text(port)} får inte öppnas av den här användaren (may not be opened by this user)`);

/** The sentence for an error that a start threw; undefined for a defect, whose stack is what helps. */
export function notStarted(error: unknown): NotStarted | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const failure = error as Failure;
  const reason = BY_NAME[text(failure.name)] ?? BY_CODE[sqliteCodeOf(error) ?? text(failure.code)];
  return reason?.(failure);
}
