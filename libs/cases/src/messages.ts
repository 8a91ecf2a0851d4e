/** The messages of a stream by their identity: what comes again is known again. */
import { subjectText } from '#domain';
import { type Entry, type RecordedFact } from './decode-event.js';

/** What makes a message the same when it comes again. */
export interface Identity {
  readonly source: string;
  readonly subject: string;
  readonly id: string;
}

/** An identity as one text. */
export function identityOf({ source, subject, id }: Identity): string {
  // No part can hold a line end, so two identities never read alike.
  return `${source}\n${subject}\n${id}`;
}

export interface Messages extends Pick<ReadonlyMap<string, RecordedFact>, 'get' | 'has' | 'keys' | 'size'> {
  /** The fact that a message became. Searched for: each version of a stream is asked of one message, and an index costs more. */
  of(message: Identity): RecordedFact | undefined;
}

/** The messages among the entries of a stream, by `identityOf`. */
export function messagesOf(entries: readonly Entry[]): Messages {
  return new Indexed(entries);
}

class Indexed implements Messages {
  private known: ReadonlyMap<string, RecordedFact> | null = null;

  constructor(private readonly entries: readonly Entry[]) {}

  get size(): number {
    return this.index().size;
  }

  get(identity: string): RecordedFact | undefined {
    return this.index().get(identity);
  }

  has(identity: string): boolean {
    return this.index().has(identity);
  }

  keys(): ReturnType<Messages['keys']> {
    return this.index().keys();
  }

  of({ source, subject, id }: Identity): RecordedFact | undefined {
    for (const entry of this.entries) {
      if (entry.kind !== 'fact') continue;
      const { messageId, source: from, subject: about } = entry.said.meta;
      if (messageId === id && from === source && subjectText(about) === subject) return entry;
    }
    return undefined;
  }

  private index(): ReadonlyMap<string, RecordedFact> {
    return (this.known ??= new Map(
      this.entries
        .filter((entry) => entry.kind === 'fact')
        .map((entry) => {
          const { source, messageId: id, subject } = entry.said.meta;
          return [identityOf({ source, subject: subjectText(subject), id }), entry];
        }),
    ));
  }
}
