/** The hub as any other client meets it: its public HTTP doors, with a token per party. */

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Where a hub is, and how one shows who one is. */
export interface HubAddress {
  readonly url: string;
  /** Where views are read, if by another process than the one that takes events. */
  readonly readUrl?: string;
  /** A bearer token of a party, of `auditor` (reads all) or of `operator` (moves the simulation's clock). */
  readonly tokenOf: (who: string) => Promise<string>;
}

/** A running hub that a scenario is played into. */
export interface PlayedHub {
  readonly door: PublicDoor;
  readonly stop: () => Promise<void>;
}

export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: unknown;
  readonly corrects?: string;
  readonly correctionreason?: string;
}

export interface PublicDoor {
  readonly post: (who: string, event: CloudEvent) => Promise<Answer>;
  readonly get: (who: string, path: string) => Promise<Answer>;
  readonly moveClock: (now: string) => Promise<Answer>;
}

const REFUSED_FROM = 300;

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

/** True of the name of somebody in a role; else a party's system is meant. */
export const isPerson = (who: string): boolean => who.includes('@');

interface AtDoor {
  readonly path: string;
  readonly init: Pick<RequestInit, 'body'>;
}

/** What a person asks for at a door of its own, where a story writes the fact that comes of it. */
function atItsDoor({ type, subject, data }: CloudEvent): AtDoor | undefined {
  const path = `/v1/placements/${subject.slice(subject.indexOf('/') + 1)}/emergency-access`;
  switch (type) {
    case 'se.hvbhub.placement.emergencyAccess.v1':
      return { path, init: { body: JSON.stringify(data) } };
    case 'se.hvbhub.placement.emergencyAccessApproved.v1':
      return { path: `${path}/${String((data as { readonly accessId?: unknown }).accessId)}/approval`, init: {} };
    default:
      return undefined;
  }
}

/** The HTTP doors of a running hub. Time is moved first where events are taken, then where views are read. */
export function publicDoor({ url, readUrl = url, tokenOf }: HubAddress): PublicDoor {
  const call = async (who: string, address: string, init: RequestInit, contentType: string): Promise<Answer> => {
    const authorization = `Bearer ${await tokenOf(who)}`;
    // A person says what for.
    const purpose = isPerson(who) ? { 'hvb-purpose': 'caseHandling' } : {};
    const headers = { 'content-type': contentType, authorization, ...purpose };
    return answerOf(await fetch(address, { ...init, headers }));
  };
  const moveClock = (where: string, now: string): Promise<Answer> =>
    call(
      'operator',
      `${where}/v1/simulation/clock`,
      { method: 'PUT', body: JSON.stringify({ now }) },
      'application/json',
    );
  return {
    post: (who, event) => {
      const own = isPerson(who) ? atItsDoor(event) : undefined;
      if (own) return call(who, `${url}${own.path}`, { method: 'POST', ...own.init }, 'application/json');
      return call(
        who,
        `${url}/v1/events`,
        { method: 'POST', body: JSON.stringify({ specversion: '1.0', ...event }) },
        'application/cloudevents+json',
      );
    },
    get: (who, path) => call(who, `${readUrl}${path}`, { method: 'GET' }, 'application/json'),
    moveClock: async (now) => {
      const moved = await moveClock(url, now);
      return readUrl === url || moved.status >= REFUSED_FROM ? moved : moveClock(readUrl, now);
    },
  };
}
