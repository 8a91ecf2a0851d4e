/** Hands events to a hub one after the other, and insists that each is taken. */
import { MEDIA_TYPES, partyOfSource } from '#contracts';
import { type WireEvent } from './cases.js';

export interface Posted {
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
}

export async function postAll({ url, tokens }: Posted, events: readonly WireEvent[]): Promise<void> {
  for (const event of events) {
    const authorization = `Bearer ${tokens[partyOfSource(event.source)] ?? ''}`;
    const headers = { 'content-type': MEDIA_TYPES.structured, authorization };
    const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    if (answer.status !== 202) throw new Error(`${event.type}: ${answer.status} ${await answer.text()}`);
  }
}
