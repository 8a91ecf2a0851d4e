/** Sends what stands in a file to a door of a running hub, in the name of a token, and prints the answer. */
import { readFile } from 'node:fs/promises';
import { askHub, type Sent } from './ask-hub.js';
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
  readonly made: (text: string) => Sent | null;
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
  const answered = await askHub({ url, token, path, sent });
  if (answered === undefined) return EXIT.unavailable;
  const { status, answer } = answered;
  console.log(JSON.stringify(answer, null, json ? undefined : 2));
  if (status >= 500) return EXIT.unavailable;
  return status === taken ? EXIT.ok : EXIT.refused;
}
