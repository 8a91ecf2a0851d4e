/** Checks a bundle with its files and a key alone: what is in order, what is wrong and where, and what cannot be excluded. */
import { MANDATE_CLASSES } from '#access';
import { CODE_VERSION } from '#contracts';
import { type Checkpoint, type NoteKey } from '#proof';
import { verifyEvents } from './verify-events.js';
import { verifyFiles } from './verify-files.js';
import { verifyEntries } from './verify-entries.js';
import { openedBy, signedBy, verifyKnown } from './verify-known.js';
import { type Known, type Verdict, type Wrong } from './verdict.js';
import { filesDerived } from './files.js';
import { FILES, type BundleEvent, type FileName, type Manifest } from './format.js';
import { consistencyIn, eventsIn, keysIn, ledgerIn, manifestIn, type Files, type WrongAt } from './read.js';

export interface VerifyAsked {
  readonly key: NoteKey;
  /** Checkpoints that were kept, by the names of their files. */
  readonly known: readonly Known[];
}

/** Where nothing can be tried at all: there is no manifest, or none of ours. */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';
  constructor(readonly wrong: readonly WrongAt[]) {
    super('it is no evidence bundle');
  }
}

/** Whoever made the files, this comes to an end. Throws `BundleRefused`. */
export function verifyBundle(files: Files, { key, known }: VerifyAsked): Verdict {
  const wrong: Wrong[] = [];
  const tell = (one: Wrong): void => void wrong.push(one);
  const manifest = manifestIn(files, tell);
  if (manifest === null)
    throw new BundleRefused(wrong.length > 0 ? wrong : [{ code: 'fileMissing', file: FILES.manifest }]);
  verifyFiles(files, manifest, tell);
  const head = checkpointIn(files, manifest, key, tell);
  const lines = eventsIn(files, tell);
  const tried = verifyEvents({ lines, keys: keysIn(files, tell), head, hasKeys: opensAll(manifest) }, tell);
  ledgerIn(files, tell);
  verifyDerived(files, { manifest, events: lines.map(({ event }) => event) }, tell);
  const kept = openedBy(known, key);
  const roots = verifyEntries({ files, manifest, head, lines, kept }, tell);
  const consistency = consistencyIn(files, tell);
  const { goesOnFrom, unknown } = verifyKnown({ kept, head, roots, consistency }, tell);
  return {
    ...{ manifest, tried, goesOnFrom, unknown, wrong },
    isComplete: roots !== null,
    cannotExclude: [
      ...(goesOnFrom.length > 0 ? [] : (['rewritten'] as const)),
      'splitView',
      ...(roots === null ? (['cutStreams'] as const) : []),
      ...(tried.inPart > 0 || tried.opened > tried.proved ? (['notOpened'] as const) : []),
    ],
  };
}

/** No mandate was asked for, or together they open every class. */
const opensAll = ({ mandates }: Manifest): boolean =>
  mandates === undefined || MANDATE_CLASSES.every((one) => mandates.every(({ classes }) => classes.includes(one)));

/** The checkpoint that all is held against; null where there is none that the key has signed. */
function checkpointIn(files: Files, manifest: Manifest, key: NoteKey, tell: (wrong: Wrong) => void): Checkpoint | null {
  const file = FILES.checkpoint;
  const head = signedBy(Buffer.from(files.get(file) ?? []).toString('utf8'), key);
  if (head === null) tell({ code: 'checkpointForged', file });
  else if (head.origin !== manifest.origin || head.size !== manifest.size) tell({ code: 'otherCheckpoint', file });
  return head;
}

/** Views, grounds, rules and report are made again from the events, and held against what stands there. */
function verifyDerived(
  files: Files,
  bundle: { readonly manifest: Manifest; readonly events: readonly BundleEvent[] },
  tell: (wrong: Wrong) => void,
): void {
  let derived: ReadonlyMap<FileName, string>;
  const { files: _listed, ...manifest } = bundle.manifest;
  try {
    derived = filesDerived({ manifest, events: bundle.events });
  } catch {
    // Whatever the law or the codec throws of what was made up: no hub has accepted it.
    tell({ code: 'noView', file: FILES.views });
    return;
  }
  const code = manifest.codeVersion === CODE_VERSION ? 'notAsDerived' : 'derivedByOther';
  for (const [file, text] of derived) {
    const stands = files.get(file);
    if (stands !== undefined && !Buffer.from(text).equals(stands)) tell({ code, file });
  }
}
