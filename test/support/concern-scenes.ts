/** A scene for every fact of a concern: a story in which it fits, and how it is told there, also with another word. */
import { type ConcernFact } from '#domain';
import { type How } from './case-steps.js';
import { party } from './case-builder.js';
import { endOf, groundOf } from './grounds.js';
import { aConcern, type ConcernBuilder } from './concern-builder.js';

export interface ConcernScene {
  /** What has been said before; else a report of 2 February. */
  readonly before?: () => ConcernBuilder;
  /** The fact, of 4 February or so; `again` with another word, as a correction of it. */
  readonly tell: (told: ConcernBuilder, how: How, again: boolean) => ConcernBuilder;
}

export const reportedOnce = (): ConcernBuilder => aConcern().reported('2026-02-02');

export const CONCERN_SCENES: { readonly [T in ConcernFact['type']]: ConcernScene } = {
  'concern.reported': {
    before: () => aConcern(),
    tell: (told, how, again) => told.reported('2026-02-04', again ? { urgent: true } : {}, how),
  },
  'concern.opened': {
    tell: (told, how, again) => told.opened('2026-02-04', again ? { unit: 'barnenheten' } : {}, how),
  },
  'concern.disclosureDecided': {
    tell: (told, how, again) =>
      told.said(
        'concern.disclosureDecided',
        groundOf(again ? '2026-02-03' : '2026-02-04', { recipient: party('kommun-2080.socialnamnden') }),
        how,
      ),
  },
  'concern.disclosureEnded': {
    before: () =>
      reportedOnce().said(
        'concern.disclosureDecided',
        groundOf('2026-02-03', { recipient: party('kommun-2080.socialnamnden') }),
      ),
    tell: (told, how, again) => told.said('concern.disclosureEnded', endOf(again ? '2026-02-03' : '2026-02-04'), how),
  },
  'concern.annulled': {
    before: () => reportedOnce().opened('2026-02-03', {}, { id: 'opened' }),
    tell: (told, how) => told.annulled('opened', { by: 'kommun-2080.socialnamnden', ...how }),
  },
};
