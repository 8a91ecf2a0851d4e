/** Takes what must be sealed out of a value, and puts it back: which fields those are is said by their privacy class. */
import { type FieldKind, type MessageClass } from './field-kind.js';
import { fieldsOf } from './message-class.js';

/** Values by the RFC 6901 pointer of their place. Pointers, not positions: what was sealed once is found for ever. */
export type Sealables = Record<string, unknown>;

/** What is taken out: `assess` is opened whenever a case is assessed, `show` only to be shown. */
export interface TakenOut {
  readonly assess: Sealables;
  readonly show: Sealables;
}

type Coverer = (value: unknown, pointer: string, out: TakenOut) => unknown;

const coverers = new Map<unknown, Coverer>();

/**
 * A copy of a valid message object that may lie in the open: sealed values are covered (`''`, `'erased'`), and what
 * they were is added to `out` under `pointer`.
 */
export function cover(messageClass: MessageClass, value: unknown, pointer: string, out: TakenOut): unknown {
  return covererOf(messageClass)(value, pointer, out);
}

function covererOf(messageClass: MessageClass): Coverer {
  const known = coverers.get(messageClass);
  if (known !== undefined) return known;
  const members = fieldsOf(messageClass).map(({ name, kind }) => ({ name, coverValue: covererOfKind(kind) }));
  const coverer: Coverer = (value, pointer, out) => {
    const covered: Record<string, unknown> = {};
    for (const { name, coverValue } of members) {
      const member = (value as Readonly<Record<string, unknown>>)[name];
      if (member !== undefined) covered[name] = coverValue(member, `${pointer}/${name}`, out);
    }
    return covered;
  };
  coverers.set(messageClass, coverer);
  return coverer;
}

function covererOfKind(kind: FieldKind): Coverer {
  const { cover: coverOne, holds, isList, readByAssess } = kind;
  if (coverOne !== undefined) {
    const part = readByAssess === true ? 'assess' : 'show';
    return (value, pointer, out) => {
      out[part][pointer] = value;
      return coverOne(value);
    };
  }
  if (holds === undefined) return (value) => value;
  const one = covererOf(holds());
  if (isList !== true) return one;
  return (value, pointer, out) => (value as unknown[]).map((element, at) => one(element, `${pointer}/${at}`, out));
}

/** Puts values back in their places. `root` is changed; places that are not there are a defect of the caller's. */
export function uncover(root: object, values: Readonly<Sealables>): void {
  for (const [pointer, value] of Object.entries(values)) {
    const tokens = pointer.split('/');
    let holder = root as Record<string, unknown>;
    for (let at = 1; at < tokens.length - 1; at++) holder = holder[tokens[at] ?? ''] as Record<string, unknown>;
    holder[tokens[tokens.length - 1] ?? ''] = value;
  }
}
