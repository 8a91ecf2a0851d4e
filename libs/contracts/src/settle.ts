/** A validated value in the one form that is kept: ids in lower case, members in the order of RFC 8785. */
import { type MessageClass } from './field-kind.js';
import { type MessageField, fieldsOf } from './message-class.js';

type Settler = (value: unknown) => unknown;

const settlers = new Map<unknown, Settler>();

/** A copy of `value`, which must be valid for `messageClass`: `JSON.stringify` of it is its canonical form. */
export function settle<T extends object>(messageClass: MessageClass<T>, value: unknown): T {
  return settlerOf(messageClass)(value) as T;
}

function settlerOf(messageClass: MessageClass): Settler {
  const known = settlers.get(messageClass);
  if (known !== undefined) return known;
  const members = fieldsOf(messageClass).map((field) => ({ name: field.name, settleValue: settlerOfField(field) }));
  const settler: Settler = (value) => {
    const settled: Record<string, unknown> = {};
    for (const { name, settleValue } of members) {
      const member = (value as Record<string, unknown>)[name];
      if (member !== undefined) settled[name] = member === null ? null : settleValue(member);
    }
    return settled;
  };
  settlers.set(messageClass, settler);
  return settler;
}

function settlerOfField({ kind }: MessageField): Settler {
  const one = settlerOfOne(kind.holds, kind.settle);
  return kind.isList === true ? (value) => (value as unknown[]).map(one) : one;
}

function settlerOfOne(
  holds: (() => MessageClass) | undefined,
  settleText: ((text: string) => string) | undefined,
): Settler {
  if (holds !== undefined) return settlerOf(holds());
  if (settleText !== undefined) return (value) => settleText(value as string);
  // -0 is written 0.
  return (value) => (value === 0 ? 0 : value);
}
