/** `hvb-hub witness`: a small witness for the parties, by C2SP tlog-witness. It remembers what it has cosigned of each log, and cosigns no fork. */
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readIfThere, writeOwnFile } from '#access';
import { LogInUse, takeWriterLock } from '#event-log';
import {
  ADD_CHECKPOINT_BYTES_MAX,
  keyText,
  openLogKey,
  parseKeyText,
  publicBytesOf,
  SIZE_TYPE,
  witnessOf,
  type Kept,
  type NoteKey,
  type WitnessAnswer,
} from '#proof';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';

export interface WitnessOptions {
  /** Files of the keys of the logs that are witnessed, as `GET /v1/audit/checkpoint-key` gave them. */
  readonly log: readonly string[];
  /** The folder of what it remembers, and of its own key. */
  readonly data: string;
  /** Of the witness, as it stands in its key: an address without `https://`, by custom. */
  readonly name: string;
  readonly port: string;
  readonly host: string;
}

/** A witness that answers. */
export interface RunningWitness {
  readonly url: string;
  /** Its key, to be handed to who runs the log and to who verifies. */
  readonly key: string;
  readonly stop: () => Promise<void>;
}

const REQUEST_MS_MAX = 10_000;
const CONNECTIONS_MAX = 100;
const WITNESS_NAME = /^[^\s+\p{Z}]+$/u;

/** Starts a witness and says its key; ends with the process. Exit code 2 where a key or the folder is of no use; undefined once it answers. */
export async function witness(options: WitnessOptions): Promise<number | undefined> {
  const logs = await keysOf(options.log);
  if (logs === undefined) return EXIT.usage;
  if (!WITNESS_NAME.test(options.name)) return said(EXIT.usage, `${options.name}: är inget namn (is no name)`);
  try {
    const { url, key, stop } = await startWitness({ ...options, logs });
    console.log(`Vittnet svarar (the witness answers): ${url}\nDess nyckel (its key): ${key}`);
    process.once('SIGTERM', () => void stop()).once('SIGINT', () => void stop());
    return undefined;
  } catch (error) {
    if (!(error instanceof LogInUse)) throw error;
    return said(EXIT.usage, `${options.data}: ett vittne använder redan mappen (a witness uses the folder already)`);
  }
}

function said(exit: number, words: string): number {
  console.error(words);
  return exit;
}

async function keysOf(files: readonly string[]): Promise<readonly NoteKey[] | undefined> {
  const keys: NoteKey[] = [];
  for (const file of files) {
    const text = await textOf(file);
    if (text === undefined) return undefined;
    const key = parseKeyText(text.trim());
    if (key?.type !== 'note') {
      console.error(`${file}: är ingen loggs nyckel (is no key of a log)`);
      return undefined;
    }
    keys.push(key);
  }
  return keys;
}

/** Starts it. Throws `LogInUse` where another has the folder, `FileUnusable` where its key is none. */
export async function startWitness(
  options: Pick<WitnessOptions, 'data' | 'name' | 'port' | 'host'> & { readonly logs: readonly NoteKey[] },
): Promise<RunningWitness> {
  const lock = takeWriterLock(join(options.data, 'witness'));
  const secret = await openLogKey(join(options.data, 'witness-key.pem'));
  const { name, logs } = options;
  const kept = keptIn(options.data);
  const answer = witnessOf({ name, secret, logs, kept, now: () => Math.floor(Date.now() / 1000) });
  const server = served((body) => {
    const answered = answer(body);
    if (answered.kind === 'fork') tellFork(answered, options.data, body);
    return answered;
  });
  server.listen(Number(options.port), options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    key: keyText({ name, type: 'cosignature', publicKey: publicBytesOf(secret) }),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      lock.release();
    },
  };
}

/** A file for each log, by the hash of its origin, which may hold what no file's name can. */
const fileOf = (folder: string, origin: string, kind: 'checkpoint' | 'fork'): string =>
  join(folder, `${hash('sha256', origin).slice(0, 16)}.${kind}`);

const keptIn = (folder: string): Kept => ({
  last: (origin) => readIfThere(fileOf(folder, origin, 'checkpoint')),
  keep: (origin, note) => {
    writeOwnFile(fileOf(folder, origin, 'checkpoint'), note);
  },
});

/** The first of each log is kept as it came: beside what was cosigned it is evidence that anybody can check. */
function tellFork({ kept, shown }: Extract<WitnessAnswer, { kind: 'fork' }>, folder: string, body: string): void {
  const file = fileOf(folder, shown.origin, 'fork');
  if (readIfThere(file) === undefined) writeOwnFile(file, body);
  console.error(
    `${shown.origin}: loggen med ${shown.size} händelser går inte vidare från den med ${kept.size} som bevittnades; inget ` +
      `signeras, och det som visades ligger i ${file} (the log does not go on from what was witnessed; nothing is signed)`,
  );
}

function served(answer: (body: string) => WitnessAnswer): Server {
  const server = createServer({ requestTimeout: REQUEST_MS_MAX }, (request, response) => {
    const done = ({ status, type = 'text/plain; charset=utf-8', text = '' }: Reply): void => {
      response.writeHead(status, { 'content-type': type }).end(text);
    };
    if (request.url !== '/add-checkpoint') done({ status: 404 });
    else if (request.method !== 'POST') done({ status: 405 });
    else
      bodyOf(request).then(
        (body) => {
          done(body === undefined ? { status: 413 } : replyTo(() => answer(body)));
        },
        () => {
          response.destroy();
        },
      );
  });
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly text?: string;
}

/** What cannot be kept is not cosigned: a disk that fails is 500, and whoever asks comes again. */
function replyTo(answer: () => WitnessAnswer): Reply {
  try {
    return replyOf(answer());
  } catch (error) {
    console.error((error as Error).message);
    return { status: 500 };
  }
}

function replyOf(answer: WitnessAnswer): Reply {
  switch (answer.kind) {
    case 'cosigned':
      return { status: 200, text: answer.line };
    case 'otherSize':
      return { status: 409, type: SIZE_TYPE, text: `${answer.size}\n` };
    case 'fork':
    case 'refused':
      return { status: answer.status };
  }
}

/** Undefined where it is longer than any. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > ADD_CHECKPOINT_BYTES_MAX) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
