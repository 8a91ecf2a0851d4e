/** Whether what has a number in a feed may still be told of there, if only that it is there (A9). */
import { subjectOf, type AssessedAs, type Entry, type StreamReader } from '#cases';
import { stockholmDay } from '#contracts';
import { controllerOf, isLeftOut, type Day, type PartyId, type StreamCategory } from '#domain';
import { groundsNow } from '../views/showing.js';
import { recipientsAsKnown } from './membership.js';
import { recipientsInErased, standsAmong } from './recipients.js';

/**
 * At the log's head, on its day. One's own words are for ever, and to whom the individual has left out there is nothing else
 * . What was told while a party had a part stays when the part is over; a part that a correction or an annulment has
 * shown never to have been leaves nothing but that correction. Of what is erased, what is left is for whom it is of.
 */
export function isStillTold<C extends StreamCategory>(
  reader: Pick<StreamReader, 'onDay'>,
  head: AssessedAs<C>,
  { entry, party }: { readonly entry: Entry; readonly party: PartyId },
): boolean {
  const { opened } = head;
  const { revision, recordedAt } = entry.place;
  if (opened.erased.length > 0) return standsAmong(recipientsInErased(opened.entries, revision), party);
  if (isOwn(entry, party)) return true;
  if (isLeftOut(party, groundsNow(head))) return false;
  if (takesBack(entry)) return true;
  const event = { revision, subject: subjectOf(entry) };
  const holds = (day: Day) => reader.onDay(head, day).assessment;
  const hadPartOn = (day: Day): boolean => standsAmong(recipientsAsKnown(opened, event, { day, holds }), party);
  return hadPartOn(head.assessment.asOf) || hadPartOn(stockholmDay(recordedAt));
}

const isOwn = (entry: Entry, party: PartyId): boolean =>
  entry.kind === 'fact' && controllerOf(entry.said.meta.party) === controllerOf(party);

const takesBack = (entry: Entry): boolean =>
  entry.kind === 'fact' && (entry.said.meta.corrects !== undefined || entry.said.type.endsWith('.annulled'));
