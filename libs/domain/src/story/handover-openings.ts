/** Who has opened what started a handover: by the message that started it, or by what the hub said of it. */
import { type PartyId, type Uuid } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { type Standing } from '../saying/effective.js';
import { speaksForRegion } from './handover-starts.js';
import { type Handover, type Handovers } from './handovers.js';
import { factsOf, type FactOf, type Story } from './story.js';

export type OpenedHandover = FactOf<'placement.opened'>;

/** Whether a message is the event, as it was told or corrected. */
export const isEventOf = ({ original, corrections }: Standing<CaseFact>, eventId: Uuid): boolean =>
  [original, ...corrections].some(({ meta }) => meta.eventId === eventId);

/** The openings of one handover, by whomever, in canonical order. */
export const openingsOf = (story: Story, handovers: Handovers, made: Handover): readonly OpenedHandover[] =>
  factsOf(story.facts, 'placement.opened').filter((opened) => handoverOpened(story, handovers, opened) === made);

/**
 * By the message that it names. What names none names what the hub said, for nothing else is taken: then it is the last one
 * by rule that its region had been told of on its day. What the hub said is not read: views are of the facts alone.
 */
function handoverOpened(story: Story, { all }: Handovers, { data, meta }: OpenedHandover): Handover | undefined {
  const chain = story.chains.find((one) => isEventOf(one, data.eventId));
  if (chain) return all.findLast(({ startedBy }) => startedBy.meta.eventId === chain.current?.meta.eventId);
  const told = all.filter(({ startedBy, initiatedOn }) => isByRule(startedBy) && initiatedOn <= data.on);
  return told.findLast((made) => isOfTheTwo(made, meta.party)) ?? told.at(-1);
}

const isByRule = ({ type }: Handover['startedBy']): boolean => type === 'placement.registrationChanged';

const isOfTheTwo = ({ fromRegion, toRegion }: Handover, party: PartyId): boolean =>
  [toRegion, fromRegion].some((region) => speaksForRegion(party, region));
