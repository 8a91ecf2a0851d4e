/** What a party says of who may see what it has told, of any kind of subject. */
import { type AsSent, type DisclosureDecided, type DisclosureEnded } from '#domain';
import { REGION, uuid } from './case-defaults.data.js';
import { day } from './case-steps.js';

type Decided = AsSent<DisclosureDecided>;
type Ended = AsSent<DisclosureEnded>;

export const groundId = (label = 'G1') => uuid(`ground/${label}`);

/** A duty to tell the region what the case is about, decided on a day and in force from then. */
export const groundOf = (on: string, data: Partial<Decided> = {}): Decided => ({
  groundId: groundId(),
  recipient: REGION,
  ground: 'duty',
  statute: '10 kap. 28 § OSL',
  covers: { classes: ['case'] },
  from: day(on),
  decidedBy: 'Enhetschef',
  decidedOn: day(on),
  ...data,
});

export const endOf = (on: string, data: Partial<Ended> = {}): Ended => ({
  groundId: groundId(),
  on: day(on),
  reason: 'Behövs inte längre',
  ...data,
});
