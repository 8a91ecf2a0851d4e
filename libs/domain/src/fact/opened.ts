/** That a notice has been opened: a fact of every kind whose notices have legal effect, said by whom it went to. */
import { type Day, type Meta, type PartyId, type Uuid } from '../kernel/index.js';
import { on } from './entry.js';
import { type Picker } from './picker.js';

/** A responsible unit of a recipient has opened a notice of the stream; `eventId` is the notice's. */
export interface Opened {
  readonly eventId: Uuid;
  readonly unit: string;
  readonly on: Day;
}

/** The entry of `<kind>.opened`, of whatever kind. */
export const OPENED_ENTRY = {
  ownDate: on,
  sample: (pick: Picker): Opened => ({
    eventId: pick.uuid('event'),
    unit: pick.oneOf(['bistand', 'vardcentral']),
    on: pick.day(),
  }),
};

/** That a unit of a recipient has opened a notice. */
export interface OpenedView extends Opened {
  readonly party: PartyId;
}

interface SaidOpened {
  readonly data: Opened;
  readonly meta: Pick<Meta, 'party'>;
}

/** As it is shown, in the order of the facts. */
export const openedViews = (opened: readonly SaidOpened[]): readonly OpenedView[] =>
  opened.map(({ data: { eventId, unit, on: openedOn }, meta }) => ({ eventId, party: meta.party, unit, on: openedOn }));
