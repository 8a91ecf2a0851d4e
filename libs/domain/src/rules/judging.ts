/** What every finding, deadline and why is made in: one stream, read as of a day, under what judges it. */
import { type Day, type NameUuid, type Uuid } from '../kernel/index.js';
import { type RuleId } from './rule-id.js';
import { type StatuteRef } from './statute-ref.js';
import { type Why } from './why.js';

/** A stream as it is judged: whatever is read of it (a case's story, an agreement) is one of these. */
export interface Judging {
  /** The stream's name, `case-<uuid>`: what is made is named within it. */
  readonly stream: string;
  readonly asOf: Day;
  readonly name: NameUuid;
  /** What every why says of the agreement that judges, and of how far other streams were read. */
  readonly judgedBy: Pick<Why, 'agreement' | 'rulePackVersion' | 'readFrom'>;
}

/** Events, or anything that knows the event it was read from. */
export type Causes = readonly { readonly meta: { readonly eventId: Uuid } }[];

/** Why, by a rule and the section it rests on there, with what judges and the events it was read from. */
export function whyOf(
  { judgedBy: { agreement, rulePackVersion, readFrom } }: Pick<Judging, 'judgedBy'>,
  rule: RuleId,
  causedBy: Causes,
  statute?: StatuteRef,
): Why {
  const causes = causedBy.map(({ meta }) => meta.eventId);
  // Each of the four made whole: that costs a third of one that grows.
  if (statute && readFrom) return { rule, statute, agreement, rulePackVersion, readFrom, causedBy: causes };
  if (readFrom) return { rule, agreement, rulePackVersion, readFrom, causedBy: causes };
  if (statute) return { rule, statute, agreement, rulePackVersion, causedBy: causes };
  return { rule, agreement, rulePackVersion, causedBy: causes };
}
