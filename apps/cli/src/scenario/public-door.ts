/** The hub as any other client meets it: its public HTTP doors, with a token per party. */

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A running hub that a scenario is played into. */
export interface PlayedHub {
  readonly url: string;
  /** A bearer token of a party, of `auditor` (reads all) or of `operator` (moves the simulation's clock). */
  readonly tokenOf: (who: string) => Promise<string>;
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

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

/** The doors of a running hub. */
export function publicDoor(hub: PlayedHub): PublicDoor {
  const call = async (
    who: string,
    path: string,
    init: RequestInit,
    contentType = 'application/json',
  ): Promise<Answer> => {
    const authorization = `Bearer ${await hub.tokenOf(who)}`;
    return answerOf(
      await fetch(`${hub.url}${path}`, { ...init, headers: { 'content-type': contentType, authorization } }),
    );
  };
  return {
    post: (who, event) =>
      call(
        who,
        '/v1/events',
        {
          method: 'POST',
          body: JSON.stringify({ specversion: '1.0', ...event }),
        },
        'application/cloudevents+json',
      ),
    get: (who, path) => call(who, path, { method: 'GET' }),
    moveClock: (now) => call('operator', '/v1/simulation/clock', { method: 'PUT', body: JSON.stringify({ now }) }),
  };
}
