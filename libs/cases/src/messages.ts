/** The messages of a stream by their identity: what comes again is known again. */
import { subjectText, type Meta } from '#domain';
import { type Entry, type RecordedErasedFact, type RecordedFact } from './decode-event.js';

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

/** What a message became; of one that is erased, its identity is left. */
export type KnownMessage = RecordedFact | RecordedErasedFact;

/** True for what a party said. */
export function isMessage(entry: Entry): entry is KnownMessage {
  return entry.kind === 'fact' || entry.kind === 'erasedFact';
}

/** Who said it, and when. */
export function metaOf(message: KnownMessage): Meta {
  return message.kind === 'fact' ? message.said.meta : message.meta;
}

export interface Messages extends Pick<ReadonlyMap<string, KnownMessage>, 'get' | 'has' | 'keys' | 'size'> {
  /** The fact that a message became. Searched for: each version of a stream is asked of one message, and an index costs more. */
  of(message: Identity): KnownMessage | undefined;
}

/** The messages among the entries of a stream, by `identityOf`. */
export function messagesOf(entries: readonly Entry[]): Messages {
  return new Indexed(entries);
}

class Indexed implements Messages {
  private known: ReadonlyMap<string, KnownMessage> | null = null;

  constructor(private readonly entries: readonly Entry[]) {}

  get size(): number {
    return this.index().size;
  }

  get(identity: string): KnownMessage | undefined {
    return this.index().get(identity);
  }

  has(identity: string): boolean {
    return this.index().has(identity);
  }

  keys(): ReturnType<Messages['keys']> {
    return this.index().keys();
  }

  of({ source, subject, id }: Identity): KnownMessage | undefined {
    for (const entry of this.entries) {
      if (!isMessage(entry)) continue;
      const { messageId, source: from, subject: about } = metaOf(entry);
      if (messageId === id && from === source && subjectText(about) === subject) return entry;
    }
    return undefined;
  }

  private index(): ReadonlyMap<string, KnownMessage> {
    return (this.known ??= new Map(
      this.entries.filter(isMessage).map((entry) => {
        const { source, messageId: id, subject } = metaOf(entry);
        return [identityOf({ source, subject: subjectText(subject), id }), entry];
      }),
    ));
  }
}
