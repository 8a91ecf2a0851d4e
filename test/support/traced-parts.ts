/** The read side, with each statement that it puts to a store written down: what is read, opened and entered, and in which order. */
import { type ProjectorParts } from '#projector';

export interface Traced {
  readonly parts: ProjectorParts;
  /** What was done since this was last asked. */
  readonly taken: () => readonly string[];
}

/** Every function of `port`, written down before it is called. */
function traced<Port extends object>(port: Port, as: string, tell: (what: string) => void): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...asked: unknown[]): unknown => {
        tell(`${as}.${String(name)}`);
        return Reflect.apply(member, target, asked);
      };
    },
  });
}

/** `read`: by which streams are opened, the assessment of what was opened before apart. */
export function tracedParts(parts: ProjectorParts): Traced {
  let told: string[] = [];
  const tell = (what: string): void => void told.push(what);
  return {
    parts: {
      ...parts,
      log: traced(parts.log, 'log', tell),
      keys: traced(parts.keys, 'keys', tell),
      rows: traced(parts.rows, 'rows', tell),
      reader: traced(parts.reader, 'reader', tell),
      bearing: traced(parts.bearing, 'bearing', tell),
      book: { ...parts.book, ledger: traced(parts.book.ledger, 'ledger', tell) },
    },
    taken: () => {
      const taken = told;
      told = [];
      return taken;
    },
  };
}
