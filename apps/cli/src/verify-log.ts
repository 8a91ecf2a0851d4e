/** `hvb-hub verify-log`: the log in a data folder, or in a copy of one, held event by event against what was signed of it, with no hub and no token. */
import { CorruptEvent, FileUnusable, LogInUse, openSqliteLogReader, takeWriterLock, type Position } from '#event-log';
import {
  heldAgainst,
  keptInTree,
  keptLeaves,
  NoteRefused,
  openCheckpoint,
  parseKeyText,
  type Checkpoint,
  type Difference,
  type LogFound,
  type NoteKey,
} from '#proof';
import { filesUnder } from '#standalone';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';

export interface VerifyLogOptions {
  /** The file of the log's key, from a source that is trusted. */
  readonly key: string;
  /** Files of checkpoints that were kept elsewhere. */
  readonly known?: readonly string[];
  readonly json?: true;
}

const EVENTS_A_PAGE = 1_000;

/** What is said of the log, and whether it is worse than what was signed of it. */
interface Said {
  readonly exit: number;
  readonly words: readonly string[];
  readonly report: object;
}

/** What cannot be tried at all. */
class NotTried extends Error {
  override readonly name = 'NotTried';
}

const WORDS: Readonly<Record<Difference, string>> = {
  changed: 'är en annan, eller flyttad (is another, or was moved)',
  removed: 'är borttagen (is removed)',
  added: 'har lagts till (was added)',
  moved: 'har bytt plats med nästa (has changed places with the next)',
};
const SIGNED_ELSEWHERE: Readonly<Record<NoteRefused['reason'], string>> = {
  malformed: 'är ingen signerad kontrollpunkt (is no signed checkpoint)',
  tooLarge: 'är för stor för en kontrollpunkt (is too large for a checkpoint)',
  unsigned: 'är inte signerad av nyckeln (is not signed by the key)',
  forged: 'är ändrad efter att den signerades (was changed after it was signed)',
};

/**
 * Says what was found, and what it excludes. Exit code 0 where all is as it was signed, 1 where it is not, 2 where a file is
 * missing, is of no use or is used by a hub that runs.
 */
export async function verifyLog(folder: string, options: VerifyLogOptions): Promise<number> {
  try {
    const { exit, words, report } = await tried(folder, options);
    console.log(options.json ? JSON.stringify(report) : words.join('\n'));
    return exit;
  } catch (error) {
    const isOurs = error instanceof NotTried || error instanceof FileUnusable || error instanceof LogInUse;
    if (!isOurs) throw error;
    console.error(
      error instanceof LogInUse ? `${folder}: ett nav använder mappen (a hub uses the folder)` : error.message,
    );
    return EXIT.usage;
  }
}

async function tried(folder: string, { key: keyFile, known = [] }: VerifyLogOptions): Promise<Said> {
  const key = parseKeyText((await given(keyFile)).trim());
  if (key?.type !== 'note')
    throw new NotTried(`${keyFile}: är ingen nyckel till kontrollpunkter (is no key of checkpoints)`);
  const shown: Checkpoint[] = [];
  for (const file of known) shown.push(opened(await given(file), key, file));
  const files = filesUnder(folder);
  const lock = takeWriterLock(files.log);
  try {
    const tree = keptInTree(files.proofs);
    const own = tree.notes.map((note) => opened(note, key, files.proofs));
    const signed = [...own, ...shown];
    if (signed.length === 0) throw new NotTried(`${folder}: ingenting har signerats (nothing was signed)`);
    return saidOf(found(files.log, signed, tree.leaves), shown);
  } finally {
    lock.release();
  }
}

async function given(file: string): Promise<string> {
  const text = await textOf(file);
  if (text === undefined) throw new NotTried(`${file}: finns inte (is not there)`);
  return text;
}

function opened(note: string, key: NoteKey, from: string): Checkpoint {
  try {
    return openCheckpoint(note, key);
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new NotTried(`${from}: ${SIGNED_ELSEWHERE[error.reason]}`);
  }
}

type Found = LogFound | { readonly kind: 'damaged'; readonly position: Position | null; readonly reason: string };

function found(path: string, signed: readonly Checkpoint[], leaves: Uint8Array): Found {
  const log = openSqliteLogReader(path);
  try {
    const holding = heldAgainst(signed, keptLeaves(leaves, signed));
    let [after, isAtEnd] = [log.start, false];
    while (!isAtEnd) {
      const page = log.readAll(after, { limit: EVENTS_A_PAGE });
      for (const event of page.events) {
        const one = holding.take(event);
        if (one !== undefined) return one;
      }
      [after, isAtEnd] = [page.next, page.atEnd];
    }
    return holding.end();
  } catch (error) {
    if (!(error instanceof CorruptEvent)) throw error;
    return { kind: 'damaged', position: error.position, reason: error.reason };
  } finally {
    log.close();
  }
}

function saidOf(what: Found, known: readonly Checkpoint[]): Said {
  switch (what.kind) {
    case 'asSigned':
      return asSigned(what, known.length > 0);
    case 'wrongAt':
      return wrongAt(what);
    case 'wrongBetween':
      return {
        ...{ exit: EXIT.refused, report: what },
        words: [
          `Någon av händelserna ${what.after + 1} till ${what.upTo} är borttagen, ändrad, tillagd eller flyttad (one of these events was ` +
            'removed, changed, added or moved); vilken går inte att säga, för de löv som sparats bredvid är inte de som signerades ' +
            '(which one cannot be said: the leaves kept beside the log are not those that were signed).',
        ],
      };
    case 'damaged':
      return {
        ...{ exit: EXIT.refused, report: what },
        words: [`Loggen är skadad vid position ${what.position ?? '?'} (the log is damaged there): ${what.reason}.`],
      };
  }
}

type Kind<Name extends Found['kind']> = Extract<Found, { readonly kind: Name }>;

function asSigned(what: Kind<'asSigned'>, isKnown: boolean): Said {
  const inOrder = `De ${what.size} händelser som har signerats är vad de var; ${what.events} i allt (the events that were signed are what they were).`;
  const caveat =
    'Ingen kontrollpunkt som har sparats på annat håll gavs: att hela loggen har skrivits om och signerats på nytt går inte att ' +
    'utesluta (no checkpoint kept elsewhere was given: that the whole log was rewritten and signed anew cannot be excluded).';
  return {
    exit: EXIT.ok,
    report: { ...what, cannotExclude: isKnown ? ['splitView'] : ['rewritten', 'splitView'] },
    words: isKnown ? [inOrder] : [inOrder, caveat],
  };
}

function wrongAt({ kind, at, how, event }: Kind<'wrongAt'>): Said {
  const { stream, revision, type, eventId } = event ?? {};
  const there = event && `; där står nu (there stands now) ${stream} ${revision} ${type} ${eventId}`;
  return {
    exit: EXIT.refused,
    report: { kind, at, how, ...(event && { stream, revision, eventId }) },
    words: [`Händelse ${at + 1} i loggen (event of the log) ${WORDS[how]}${there ?? ''}.`],
  };
}
