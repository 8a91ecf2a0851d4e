/** `hvb-hub verify`: whether a running hub's log is what it was, for who trusts its key and what was kept of it, and nobody else. */
import { writeFile } from 'node:fs/promises';
import {
  isConsistent,
  NoteRefused,
  openCheckpoint,
  parseKeyText,
  witnessedAt,
  type Checkpoint,
  type NoteKey,
} from '#proof';
import { askHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';

export interface VerifyOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  /** The file of the log's key, as `GET /v1/audit/checkpoint-key` gave it, from a source that is trusted. */
  readonly key: string;
  /** Files of checkpoints that were kept. */
  readonly known?: readonly string[];
  /** Files of keys of witnesses that are trusted. */
  readonly witness?: readonly string[];
  /** Where the newest checkpoint is kept, once all has been found in order. */
  readonly keep?: string;
  readonly json?: true;
}

/** What was found of the log. */
interface Verified {
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly goesOnFrom: readonly { readonly file: string; readonly size: number }[];
  /** Of those whose keys were given: when each says that it saw the checkpoint, null where it does not. */
  readonly witnesses: readonly { readonly name: string; readonly at: string | null }[];
}

/** A checkpoint as the hub showed it. */
type Shown = Pick<Verified, 'note' | 'checkpoint'>;

/** Something is not as it should be, or was not given. */
class NotVerified extends Error {
  override readonly name = 'NotVerified';
  constructor(
    readonly exit: number,
    message: string,
  ) {
    super(message);
  }
}

/** Where what went wrong has been said already. */
const SAID = '';

const SIGNED: Readonly<Record<NoteRefused['reason'], string>> = {
  malformed: 'är ingen signerad kontrollpunkt (is no signed checkpoint)',
  tooLarge: 'är för stor för en kontrollpunkt (is too large for a checkpoint)',
  unsigned: 'är inte signerad av nyckeln (is not signed by the key)',
  forged: 'är ändrad efter att den signerades (was changed after it was signed)',
};

/**
 * Says what was found, what can be excluded by it and what cannot. Exit code 0 where all is in order, 1 where it is not,
 * 2 where a file is missing or holds no key, 3 where no hub answers.
 */
export async function verify(options: VerifyOptions): Promise<number> {
  try {
    const verified = await verifiedBy(options);
    console.log(options.json ? JSON.stringify(reportOf(verified)) : wordsOf(verified).join('\n'));
    if (options.keep !== undefined) await writeFile(options.keep, verified.note);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof NotVerified)) throw error;
    if (error.message !== SAID) console.error(error.message);
    return error.exit;
  }
}

async function verifiedBy(options: VerifyOptions): Promise<Verified> {
  const key = await keyIn(options.key, 'note', 'är ingen nyckel till kontrollpunkter (is no key of checkpoints)');
  const witnesses: NoteKey[] = [];
  for (const file of options.witness ?? [])
    witnesses.push(await keyIn(file, 'cosignature', 'är inget vittnes nyckel (is no key of a witness)'));
  const ask = asking(options, await given(options.token));
  const note = String(await ask('/v1/audit/checkpoint'));
  let newest: Shown = { note, checkpoint: opened(note, key, options.url) };
  const goesOnFrom = [];
  for (const file of options.known ?? []) {
    const before = opened(await given(file), key, file);
    // Every log begins with nothing: that shows nothing of this one.
    if (before.size === 0) continue;
    newest = await goneOnFrom({ before, file, key, newest, ask });
    goesOnFrom.push({ file, size: before.size });
  }
  return { ...newest, goesOnFrom, witnesses: witnesses.map((witness) => seenBy(witness, newest.note)) };
}

async function keyIn(file: string, type: NoteKey['type'], otherwise: string): Promise<NoteKey> {
  const key = parseKeyText((await given(file)).trim());
  if (key?.type !== type) throw new NotVerified(EXIT.usage, `${file}: ${otherwise}`);
  return key;
}

function seenBy(witness: NoteKey, note: string): Verified['witnesses'][number] {
  const seconds = believed(() => witnessedAt(note, witness), witness.name);
  return { name: witness.name, at: seconds === undefined ? null : instantOf(seconds) };
}

/** A witness may say a second that no calendar has. */
const instantOf = (seconds: number): string => {
  const instant = new Date(seconds * 1_000);
  return Number.isNaN(instant.getTime()) ? String(seconds) : instant.toISOString().replace('.000Z', 'Z');
};

async function given(file: string): Promise<string> {
  const text = await textOf(file);
  if (text === undefined) throw new NotVerified(EXIT.usage, SAID);
  return text;
}

