/** How somebody loses a part: what it is told of until then, what ends it, and what of it would be told still. */
import { type PartyId } from '#domain';
import { type ListName } from '../../apps/projector/src/lists/lists.js';
import { aCase, kommun, REGION, uuid } from './case-builder.js';
import { aSip, GUARDIAN, plannedMeasures } from './sip-builder.js';
import { eventsOf, type WireEvent } from './wire-events.js';

export interface Losing {
  readonly reader: string;
  /** What it is told of until then, and never again. */
  readonly of: string;
  readonly list: ListName;
  readonly before: readonly WireEvent[];
  readonly ends: readonly WireEvent[];
}

type Story = { readonly sent: Parameters<typeof eventsOf>[0]['sent'] };

type Lost = Pick<Losing, 'reader' | 'of' | 'list'>;

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
    const lost = { reader: REGION, of: `sip/${sip.sipId}`, list: 'deadlines' } as const;
    return losing(lost, sip, sip.withdrawn('2026-02-02', GUARDIAN, {}, { at: '2026-02-02' }));
  },
  'it is excluded (A-038)': (label) => {
    const unit = 'region-20.bup' as PartyId;
    const sip = aSip(label).needed().consent('2026-01-12').invited(REGION).established('2026-02-01');
    const newer = { consentId: uuid(`consent/${label}`), excludedRecipients: [unit] };
    const lost = { reader: unit, of: `sip/${sip.sipId}`, list: 'deadlines' } as const;
    return losing(lost, sip, sip.consent('2026-02-02', newer));
  },
  'the registration is corrected to another county (A-075)': (label) => {
    const told = aCase(label).registered({}, { id: `registered-${label}` });
    const elsewhere = { registeredKommun: kommun('2180') };
    const corrected = told.registered(elsewhere, { at: '2026-01-11', corrects: `registered-${label}` });
    const lost = { reader: REGION, of: `placement/${told.placementId}`, list: 'placements' } as const;
    return losing(lost, told, corrected);
  },
};

type Item = { readonly subject?: string; readonly placementId?: string };

/** What the items of a list are about. */
export const subjectsIn = (items: readonly unknown[]): readonly string[] =>
  items.map((item) => (item as Item).subject ?? `placement/${(item as Item).placementId}`);
