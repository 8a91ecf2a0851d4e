/** `hvb-hub verify <bundle>`: whether an evidence bundle is in order, by its files and a key that is trusted, and nothing else. */
import { BundleRefused, verifyBundle as verdictOf, WRONG, type Known, type Verdict, type Wrong } from '#bundle';
import { parseKeyText } from '#proof';
import { bundleFiles, NoBundle } from './bundle-files.js';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';
import { CANNOT_EXCLUDE, SAYS, TRIED } from './verify-bundle-words.data.js';

export interface VerifyBundleOptions {
  /** The file of the log's key, from a source that is trusted: not from the bundle. */
  readonly key: string;
  /** Files of checkpoints that were kept. */
  readonly known?: readonly string[];
  /** Every leaf of the log is to be there, so that no stream can have been cut at its end. */
  readonly complete?: true;
  readonly json?: true;
}

type Said = Readonly<Record<'sv' | 'en', string>>;
const both = ({ sv, en }: Said): string => `${sv} (${en})`;

/**
 * Says what is in order, what is not and where, and what cannot be excluded. Exit code 0 where all is in order, 1 where
 * something is wrong, 2 where a file is missing or of no use, or the bundle cannot tell what was asked.
 */
export async function verifyBundle(bundle: string, options: VerifyBundleOptions): Promise<number> {
  const keyTold = await textOf(options.key);
  if (keyTold === undefined) return EXIT.usage;
  const key = parseKeyText(keyTold.trim());
  if (key === undefined) return complain(EXIT.usage, `${options.key}: ${both(SAYS.noKey)}`);
  const known = await knownIn(options.known ?? []);
  if (known === undefined) return EXIT.usage;
  try {
    const verdict = verdictOf(await bundleFiles(bundle), { key, known });
    return told(bundle, verdict, options);
  } catch (error) {
    return refused(bundle, error, options);
  }
}

async function knownIn(files: readonly string[]): Promise<readonly Known[] | undefined> {
  const known: Known[] = [];
  for (const name of files) {
    const note = await textOf(name);
    if (note === undefined) return undefined;
    known.push({ name, note });
  }
  return known;
}

function complain(exit: number, ...lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return exit;
}

/** What is no bundle at all: unreadable is who asks to mend, all else is wrong with the bundle. */
function refused(bundle: string, error: unknown, { json }: VerifyBundleOptions): number {
  if (error instanceof NoBundle) {
    if (json) console.log(JSON.stringify({ refused: error.reason }));
    return complain(
      error.reason === 'notABundle' ? EXIT.refused : EXIT.usage,
      `${bundle}: ${both(SAYS[error.reason])}: ${error.message}`,
    );
  }
  if (!(error instanceof BundleRefused)) throw error;
  if (json) console.log(JSON.stringify({ refused: 'notABundle', wrong: error.wrong }));
  return complain(EXIT.refused, `${bundle}: ${both(SAYS.notABundle)}`, ...error.wrong.map(wrongInWords));
}

function told(bundle: string, verdict: Verdict, options: VerifyBundleOptions): number {
  const { wrong } = verdict;
  if (options.json) console.log(JSON.stringify(reportOf(verdict)));
  if (wrong.length > 0) return complain(EXIT.refused, `${bundle}: ${both(SAYS.wrong)}:`, ...wrong.map(wrongInWords));
  if (!options.json) console.log(inWords(verdict).join('\n'));
  const lacking = lacks(bundle, verdict, options);
  return lacking.length > 0 ? complain(EXIT.usage, ...lacking) : EXIT.ok;
}

/** What was asked, and the bundle cannot tell. */
const lacks = (
  bundle: string,
  { unknown, isComplete }: Verdict,
  { complete }: VerifyBundleOptions,
): readonly string[] => [
  ...(complete === true && !isComplete ? [`${bundle}: ${both(SAYS.notComplete)}`] : []),
  ...unknown.map((name) => `${name}: ${both(SAYS.cannotTell)}`),
];

const reportOf = ({ manifest, ...verdict }: Verdict) => {
  const { origin, size, asked, asOf, madeAt, codeVersion } = manifest;
  return { ...{ origin, size, asked, asOf, madeAt, codeVersion }, ...verdict };
};

function inWords({
  manifest: { origin, size },
  tried,
  goesOnFrom,
  isComplete,
  cannotExclude,
}: Verdict): readonly string[] {
  const counted = (Object.keys(TRIED) as (keyof typeof TRIED)[]).filter((name) => name === 'events' || tried[name] > 0);
  return [
    `${origin}: ${size} ${both(SAYS.signed)}.`,
    ...counted.map((name) => `${tried[name]} ${both(TRIED[name])}`),
    both(SAYS.follows),
    ...(isComplete ? [both(SAYS.complete)] : []),
    ...goesOnFrom.map((from) => `${from.name}: ${from.size} ${both(SAYS.goesOn)}.`),
    ...cannotExclude.map((one) => both(CANNOT_EXCLUDE[one])),
  ];
}

function wrongInWords({ code, file, bytes, event, between, known }: Wrong): string {
  const where = [
    known ?? file,
    ...(event === undefined
      ? []
      : [`${both(SAYS.event)} ${event.index + 1}, ${event.stream} @${event.revision}, ${event.type}`]),
    ...(bytes === undefined ? [] : [`${both(SAYS.bytes)} ${bytes[0]}\u2013${bytes[1]}`]),
    ...(between === undefined ? [] : [`${both(SAYS.between)} ${between[0] + 1}\u2013${between[1]}`]),
  ];
  return `${where.join(', ')}: ${both(WRONG[code])}`;
}
