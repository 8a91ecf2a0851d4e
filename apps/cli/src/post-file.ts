/** Sends what stands in a file to a door of a running hub, in the name of a token, and prints the answer. */
import { readFile } from 'node:fs/promises';
import { EXIT } from './exit-codes.js';

/** Whom to ask, and as whom. */
export interface SendOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  readonly json?: true;
}

/** A door that takes what a file holds. */
export interface Posted {
  readonly path: string;
  /** What is sent, made of the file's text; null where the text is none of what the door takes. */
  readonly made: (text: string) => { readonly body: string; readonly mediaType: string } | null;
  /** The status of an answer in which nothing was refused. */
  readonly taken: number;
}

/** What a file holds; undefined, having said so, where it cannot be read. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    console.error(`${file}: går inte att läsa (cannot be read)`);
    return undefined;
  }
}

/** Exit code 0 where all was taken, 1 where something was refused, 2 where the file is none, 3 where no hub answers. */
export async function postFile(
  file: string,
  { token: tokenFile, url, json }: SendOptions,
  { path, made, taken }: Posted,
): Promise<number> {
  const text = await textOf(file);
  const token = await textOf(tokenFile);
  const sent = text === undefined ? null : made(text);
  if (sent === null || token === undefined) return EXIT.usage;
  let response: Response;
  let answer: unknown;
  try {
    const headers = { authorization: `Bearer ${token.trim()}`, 'content-type': sent.mediaType };
    response = await fetch(`${url}${path}`, { method: 'POST', headers, body: sent.body });
    answer = await response.json();
  } catch {
    console.error(`${url}: svarar inte som ett nav (does not answer as a hub)`);
    return EXIT.unavailable;
  }
  console.log(JSON.stringify(answer, null, json ? undefined : 2));
  if (response.status >= 500) return EXIT.unavailable;
  return response.status === taken ? EXIT.ok : EXIT.refused;
}
