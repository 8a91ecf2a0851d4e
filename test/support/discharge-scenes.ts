/** A scene for every fact of a discharge: a story in which it fits, and how it is told there, also with another word. */
import { type DischargeFact } from '#domain';
import { type How } from './case-steps.js';
import { party } from './case-builder.js';
import { endOf, groundOf } from './grounds.js';
import { aDischarge, at, type DischargeBuilder } from './discharge-builder.js';

export interface DischargeScene {
  /** What has been said before; else a stay that goes on. */
  readonly before?: () => DischargeBuilder;
  /** The fact, of 4 February or so; `again` with another word, as a correction of it. */
  readonly tell: (told: DischargeBuilder, how: How, again: boolean) => DischargeBuilder;
}

/** In hospital since 2 February, told of at once, and ready on the third. */
export const inHospital = (): DischargeBuilder => aDischarge().admitted('2026-02-02 09:00').ready('2026-02-03 10:00');

export const DISCHARGE_SCENES: { readonly [T in DischargeFact['type']]: DischargeScene } = {
  'discharge.admitted': {
    before: () => aDischarge(),
    tell: (told, how, again) =>
      told.admitted('2026-02-04 09:00', again ? { noticeSentAt: at('2026-02-04 12:00') } : {}, how),
  },
  'discharge.contactAppointed': { tell: (told, how, again) => told.contact(again ? '2026-02-03' : '2026-02-04', how) },
  'discharge.readyForDischarge': {
    tell: (told, how, again) => told.ready('2026-02-04 10:00', again ? { openCareAvailable: false } : {}, how),
  },
  'discharge.sipCalled': {
    tell: (told, how, again) => told.called(again ? '2026-02-04 14:00' : '2026-02-04 10:00', how),
  },
  'discharge.discharged': {
    tell: (told, how, again) => told.left(again ? '2026-02-04 14:00' : '2026-02-04 10:00', {}, how),
  },
  'discharge.opened': {
    tell: (told, how, again) => told.opened('2026-02-04', again ? { unit: 'hemtjanst' } : {}, how),
  },
  'discharge.disclosureDecided': {
    tell: (told, how, again) =>
      told.said(
        'discharge.disclosureDecided',
        groundOf(again ? '2026-02-03' : '2026-02-04', { recipient: party('kommun-2080.socialnamnden') }),
        how,
      ),
  },
  'discharge.disclosureEnded': {
    before: () =>
      inHospital().said(
        'discharge.disclosureDecided',
        groundOf('2026-02-03', { recipient: party('kommun-2080.socialnamnden') }),
      ),
    tell: (told, how, again) => told.said('discharge.disclosureEnded', endOf(again ? '2026-02-03' : '2026-02-04'), how),
  },
  'discharge.annulled': {
    before: () => inHospital().contact('2026-02-03', { id: 'contact' }),
    tell: (told, how) => told.annulled('contact', how),
  },
};
