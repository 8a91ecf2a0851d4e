/** Everything that a hub answers of what it keeps, to everyone who may ask: told apart from what is right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HubProcess } from '../../support/hub-process.js';
import { ask } from '../input/http.door.js';
import { NEWER, OLD, tell } from '../../support/data-folders.js';
import { ASKING, FRESH, REPEATED } from './folders.js';

export interface Answered {
  readonly status: number;
  /** Canonical; what differs each time is left out. */
  readonly text: string;
}

export type Answers = ReadonlyMap<string, Answered>;

const VIEWS = ['', '/responsibility', '/costs', '/deadlines', '/findings', '/timeline'];
const LISTS = ['placements', 'deadlines', 'findings', 'agreements', 'timeline', 'receipts', 'quarantine'];
/** Of an answer that differs each time. */
const OF_THE_REQUEST = ['instance', 'requestId'];
const LISTS_WHOLE_MS_MAX = 20_000;

const idsOf = (subjects: readonly { subject: string }[]): readonly string[] => [
  ...new Set(
    subjects.filter(({ subject }) => subject.startsWith('placement/')).map(({ subject }) => subject.slice(10)),
  ),
];

/** Of everyone, all views of all placements, all lists, and one's own entries; then what it says to old and new events. */
export async function answersOf(hub: HubProcess): Promise<Answers> {
  const answers = new Map<string, Answered>();
  const paths = [
    ...LISTS.map((list) => `/v1/${list}`),
    ...idsOf([...OLD, ...NEWER]).flatMap((id) => VIEWS.map((view) => `/v1/placements/${id}${view}`)),
  ];
  for (const who of ASKING) {
    const headers = await hub.as(who);
    for (const path of paths) answers.set(`${who} ${path}`, await whole(hub, path, headers));
    for (const id of quarantined(answers.get(`${who} /v1/quarantine`)))
      answers.set(`${who} /v1/quarantine/${id}`, await whole(hub, `/v1/quarantine/${id}`, headers));
  }
  answers.set('by a token file', await whole(hub, '/v1/receipts', { authorization: `Bearer ${tokenIn(hub)}` }));
  for (const [n, event] of [...REPEATED, FRESH].entries()) {
    const { status, text } = await tell(hub, event);
    answers.set(n < REPEATED.length ? `again ${event.id} of ${event.subject}` : NEW_EVENT, {
      status,
      text: plain(text),
    });
  }
  return answers;
}

const tokenIn = ({ dataDir }: HubProcess): string =>
  readFileSync(join(dataDir, 'access', 'tokens', `${ASKING[0]}.token`), 'utf8').trim();

/** The answer to an event that was never told before. */
export const NEW_EVENT = 'a new event';

/** Lists that are being made anew are asked for until they are whole. */
async function whole(hub: HubProcess, path: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  const until = performance.now() + LISTS_WHOLE_MS_MAX;
  for (;;) {
    const { status, text } = await ask(hub.url, { method: 'GET', path, headers });
    const answered = { status, text: plain(text) };
    if (codeOf(answered) !== 'RowsIncomplete' || performance.now() > until) return answered;
  }
}

function plain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) =>
      OF_THE_REQUEST.includes(key) ? undefined : value,
    );
  } catch {
    return text;
  }
}

function quarantined(list: Answered | undefined): readonly string[] {
  if (list?.status !== 200) return [];
  const { entries } = JSON.parse(list.text) as { readonly entries: readonly { readonly quarantineId: string }[] };
  return entries.map(({ quarantineId }) => quarantineId);
}

/** The code of a problem, or of the one receipt that tells of one. */
export function codeOf({ text }: Answered): string | undefined {
  try {
    const body = JSON.parse(text) as { code?: string } | readonly { problem?: { code?: string } }[];
    return Array.isArray(body) ? body[0]?.problem?.code : (body as { code?: string }).code;
  } catch {
    return undefined;
  }
}