const opened = (note: string, key: NoteKey, from: string): Checkpoint =>
  believed(() => openCheckpoint(note, key), from);

/** What is read of a note, or what is wrong with it. */
function believed<Read>(read: () => Read, from: string): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new NotVerified(EXIT.refused, `${from}: ${SIGNED[error.reason]}`);
  }
}

/** The newest checkpoint once it is shown that the log began with `before`. */
async function goneOnFrom(of: {
  readonly before: Checkpoint;
  readonly file: string;
  readonly key: NoteKey;
  readonly newest: Shown;
  readonly ask: (path: string) => Promise<unknown>;
}): Promise<Shown> {
  const { before, file, key, newest, ask } = of;
  if (before.size > newest.checkpoint.size)
    throw new NotVerified(
      EXIT.refused,
      `${file}: loggen hade ${before.size} händelser och har nu ${newest.checkpoint.size} (the log had more events than it has)`,
    );
  const { proof, checkpoint: note } = consistencyIn(await ask(`/v1/audit/proof/consistency?from=${before.size}`));
  const checkpoint = opened(note, key, file);
  if (!isConsistent(before, checkpoint, proof))
    throw new NotVerified(
      EXIT.refused,
      `${file}: loggen börjar inte med de ${before.size} händelser som fanns då: något är borttaget, ändrat eller flyttat ` +
        '(the log does not begin with the events that it had: something was removed, changed or moved)',
    );
  return { note, checkpoint };
}

/** What a hub answers is not trusted either. */
function consistencyIn(answer: unknown): { readonly proof: readonly Uint8Array[]; readonly checkpoint: string } {
  const { proof, checkpoint } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const hashes = Array.isArray(proof) ? proof.map((one) => Buffer.from(String(one), 'base64')) : [];
  return { proof: hashes, checkpoint: String(checkpoint) };
}

function asking({ url }: VerifyOptions, token: string): (path: string) => Promise<unknown> {
  return async (path) => {
    const answered = await askHub({ url, token, path });
    if (answered === undefined) throw new NotVerified(EXIT.unavailable, SAID);
    return answeredWell(answered);
  };
}

function answeredWell({ status, answer }: Answered): unknown {
  if (status === OK) return answer;
  throw new NotVerified(status >= 500 ? EXIT.unavailable : EXIT.refused, JSON.stringify(answer));
}

const OK = 200;

const isSeen = ({ at }: Verified['witnesses'][number]): boolean => at !== null;

const reportOf = ({ checkpoint: { origin, size, root }, goesOnFrom, witnesses }: Verified) => ({
  ...{ origin, size, root: Buffer.from(root).toString('base64'), goesOnFrom, witnesses },
  cannotExclude: [...(goesOnFrom.length > 0 ? [] : ['rewritten']), ...(witnesses.some(isSeen) ? [] : ['splitView'])],
});

function wordsOf({ checkpoint: { origin, size }, goesOnFrom, witnesses }: Verified): readonly string[] {
  return [
    `${origin}: ${size} händelser, signerade av nyckeln (events, signed by the key).`,
    ...goesOnFrom.map(
      ({ file, size: then }) =>
        `${file}: de ${then} händelser som fanns då är inte borttagna, ändrade eller flyttade (the events that were there are ` +
        'not removed, changed or moved).',
    ),
    ...(goesOnFrom.length > 0
      ? []
      : [
          'Ingen tidigare kontrollpunkt gavs: att hela loggen har skrivits om och signerats på nytt går inte att utesluta (no ' +
            'earlier checkpoint was given: that the whole log was rewritten and signed anew cannot be excluded).',
        ]),
    ...witnessWords(witnesses),
  ];
}

function witnessWords(witnesses: Verified['witnesses']): readonly string[] {
  const seen = witnesses.filter(isSeen);
  const counted =
    witnesses.length === 0
      ? []
      : [
          `${seen.length} av ${witnesses.length} vittnen har signerat kontrollpunkten (witnesses have cosigned the checkpoint).`,
          ...witnesses.map(({ name, at }) =>
            at === null
              ? `${name}: har inte signerat den (has not cosigned it).`
              : `${name}: såg den ${at} som loggens fortsättning på allt den sett tidigare (saw it as going on from all that it had seen).`,
          ),
        ];
  return [
    ...counted,
    seen.length > 0
      ? 'Att andra har visats en annan logg är uteslutet så långt som de vittnena är att lita på (that others were shown another ' +
        'log is excluded as far as those witnesses are to be trusted).'
      : 'Att andra har visats en annan logg går inte att utesluta utan vittnen: jämför med vad de har sparat (that others were ' +
        'shown another log cannot be excluded without witnesses: compare with what they have kept).',
  ];
}
