/** How somebody loses a part: what it is told of until then, and by which questions, and what ends it. */
import { type PartyId } from '#domain';
import { type ListName } from '../../apps/projector/src/lists/lists.js';
import { aCase, kommun, REGION, uuid } from './case-builder.js';
import { aSip, GUARDIAN, plannedMeasures } from './sip-builder.js';
import { eventsOf, type WireEvent } from './wire-events.js';

/** A question that would be told of it: a list, or its findings by its uuid. */
export type ToldIn = 'list' | 'uuid';

export interface Losing {
  readonly reader: string;
  /** What it is told of until then, and never again. */
  readonly of: string;
  readonly list: ListName;
  /** What tells of it until then. */
  readonly toldIn: readonly ToldIn[];
  /** True where its uuid is known still, and nothing is told by it. */
  readonly isKnownStill?: true;
  readonly before: readonly WireEvent[];
  readonly ends: readonly WireEvent[];
}

type Story = { readonly sent: Parameters<typeof eventsOf>[0]['sent'] };

type Lost = Omit<Losing, 'before' | 'ends'>;

const losing = (lost: Lost, told: Story, ended: Story): Losing => {
  const before = eventsOf(told);
  return { ...lost, before, ends: eventsOf(ended).slice(before.length) };
};

/** By how it is lost; each round of it under a label of its own. */
export const LOSSES: Readonly<Record<string, (label: string) => Losing>> = {
  'a consent that names it is withdrawn (A-037)': (label) => {
    const sip = aSip(label)
      .needed()
      .consent('2026-01-12')
      .established('2026-02-01', { measures: plannedMeasures.slice(0, 1) }, { at: '2026-02-01' });
    // Of no part of its own in it, it is in no list.
    const lost = { reader: REGION, of: `sip/${sip.sipId}`, list: 'deadlines', toldIn: ['uuid'] } as const;
    return losing(lost, sip, sip.withdrawn('2026-02-02', GUARDIAN, {}, { at: '2026-02-02' }));
  },
  'a consent is withdrawn by which it is told of what it takes part in (A-037)': (label) => {
    const sip = aSip(label)
      .needed()
      .consent('2026-01-12')
      .invited(REGION)
      .established('2026-02-01', {}, { at: '2026-02-01' });
    const asked = { reader: REGION, of: `sip/${sip.sipId}`, list: 'deadlines' } as const;
    const lost = { ...asked, toldIn: ['list', 'uuid'], isKnownStill: true } as const;
    return losing(lost, sip, sip.withdrawn('2026-02-02', GUARDIAN, {}, { at: '2026-02-02' }));
  },
  'it is excluded (A-038)': (label) => {
    const unit = 'region-20.bup' as PartyId;
    const sip = aSip(label).needed().consent('2026-01-12').invited(REGION).established('2026-02-01');
    const newer = { consentId: uuid(`consent/${label}`), excludedRecipients: [unit] };
    const asked = { reader: unit, of: `sip/${sip.sipId}`, list: 'deadlines' } as const;
    const lost = { ...asked, toldIn: ['list', 'uuid'] } as const;
    return losing(lost, sip, sip.consent('2026-02-02', newer));
  },
  'the registration is corrected to another county (A-075)': (label) => {
    const told = aCase(label).registered({}, { id: `registered-${label}` });
    const elsewhere = { registeredKommun: kommun('2180') };
    const corrected = told.registered(elsewhere, { at: '2026-01-11', corrects: `registered-${label}` });
    const asked = { reader: REGION, of: `placement/${told.placementId}`, list: 'placements' } as const;
    const lost = { ...asked, toldIn: ['list', 'uuid'] } as const;
    return losing(lost, told, corrected);
  },
};

type Item = { readonly subject?: string; readonly placementId?: string };

const subjectOf = (item: unknown): string => (item as Item).subject ?? `placement/${(item as Item).placementId}`;

/** By what of these two answers it is told: the items of the list, and the findings by its uuid, undefined where that is not found. */
export const toldIn = (
  { of, isKnownStill }: Losing,
  { items, byUuid }: { readonly items: readonly unknown[]; readonly byUuid: readonly unknown[] | undefined },
): readonly ToldIn[] => [
  ...(items.some((item) => subjectOf(item) === of) ? (['list'] as const) : []),
  ...(byUuid && (isKnownStill !== true || byUuid.length > 0) ? (['uuid'] as const) : []),
];
