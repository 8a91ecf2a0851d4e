/** Reads a live feed over a socket of its own, as a party's system would: by hand, so that it may stop reading, and be cut off. */
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** What a live entry says of itself. */
export interface LiveEntry {
  readonly id: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface LiveReader {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What was read, as it comes. */
  readonly entries: readonly LiveEntry[];
  /** All that was read, as text. */
  text(): string;
  /** How many comments were read. */
  beats(): number;
  /** Resolves when it has ended: `end` in good order, `cut` else. */
  readonly ended: Promise<'end' | 'cut'>;
  /** Takes nothing more off its socket. */
  stopReading(): void;
  /** Goes on where it stopped. */
  readOn(): void;
  /** Cuts it off, wherever it is. */
  cut(): void;
}

interface LiveAsked {
  readonly token: string;
  readonly lastEventId?: number | string;
  /** Called with each entry, when it has been read. */
  readonly onEntry?: (entry: LiveEntry, reader: Pick<LiveReader, 'cut'>) => void;
}

/** Resolves with the first of the answer; of one that is refused `text()` is its problem. */
export async function readLive(url: string, { token, lastEventId, onEntry }: LiveAsked): Promise<LiveReader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    };
    get(url, { headers, agent: false }, resolve).once('error', reject);
  });
  const entries: LiveEntry[] = [];
  let text = '';
  let rest = '';
  let beats = 0;
  const cut = (): void => void response.destroy();
  const take = (block: string): void => {
    const line = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
    const data = line('data');
    if (block.startsWith(':')) beats += 1;
    if (data === undefined || response.destroyed) return;
    const entry = { id: Number(line('id')), data: JSON.parse(data) as LiveEntry['data'] };
    entries.push(entry);
    onEntry?.(entry, { cut });
  };
  const ended = new Promise<'end' | 'cut'>((resolve) => {
    response.once('error', () => {
      resolve('cut');
    });
    response.once('close', () => {
      resolve(response.complete ? 'end' : 'cut');
    });
  });
  response.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) take(block);
  });
  return {
    ...{ status: response.statusCode ?? 0, headers: response.headers, entries, ended, cut },
    text: () => text,
    beats: () => beats,
    stopReading: () => void response.pause(),
    readOn: () => void response.resume(),
  };
}
