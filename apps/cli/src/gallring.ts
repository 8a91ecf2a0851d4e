/** `hvb-hub gallring [--apply]` and `hvb-hub erasure-request`: what the law says is to be weeded, listed first, then done. */
import { askHub, sayNoHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { postFile, textOf, type SendOptions } from './post-file.js';

export interface GallringOptions extends SendOptions {
  /** Weeds what is to be; else it is only listed. */
  readonly apply?: true;
}

const [OK, CONFLICT] = [200, 409];
const DOOR = '/v1/operator/weeding';

/** What is told of what one authority has of one person. */
interface Told {
  readonly controller: string;
  readonly person: string;
  readonly then: 'weed' | 'keep';
  readonly sv: string;
  readonly en: string;
  readonly statute?: { readonly act: string; readonly section: string };
  readonly dueOn?: string;
  readonly doneBy?: string;
}

interface PageTold {
  readonly on: string;
  readonly files: readonly Told[];
  readonly next: string | null;
}

/** Refused by the hub, or no hub: of that it has been told. */
class Refused extends Error {
  constructor(readonly answered: Answered | undefined) {
    super('refused');
  }
}

type Ask = (path: string, body?: object) => Promise<unknown>;

const asking =
  (url: string, token: string): Ask =>
  async (path, body) => {
    const sent = body === undefined ? {} : { sent: { body: JSON.stringify(body), mediaType: 'application/json' } };
    const answered = await askHub({ url, token, path, ...sent });
    if (answered?.status !== OK) throw new Refused(answered);
    return answered.answer;
  };

/** Lists, and weeds where that is asked. Exit code 0, 1 where it is refused, 2 for no token, 3 where no hub answers. */
export async function gallring({ token: tokenFile, url, apply, json }: GallringOptions): Promise<number> {
  const token = await textOf(tokenFile);
  if (token === undefined) return EXIT.usage;
  const ask = asking(url, token);
  try {
    // The whole list first: what is erased on the way moves no page.
    const { on, files } = await all(ask);
    console.log(json ? JSON.stringify({ on, files }) : tableOf(on, files));
    if (apply) for (const file of files.filter(({ then }) => then === 'weed')) await weed(ask, file);
    return EXIT.ok;
  } catch (error) {
    return saidWhy(error, url);
  }
}

function saidWhy(error: unknown, url: string): number {
  // JSON, and not the hub's.
  if (!(error instanceof Refused)) sayNoHub(url);
  if (!(error instanceof Refused) || error.answered === undefined) return EXIT.unavailable;
  const { status, answer } = error.answered;
  console.error(JSON.stringify(answer, null, 2));
  return status >= 500 ? EXIT.unavailable : EXIT.refused;
}

async function all(ask: Ask): Promise<Pick<PageTold, 'on' | 'files'>> {
  const files: Told[] = [];
  for (let after: string | null = ''; ;) {
    const page = (await ask(`${DOOR}?limit=500${after === '' ? '' : `&after=${after}`}`)) as PageTold;
    files.push(...page.files);
    after = page.next;
    if (after === null) return { on: page.on, files };
  }
}

/** What is not to be weeded any more when its turn comes stays: somebody has said something of it meanwhile. */
async function weed(ask: Ask, { controller, person }: Told): Promise<void> {
  try {
    const erasure = (await ask(DOOR, { controller, person })) as { readonly recoverableUntil: string };
    console.log(
      `gallrat (weeded)  ${controller}  ${person}  kan återskapas ur säkerhetskopior till (recoverable from backups until) ${erasure.recoverableUntil}`,
    );
  } catch (error) {
    if (!(error instanceof Refused) || error.answered?.status !== CONFLICT) throw error;
    console.log(`står kvar (stays)  ${controller}  ${person}`);
  }
}

/** Those to be weeded one by one; those that are kept counted, by authority and reason. */
function tableOf(on: string, files: readonly Told[]): string {
  const due = files.filter(({ then }) => then === 'weed');
  const kept = new Map<string, number>();
  for (const { controller, then, sv, en, statute } of files) {
    if (then === 'weed') continue;
    const line = `  ${controller}  ${sv} (${en})${sectionOf(statute)}`;
    kept.set(line, (kept.get(line) ?? 0) + 1);
  }
  return [
    `Ska gallras den ${on} (to be weeded on that day): ${due.length}`,
    ...due.map(
      ({ controller, person, statute, dueOn = '', doneBy }) =>
        `  ${controller}  ${person}${sectionOf(statute)}  ${dueOn}${doneBy === undefined ? '' : `, senast (at latest) ${doneBy}`}`,
    ),
    `Bevaras (kept): ${files.length - due.length}`,
    ...[...kept].map(([line, count]) => `${line}: ${count}`),
  ].join('\n');
}

const sectionOf = (statute: Told['statute']): string =>
  statute === undefined ? '' : `  ${statute.act} ${statute.section}`;

/** Asks for the answer to a request that stands in a file. Exit codes as `postFile`. */
export function erasureRequest(file: string, options: SendOptions): Promise<number> {
  const made = (text: string) => {
    try {
      return { body: JSON.stringify(JSON.parse(text) as unknown), mediaType: 'application/json' };
    } catch {
      console.error(`${file}: inte JSON (no JSON)`);
      return null;
    }
  };
  return postFile(file, options, { path: '/v1/operator/erasure-requests', made, taken: OK });
}
