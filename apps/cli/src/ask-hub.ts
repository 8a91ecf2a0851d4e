/** Asks a running hub in the name of a token, and tells where none answers. */

/** What is asked of a door; without a body it is read. */
export interface Asked {
  readonly url: string;
  readonly token: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sent?: Sent;
}

/** What is posted. */
export interface Sent {
  readonly body: string;
  readonly mediaType: string;
}

/** As it came: the status, and the body's JSON, its text where it is plain text, its bytes where it is an archive. */
export interface Answered {
  readonly status: number;
  readonly answer: unknown;
  /** The position that the answer names in its header; absent of one that names none. */
  readonly position?: string;
}

/** The answer, whatever its status; undefined, having said so, where no hub answers. */
export async function askHub({ url, token, path, headers, sent }: Asked): Promise<Answered | undefined> {
  const authorized = { authorization: `Bearer ${token.trim()}`, ...headers };
  const posted = sent && { method: 'POST', body: sent.body };
  const typed = sent && { 'content-type': sent.mediaType };
  try {
    const response = await fetch(`${url}${path}`, { ...posted, headers: { ...authorized, ...typed } });
    const position = response.headers.get('hvb-as-of-position');
    const answer = await bodyOf(response);
    return { status: response.status, answer, ...(position === null ? {} : { position }) };
  } catch {
    sayNoHub(url);
    return undefined;
  }
}

/** JSON, unless it is plain text, or an archive: that as it came. */
async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-tar')) return new Uint8Array(await response.arrayBuffer());
  return type.startsWith('text/plain') ? response.text() : response.json();
}

/** Tells that what stands at `url` is no hub. */
export function sayNoHub(url: string): void {
  console.error(`${url}: svarar inte som ett nav (does not answer as a hub)`);
}
