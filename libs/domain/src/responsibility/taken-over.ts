/** The kommun that has taken a case over: from when the kommun's own are its, and by what law (SoL 29:10, 29:11). */
import { maxDay } from '../calendar/index.js';
import { statuteOn, whyOf, type Why } from '../rules/index.js';
import { type Day, type PartyId } from '../kernel/index.js';
import { type Course } from '../story/course.js';
import { type Placing } from '../story/placings.js';

/** The transfer by which the case is where it is on the story's day; null where it is where it was registered, or back there. */
export function takenOver({ story }: Course): Placing | null {
  const now = story.placings.at(-1);
  return now?.request ? now : null;
}

/** True of one that placed before, and does no longer: what a list laid on it is the other's. */
export const isFormerPlacer = ({ story: { placings }, kommun }: Course, party: PartyId): boolean =>
  party !== kommun && placings.some((one) => one.party === party);

/** What a list that binds no longer laid on a former placing kommun is the present one's, from its day; one that binds stands. */
export const placedNow = (
  course: Course,
  { clearedOn, holds }: { readonly clearedOn: Day; readonly holds: boolean },
): { readonly responsible?: PartyId; readonly from?: Day } =>
  holds ? {} : { responsible: course.kommun, from: notBeforePlacing(course, clearedOn) };

/** A day, or the one from which the kommun of the story's day places where that is later. */
export function notBeforePlacing({ story }: Course, day: Day): Day {
  const from = story.placings.at(-1)?.from ?? null;
  return from === null ? day : maxDay(day, from);
}

/**
 * S-019 "Ett ärende… får flyttas över till en annan kommun" where the kommuner agree; S-020 "får den kommun som begärt
 * överflyttning ansöka om det hos Inspektionen för vård och omsorg" where it was decided.
 */
export function whyTakenOver({ story, registered }: Course, { said }: Placing): Why {
  const isAgreed = said.type === 'placement.caseTransferAnswered';
  const duty = statuteOn(isAgreed ? 'transferOfCase' : 'transferTried', story.asOf);
  return whyOf(story, isAgreed ? 'S-019' : 'S-020', [registered, said], duty);
}
