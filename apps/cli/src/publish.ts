/** `hvb-hub publish file`: sends one CloudEvent or a batch to a running hub and prints the receipts. */
import { readFile } from 'node:fs/promises';
import { EXIT } from './exit-codes.js';

interface PublishOptions {
  readonly token: string;
  readonly url: string;
  readonly json?: true;
}

/** A batch is written as a list. */
function mediaType(text: string): string {
  return text.trimStart().startsWith('[') ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
}

async function send(text: string, { url, token }: PublishOptions): Promise<Response> {
  const authorization = `Bearer ${(await readFile(token, 'utf8')).trim()}`;
  return fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization, 'content-type': mediaType(text) },
    body: text,
  });
}

const ALL_TAKEN = 202;

/** Exit code 0 where all was accepted, is a duplicate or waits; 1 where something was refused; 3 where no hub answers. */
export async function publish(file: string, options: PublishOptions): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    console.error(`${file}: går inte att läsa (cannot be read)`);
    return EXIT.usage;
  }
  let response: Response;
  try {
    response = await send(text, options);
  } catch {
    console.error(`${options.url}: svarar inte (does not answer)`);
    return EXIT.unavailable;
  }
  const answer: unknown = await response.json();
  console.log(JSON.stringify(answer, null, options.json ? undefined : 2));
  if (response.status >= 500) return EXIT.unavailable;
  return response.status === ALL_TAKEN ? EXIT.ok : EXIT.refused;
}
