/** Clients that post at once to a running hub, and keep what it has acknowledged. */
import { MEDIA_TYPES } from '#contracts';
import { type Receipt } from '#hub';
import { seeded } from '../bench/seeded.js';
import { type HubProcess } from '../support/hub-process.js';
import { toldCase } from '../support/told-case.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';

export const CLIENTS = 64;

/** A message and what the hub answered to it. */
export interface Acknowledged {
  readonly event: WireEvent;
  readonly receipt: Receipt;
}

export interface Load {
  /** What has been acknowledged so far. */
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that were neither a receipt of something taken nor "not now": none is expected. */
  readonly unexpected: readonly string[];
  /** All clients have stopped: the hub is gone or refuses. */
  readonly ended: Promise<unknown>;
}

/** How often a client sends something again that it has sent before. */
const REPEAT = 0.2;
/** How often the region's signature comes before the proposal that it signs, and so has to wait. */
const EARLY = 0.3;

/** A case in the order in which a client tells it. */
function told(label: string, chance: () => number): readonly WireEvent[] {
  const [registered, started, proposed, byKommun, byRegion, ...rest] = toldCase(label) as [
    WireEvent,
    WireEvent,
    WireEvent,
    WireEvent,
    WireEvent,
  ];
  return chance() < EARLY
    ? [registered, byRegion, started, proposed, byKommun, ...rest]
    : [registered, started, proposed, byKommun, byRegion, ...rest];
}

/** Sends one event; undefined where the hub is gone. */
export async function post(hub: HubProcess, event: WireEvent): Promise<Response | undefined> {
  try {
    return await fetch(`${hub.url}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': MEDIA_TYPES.structured, ...(await hub.as(sayerOf(event))) },
      body: JSON.stringify(event),
    });
  } catch {
    return undefined;
  }
}

/** The body of an answer; undefined where the hub went away in the middle of it. */
const bodyOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** Starts all clients; each goes on until the hub is gone or stops taking anything. */
export function startLoad(hub: HubProcess, label: string, seed: number): Load {
  const acknowledged: Acknowledged[] = [];
  const unexpected: string[] = [];

  /** False where the client should stop. */
  const send = async (event: WireEvent): Promise<boolean> => {
    const response = await post(hub, event);
    const body = response && (await bodyOf(response));
    if (!response || body === undefined || response.status === 503) return false;
    const [receipt] = Array.isArray(body) ? (body as Receipt[]) : [];
    if (response.status === 202 && receipt) acknowledged.push({ event, receipt });
    else unexpected.push(`${response.status} ${JSON.stringify(body)} to ${event.type} ${event.id}`);
    return true;
  };

  const client = async (number: number): Promise<void> => {
    const random = seeded(seed * CLIENTS + number);
    const chance = (): number => random.next();
    for (let n = 0; ; n += 1) {
      const sent: WireEvent[] = [];
      for (const event of told(`${label}-${number}-${n}`, chance)) {
        sent.push(event);
        if (!(await send(event))) return;
        const again = sent[Math.floor(chance() * sent.length)];
        if (chance() < REPEAT && again && !(await send(again))) return;
      }
    }
  };
  const ended = Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  return { acknowledged, unexpected, ended };
}

/** Of what was taken, what is not answered again as a duplicate with the same position; one in `every` is asked. */
export async function answeredOtherwise(
  hub: HubProcess,
  acknowledged: readonly Acknowledged[],
  every: number,
): Promise<readonly string[]> {
  const asked = acknowledged.filter(({ receipt }, n) => receipt.outcome !== 'waiting' && n % every === 0);
  const answers = await Promise.all(
    asked.map(async ({ event, receipt }) => {
      const response = await post(hub, event);
      const [again] = response ? ((await bodyOf(response)) as Receipt[]) : [];
      const same = again?.outcome === 'duplicate' && again.position === receipt.position;
      return same ? [] : [`${event.subject} ${event.id}: ${JSON.stringify(receipt)}, then ${JSON.stringify(again)}`];
    }),
  );
  return answers.flat();
}
