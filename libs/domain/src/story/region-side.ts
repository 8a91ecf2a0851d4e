/** Which region is legally responsible and which one acts, at every instant exactly one of each (HSL 8:1, A-075, A-076). */
import { maxDay } from '../calendar/index.js';
import { type Day, type PartyId } from '../kernel/index.js';
import { type Registration } from './registration.js';
import { type FactOf, type Story } from './story.js';

type Changed = FactOf<'placement.registrationChanged'>;

export interface RegionSide {
  /** Responsible by the registration. */
  readonly legal: PartyId;
  /** From when; null: from the beginning. */
  readonly since: Day | null;
  /** Acts until the legal one has accepted; the same as `legal` where nothing is to be handed over. */
  readonly acting: PartyId;
  readonly status: Registration['status'];
  readonly registration: Registration;
  /** The change of registration that moved the legal responsibility to another county, while it is not handed over. */
  readonly flippedBy: Changed | null;
}

/** A day, or the one from which the side holds where that is later. */
export const notBefore = ({ since }: RegionSide, day: Day): Day => (since === null ? day : maxDay(day, since));

/** The region side on each stretch of time, in order; the last one holds on the story's day. Empty before registration. */
export function regionSidesOf(story: Story): readonly RegionSide[] {
  const sides: RegionSide[] = [];
  for (const registration of story.registrations) {
    sides.push(nextSide(sides.at(-1), registration));
  }
  return sides;
}

/** An established region goes on acting when the registration moves from its county; if a third acts, it goes on. */
function nextSide(before: RegionSide | undefined, registration: Registration): RegionSide {
  const { region: legal, from, status, said } = registration;
  const fresh = { legal, since: from, acting: legal, status, registration, flippedBy: null };
  if (!before) return fresh;
  if (legal === before.legal) return { ...before, status, registration };
  const isChange = said.type === 'placement.registrationChanged';
  if (!isChange || before.status !== 'established' || before.acting === legal) return fresh;
  return { ...fresh, acting: before.acting, flippedBy: said };
}

/** The region side on the story's day; null before registration. */
export const regionSideOf = (story: Story): RegionSide | null => regionSidesOf(story).at(-1) ?? null;
