/** Which region is legally responsible and which one acts, at every instant exactly one of each (HSL 8:1, A-075, A-076). */
import { addDays, maxDay } from '../calendar/index.js';
import { type Day, type PartyId } from '../kernel/index.js';
import { actingOn, type Acting } from './handovers.js';
import { type Registration } from './registration.js';
import { type FactOf, type Story } from './story.js';

type Changed = FactOf<'placement.registrationChanged'>;

export interface RegionSide {
  /** Responsible by the registration. */
  readonly legal: PartyId;
  /** From when; null: from the beginning. */
  readonly since: Day | null;
  /** Acts on the last day of the stretch; the same as `legal` where nothing is to be handed over. */
  readonly acting: PartyId;
  readonly status: Registration['status'];
  readonly registration: Registration;
  /** The change of registration that moved the legal responsibility to another county; null where none did. */
  readonly movedBy: Changed | null;
  /** The same, while it is not handed over. */
  readonly flippedBy: Changed | null;
}

/** A day, or the one from which the side holds where that is later. */
export const notBefore = ({ since }: RegionSide, day: Day): Day => (since === null ? day : maxDay(day, since));

type Legal = Omit<RegionSide, 'acting' | 'flippedBy'>;

/** The region side on each stretch of time, in order; the last one holds on the story's day. Empty before registration. */
export function regionSidesOf({ registrations, asOf }: Story, acting: readonly Acting[]): readonly RegionSide[] {
  const sides: Legal[] = [];
  for (const registration of registrations) sides.push(nextSide(sides.at(-1), registration));
  return sides.map((side, at) => {
    const next = registrations[at + 1]?.from ?? null;
    const acts = actingOn(acting, next === null ? asOf : addDays(next, -1));
    const { legal, since, status, registration, movedBy } = side;
    return { legal, since, acting: acts, status, registration, movedBy, flippedBy: acts === legal ? null : movedBy };
  });
}

/** What moves from the county of an established region is to be handed over. */
function nextSide(before: Legal | undefined, registration: Registration): Legal {
  const { region: legal, from, status, said } = registration;
  if (before && legal === before.legal) return { ...before, status, registration };
  const isMoved = said.type === 'placement.registrationChanged' && before?.status === 'established';
  return { legal, since: from, status, registration, movedBy: isMoved ? said : null };
}
