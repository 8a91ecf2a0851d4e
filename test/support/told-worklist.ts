/** A hub in which everything waits that may, for specs of the worklist; with what the hub itself holds of parties' messages. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { entrySealer } from '#access';
import { sqliteBearingIndex } from '#follow';
import { openSqliteState, ownEntriesOf, sqliteDueIndex } from '#hub';
import { type WorklistDeps } from '../../apps/projector/src/views/worklist-view.js';
import { anAgreement } from './agreement-builder.js';
import { aCase, aRegistration, day, REGION, uuid } from './case-builder.js';
import { initiated } from './handover-steps.js';
import { openSpecHub, type SpecHub } from './open-hub.js';
import { openSpecViews, type SpecViews } from './open-views.js';
import { aSip } from './sip-builder.js';
import { temporaryFolder } from './temporary-folder.js';
import { applied, asked, tried } from './transfer-steps.js';
import { dalarnaEvents, eventsOf } from './wire-events.js';

/** All that may wait in one case, each for somebody. */
export const full = initiated(
  asked(
    aCase('P1')
      .emergency()
      .decided('2026-01-12')
      .started('2026-01-15')
      .clarified({}, { at: '2026-01-16' })
      .proposed('2026-01-15', {}, { at: '2026-01-17' })
      .approved('2026-01-18')
      .deviation('2026-02-01', {}, { of: '1' })
      .deviation('2026-02-02', {}, { of: '2' })
      .investigated('2026-02-03', {}, { of: '2' })
      .splitProposed('D1', {}, { of: '2', at: '2026-02-04' })
      .deviation('2026-02-05', {}, { of: '3' })
      .closureProposed('2026-02-06', { of: '3' }),
    '2026-03-02',
  ),
  '2026-03-10',
);
export const sip = aSip('S1')
  .needed({}, { at: '2026-01-10' })
  .consent('2026-01-10')
  .invited(REGION, {}, { at: '2026-01-12' });
/** LVU, and a birthday of which its age limit tells. */
const soonOfAge = aCase('P2')
  .registered({
    person: { ...aRegistration.person, personId: uuid('person/B'), birthDate: day('2006-05-06') },
    legalBasis: { act: 'LVU', sections: ['3'], interim: false },
  })
  .started('2026-01-15');
export const elsewhere = aCase('P3').registered({}, { by: 'kommun-2081.socialnamnden' });
/** A request that was tried before it was answered: its answer was missed, and there is nothing left to answer. */
export const overtaken = tried(
  applied(
    asked(aCase('P4').registered({ person: { ...aRegistration.person, personId: uuid('person/D') } }), '2026-03-02'),
    '2026-03-05',
  ),
  ['ivo', 'refused', '2026-03-18'],
);
const local = anAgreement().registered({ kind: 'local', rulePack: 'dalarna-hvb-2025' }, { at: '2026-01-10' });

export interface ToldWorklist {
  readonly hub: SpecHub;
  readonly views: SpecViews;
  readonly deps: WorklistDeps;
}

const expectOutcomes = (receipts: readonly { readonly outcome: string }[], outcomes: readonly string[]): void => {
  expect(receipts.map(({ outcome }) => outcome)).toEqual(outcomes);
};

/** Told all of it, and one message that waits and one that is refused; `views.rows.stop()` and `hub.close()` end it. */
export async function tellWorklist(): Promise<ToldWorklist> {
  const folder = temporaryFolder();
  const state = openSqliteState({ path: join(folder, 'hub.db') }, entrySealer(randomBytes(32)));
  const hub = await openSpecHub({
    folder,
    stores: {
      state,
      due: sqliteDueIndex(join(folder, 'due.db')),
      bearing: sqliteBearingIndex(join(folder, 'bearing.db')),
    },
  });
  const views = await openSpecViews(hub);
  const deps: WorklistDeps = { ...views.parts, held: ownEntriesOf(state) };
  const told = await hub.tell([
    ...dalarnaEvents(),
    ...[full, sip, soonOfAge, elsewhere, overtaken, local].flatMap(eventsOf),
  ]);
  expectOutcomes(
    told,
    told.map(() => 'accepted'),
  );
  // Of a version that nobody has proposed: it waits; and a start in a year to come: it is refused.
  const ahead = aCase('P1').approved('2026-03-19', { version: 2 }, { by: REGION, at: '2026-03-19', id: 'ahead' });
  const wrong = aCase('P1').started('2027-01-01', { at: '2026-03-19', id: 'wrong' });
  const outcomes = await hub.tell([...eventsOf(ahead), ...eventsOf(wrong)]);
  expectOutcomes(outcomes, ['waiting', 'rejected']);
  await views.rows.all();
  return { hub, views, deps };
}
