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

async function send(text: string, token: string, { url }: PublishOptions): Promise<Response> {
  const authorization = `Bearer ${token.trim()}`;
  return fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization, 'content-type': mediaType(text) },
    body: text,
  });
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    console.error(`${file}: går inte att läsa (cannot be read)`);
    return undefined;
  }
}

const ALL_TAKEN = 202;

/** Exit code 0 where all was accepted, is a duplicate or waits; 1 where something was refused; 3 where no hub answers. */
export async function publish(file: string, options: PublishOptions): Promise<number> {
  const text = await textOf(file);
  const token = await textOf(options.token);
  if (text === undefined || token === undefined) return EXIT.usage;
  let response: Response;
  let answer: unknown;
  try {
    response = await send(text, token, options);
    answer = await response.json();
  } catch {
    console.error(`${options.url}: svarar inte som ett nav (does not answer as a hub)`);
    return EXIT.unavailable;
  }
  console.log(JSON.stringify(answer, null, options.json ? undefined : 2));
  if (response.status >= 500) return EXIT.unavailable;
  return response.status === ALL_TAKEN ? EXIT.ok : EXIT.refused;
}
