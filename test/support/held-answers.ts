/**
 * Every answer that a spec gets by `fetch` from an app that describes itself is held to the description: an answer that is
 * not as described fails the request. Loaded before every spec file. Without a token the description is not to be had: such
 * answers are held once somebody with one has asked the same app.
 */
import { heldTo, type Answered, type ApiDescription } from './api-description.js';

type Fetch = typeof globalThis.fetch;
type Hold = (answered: Answered) => string | null;

/** All that is described, but what is told to machines in forms of their own. */
const HELD = /^\/(?:v1|health)\//;
const bare: Fetch = globalThis.fetch;
/** Apps of one kind describe themselves alike. */
const byText = new Map<string, Hold>();
const holds = new Map<string, Promise<Hold | null>>();

async function holdOf(origin: string, authorization: string): Promise<Hold | null> {
  const answer = await bare(`${origin}/openapi.json`, { headers: { authorization } });
  if (answer.status !== 200) return null;
  const text = await answer.text();
  const hold = byText.get(text) ?? heldTo(JSON.parse(text) as ApiDescription);
  byText.set(text, hold);
  return hold;
}

/** That of a description which could not be had is asked for again. */
async function knownHold(origin: string, authorization: string | null): Promise<Hold | null> {
  const known = holds.get(origin);
  if (known === undefined && authorization === null) return null;
  const asked = known ?? holdOf(origin, authorization ?? '').catch(() => null);
  holds.set(origin, asked);
  const hold = await asked;
  if (hold === null) holds.delete(origin);
  return hold;
}

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { method, url } = request;
  const authorization = request.headers.get('authorization');
  const answer = await bare(input, init);
  const { origin, pathname, search } = new URL(url);
  if (!HELD.test(pathname)) return answer;
  const hold = await knownHold(origin, authorization);
  const text = await answer.clone().text();
  const wrong = hold?.({ method, path: pathname + search, status: answer.status, headers: answer.headers, text });
  if (wrong) throw new Error(`not as /openapi.json describes it: ${wrong}`);
  return answer;
};
