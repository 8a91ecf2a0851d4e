/** Tells of handovers between regions in a few words, for specs. */
import { handoversOf, storyOf, type HandoverReason, type PartyId, type Uuid } from '#domain';
import { name, noAgreement, uuid, type CaseBuilder, type How } from './case-builder.js';
import { day } from './case-steps.js';

/** The handovers of a story, whatever day they count from. */
export const handoversAfter = (story: CaseBuilder, asOf = '9999-12-31') =>
  handoversOf(storyOf(story.theCase, noAgreement, day(asOf), name));

/** The id of the last handover that the hub starts by the story's registrations. */
export function startedByHub(story: CaseBuilder): Uuid {
  const made = handoversAfter(story).all.findLast(({ startedBy }) => startedBy.type !== 'handover.initiated');
  if (!made) throw new Error('no registration of the story starts a handover');
  return made.handoverId;
}

interface Started {
  readonly label?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: HandoverReason;
  readonly effectiveOn?: string;
}

export const handoverId = (label = 'H1'): Uuid => uuid(`handover/${label}`);

/** Started by region-20 for region-21 unless said. */
export const initiated = (
  story: CaseBuilder,
  at: string,
  { label, from = 'region-20', to = 'region-21', reason = 'placementElsewhere', effectiveOn = at }: Started = {},
  how: How = {},
): CaseBuilder =>
  story.said(
    'handover.initiated',
    {
      handoverId: handoverId(label),
      fromRegion: from as PartyId,
      toRegion: to as PartyId,
      reason,
      effectiveOn: day(effectiveOn),
    },
    { by: from, at, ...how },
  );

/** By the receiver of the last handover: what started it, by the event. */
export const opened = (story: CaseBuilder, by: string, on: string, { event, ...how }: How & { event?: Uuid } = {}) =>
  story.said(
    'placement.opened',
    { eventId: event ?? startingEvent(story), unit: 'vardcentral', on: day(on) },
    { by, ...how },
  );

/** The event of the message that has started the last handover; one that is not there where none has. */
export const startingEvent = (story: CaseBuilder): Uuid =>
  handoversAfter(story).all.at(-1)?.startedBy.meta.eventId ?? uuid('event/none');

type Act = How & { readonly of?: Uuid };

/** Of the one that the hub has started last unless said. */
const of = (story: CaseBuilder, given: Uuid | undefined): Uuid => given ?? startedByHub(story);

export const materialSent = (story: CaseBuilder, on: string, { of: id, ...how }: Act = {}): CaseBuilder =>
  story.said(
    'handover.materialSent',
    { handoverId: of(story, id), on: day(on), refs: ['Epikris 2026-02-01'] },
    { by: 'region-20', ...how },
  );

export const accepted = (story: CaseBuilder, by: string, on: string, { of: id, ...how }: Act = {}): CaseBuilder =>
  story.said('handover.accepted', { handoverId: of(story, id), on: day(on), unit: 'bup-gavle' }, { by, ...how });

export const refused = (story: CaseBuilder, by: string, on: string, { of: id, ...how }: Act = {}): CaseBuilder =>
  story.said('handover.rejected', { handoverId: of(story, id), on: day(on), reason: 'Ofullständigt' }, { by, ...how });

export const completed = (story: CaseBuilder, by: string, on: string, { of: id, ...how }: Act = {}): CaseBuilder =>
  story.said('handover.completed', { handoverId: of(story, id), on: day(on) }, { by, ...how });

export const takenBack = (story: CaseBuilder, by: string, on: string, { of: id, ...how }: Act = {}): CaseBuilder =>
  story.said(
    'handover.withdrawn',
    { handoverId: of(story, id), on: day(on), reason: 'Startad av misstag' },
    { by, ...how },
  );
