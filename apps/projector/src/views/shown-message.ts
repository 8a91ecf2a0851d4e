/** What of a message is shown to the one who asks: what the grounds of its stream open, as they stand now. */
import { type Principal } from '#access';
import { type AssessedAs, type RecordedFact } from '#cases';
import { disclosureOf, wireType } from '#contracts';
import {
  disclose,
  groundsOfDisclosure,
  type Asker,
  type Fact,
  type Grounds,
  type NamedOnMessages,
  type Said,
  type StreamCategory,
  type WhatIsShown,
} from '#domain';
import { nameOfThings } from './names.js';

/** How a message is shown to somebody: whole to an auditor, of whom no ground is asked, and to nobody who is no party. */
export async function showing<C extends StreamCategory>(
  caller: Principal,
  head: () => Promise<AssessedAs<C>>,
): Promise<(fact: RecordedFact) => WhatIsShown> {
  switch (caller.kind) {
    case 'auditor':
      return ({ said }) => ({ outcome: 'full', value: said.data });
    case 'operator':
      return () => ({ outcome: 'gone' });
    case 'party': {
      const asker: Asker = { party: caller.party, unit: caller.unit ?? null };
      const grounds = groundsNow(await head());
      return ({ said }) => disclose(messageShown(said), asker, grounds);
    }
  }
}

/** The grounds of a stream as it was read, on the day that it was read on. */
export function groundsNow<C extends StreamCategory>({ opened, surroundings, assessment }: AssessedAs<C>): Grounds {
  const { category, stream, facts } = opened;
  return groundsOfDisclosure<C>(
    { category, stream, facts },
    { surroundings: surroundings.surroundings, day: assessment.asOf, name: nameOfThings, named: namedIn(opened) },
  );
}

/** What messages name for themselves. */
function namedIn({ entries }: Pick<AssessedAs<StreamCategory>['opened'], 'entries'>): NamedOnMessages {
  return new Map(
    entries.flatMap((entry) =>
      entry.kind === 'fact' && entry.disclosure.length > 0 ? [[entry.place.eventId, entry.disclosure] as const] : [],
    ),
  );
}

/** A message as it would be shown whole, with the class of each field. */
export const messageShown = ({ type, data, meta }: Said<Fact>) => ({
  ...{ subject: meta.subject, by: meta.party, messageId: meta.messageId, value: data },
  fields: disclosureOf(wireType(type)),
});
