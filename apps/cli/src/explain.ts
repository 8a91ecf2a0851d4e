/** `hvb-hub explain`: what a recipient may see of a case or a message, field by field, as a table. */
import { type Explanation, type FieldTold, type GroundTold, type MessageTold } from '#projector';
import { askHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';

/** Whom to ask, as whom, and what. */
export interface ExplainOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  readonly recipient: string;
  readonly unit?: string;
  readonly of?: string;
  readonly event?: string;
  readonly at?: string;
  /** What it is asked for; a person must say. */
  readonly purpose?: string;
  readonly json?: true;
}

const OUTCOMES = {
  full: 'hela (full)',
  reduced: 'en del (reduced)',
  thin: 'bara att det finns (thin)',
  gone: 'inget (gone)',
} as const satisfies Readonly<Record<MessageTold['outcome'], string>>;

const WORDS = ['recipient', 'unit', 'of', 'event', 'at'] as const;

/** Prints the explanation. Exit code 0 where there is one, 1 where it is refused, 2 for no token, 3 where no hub answers. */
export async function explain(options: ExplainOptions): Promise<number> {
  const token = await textOf(options.token);
  if (token === undefined) return EXIT.usage;
  const answered = await asked(options, token);
  if (answered === undefined) return EXIT.unavailable;
  const { status, answer } = answered;
  const isTable = status === OK && !options.json;
  console.log(isTable ? tableOf(answer as Explanation) : JSON.stringify(answer, null, options.json ? undefined : 2));
  if (status >= 500) return EXIT.unavailable;
  return status === OK ? EXIT.ok : EXIT.refused;
}

function asked(options: ExplainOptions, token: string): Promise<Answered | undefined> {
  const query = new URLSearchParams();
  for (const word of WORDS) if (options[word] !== undefined) query.set(word, options[word]);
  const said = options.purpose === undefined ? {} : { 'hvb-purpose': options.purpose };
  return askHub({ url: options.url, token, path: `/v1/explain?${query.toString()}`, headers: said });
}

const OK = 200;

function tableOf({ recipient, unit, asOf, messages }: Explanation): string {
  const whom = unit === undefined ? recipient : `${recipient} (${unit})`;
  return [`${whom} får se den ${asOf} (may see on that day):`, ...messages.flatMap(linesOf)].join('\n');
}

function linesOf({ position, type, by, outcome, because, fields }: MessageTold): readonly string[] {
  const why = because === undefined ? '' : `  ${because.sv} (${because.en})`;
  const wide = Math.max(0, ...fields.map(({ pointer }) => pointer.length));
  return [
    '',
    `${position}  ${type}  ${by}  ${OUTCOMES[outcome]}${why}`,
    ...fields.map((field) => `  ${field.pointer.padEnd(wide)}  ${inWords(field)}`),
  ];
}

function inWords(field: FieldTold): string {
  if (!field.shown) return `nej (no)  ${field.withheld.sv} (${field.withheld.en})`;
  return `ja (yes)  ${field.ground === null ? 'ingen grund behövs (no ground is needed)' : groundInWords(field.ground)}`;
}

function groundInWords({ sv, en, statute, from, to, discloser }: GroundTold): string {
  const named = sv === undefined ? `beslut av ${discloser ?? ''} (a decision between others)` : `${sv} (${en ?? ''})`;
  const section = statute === undefined ? '' : `  ${statute.act} ${statute.section}`;
  return `${named}${section}  ${from ?? ''}–${to ?? ''}`;
}
