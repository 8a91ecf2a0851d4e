/** What is asked at each door that reads of people: so that its answer holds something, and what a recorder tells of it. */
import { type DOORS, type DoorName } from '#access';
import { type Uuid } from '#domain';
import { uuid } from '../support/case-builder.js';
import { LEFT_AT, type LeftField } from '../support/left-in-answers.js';

/** The doors that read of people: each takes a purpose. */
export type DoorOfPeople = {
  readonly [D in DoorName]: (typeof DOORS)[D] extends { readonly purpose: string } ? D : never;
}[DoorName];

export interface AskedOfPeople {
  readonly as: string;
  /** As the door is described: `/v1/placements/{id}`. */
  readonly route: string;
  /** What takes the places in it, and what stands behind it. */
  readonly at?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly purpose?: string;
  /** What has left, field by field, where fields leave; else the things that the answer names. */
  readonly left?: (body: unknown) => readonly LeftField[];
  /** Where what leaves is of nobody, and what is entered is that it was asked. */
  readonly isOfNobody?: true;
  /** What comes of it for whoever asks. */
  readonly outcome: readonly string[];
}

export const LABEL = 'A';
export const NAMND = 'kommun-2080.socialnamnden';
export const REGION = 'region-20';
export const STRANGER = 'region-21';
export const PLACEMENT = uuid(`placement/${LABEL}`);
/** One that waited, and so has a final receipt. */
export const WAITED = uuid('placement/W');
const [SIP, DISCHARGE, CONCERN, DEVIATION] = (['sip', 'discharge', 'concern', 'deviation'] as const).map((kind) =>
  uuid(`${kind}/${LABEL}`),
) as [Uuid, Uuid, Uuid, Uuid];
const CONSENT = uuid(`consent/${LABEL}`);
/** A test number of Skatteverket. */
export const NUMBER = '201212121212';

const SHOWN = ['disclosed', 'reduced'];
const ALL = ['disclosed', 'reduced', 'thin'];

type Views =
  'placement' | 'responsibility' | 'costs' | 'deviations' | 'handovers' | 'deadlines' | 'findings' | 'timeline';
const ofPlacement = (view: Views | 'retention', as: string): AskedOfPeople => ({
  ...{ as, route: `/v1/placements/{id}${view === 'placement' ? '' : `/${view}`}`, at: { id: PLACEMENT } },
  left: (body) => LEFT_AT[view](body, PLACEMENT),
  outcome: ALL,
});
const list = (
  name: 'placements' | 'deadlines' | 'findings' | 'handovers' | 'deviations' | 'worklist',
): AskedOfPeople => ({
  ...{ as: REGION, route: `/v1/${name}`, left: (body) => LEFT_AT[name](body, ''), outcome: ALL },
});
const named = (view: 'deadlines' | 'findings' | 'timeline'): AskedOfPeople => ({
  ...{ as: NAMND, route: `/v1/${view}`, query: `?of=sip/${SIP}`, outcome: ALL },
  left: (body) => LEFT_AT[view](body, SIP),
});
const thing = (
  name: 'sip' | 'consent' | 'discharge' | 'concern' | 'deviation',
  id: Uuid,
  as = NAMND,
): AskedOfPeople => ({
  ...{ as, route: `/v1/${name}s/{id}`, at: { id }, left: (body) => LEFT_AT[name](body, id), outcome: ALL },
});

export const ASKED: Readonly<Record<DoorOfPeople, readonly AskedOfPeople[]>> = {
  emergencyAccess: [
    {
      ...{ as: `${STRANGER}@caseWorker`, route: '/v1/placements/{id}/emergency-access', at: { id: PLACEMENT } },
      ...{ body: { reason: 'Medvetslös på akutmottagningen', minutes: 60, accessId: uuid('access/A') } },
      ...{ purpose: 'caseHandling', outcome: ['emergency'] },
    },
    {
      ...{ as: `${STRANGER}@coordinator`, route: '/v1/placements/{id}/emergency-access/{accessId}/approval' },
      ...{ at: { id: PLACEMENT, accessId: uuid('access/A') }, body: {}, purpose: 'caseHandling' },
      outcome: ['emergency'],
    },
  ],
  ownEntries: [
    { as: REGION, route: '/v1/receipts', outcome: SHOWN },
    { as: NAMND, route: '/v1/quarantine', isOfNobody: true, outcome: ['thin'] },
    { as: NAMND, route: '/v1/quarantine/{id}', at: { id: 'REFUSED' }, outcome: SHOWN },
  ],
  placements: [list('placements'), ofPlacement('placement', REGION)],
  responsibility: [ofPlacement('responsibility', REGION)],
  costs: [ofPlacement('costs', REGION)],
  deadlines: [list('deadlines'), named('deadlines'), ofPlacement('deadlines', REGION)],
  findings: [list('findings'), named('findings'), ofPlacement('findings', REGION)],
  worklist: [list('worklist'), { as: REGION, route: '/v1/worklist/counts', isOfNobody: true, outcome: ['counted'] }],
  timeline: [named('timeline'), ofPlacement('timeline', REGION)],
  handovers: [list('handovers'), ofPlacement('handovers', REGION)],
  deviations: [list('deviations'), thing('deviation', DEVIATION, REGION), ofPlacement('deviations', REGION)],
  sips: [thing('sip', SIP)],
  consents: [thing('consent', CONSENT)],
  discharges: [thing('discharge', DISCHARGE, REGION)],
  concerns: [thing('concern', CONCERN)],
  retention: [ofPlacement('retention', NAMND)],
  search: [
    { as: NAMND, route: '/v1/search', body: { number: NUMBER }, purpose: 'caseHandling', outcome: ['searched'] },
  ],
  accessLog: [
    { as: `${NAMND}@coordinator`, route: '/v1/audit/access-log', purpose: 'audit', isOfNobody: true, outcome: SHOWN },
  ],
  reviewReads: [
    {
      ...{ as: `${NAMND}@coordinator`, route: '/v1/audit/access-log/draw', purpose: 'audit', isOfNobody: true },
      ...{ query: '?from=2026-01-01T00:00:00Z&to=2026-01-19T00:00:00Z&size=3', outcome: SHOWN },
    },
    {
      ...{ as: `${NAMND}@coordinator`, route: '/v1/audit/access-log/reviews', purpose: 'audit', isOfNobody: true },
      ...{ body: { drawn: null, found: [{ seq: 1, finding: 'inOrder' }] }, outcome: ['reviewed'] },
    },
  ],
  feed: [
    { as: REGION, route: '/v1/feed', outcome: ALL },
    { as: REGION, route: '/v1/feed/events/{sequence}', at: { sequence: '1' }, outcome: ALL },
  ],
  explain: [{ as: NAMND, route: '/v1/explain', query: `?recipient=${REGION}&of=placement/${PLACEMENT}`, outcome: ALL }],
  statistics: [{ as: NAMND, route: '/v1/statistics', query: '?by=legalSex', isOfNobody: true, outcome: ['counted'] }],
  auditExport: [
    {
      ...{ as: 'auditor', route: '/v1/audit/export', body: { of: `placement/${PLACEMENT}` } },
      ...{ purpose: 'audit', isOfNobody: true, outcome: ['disclosed'] },
    },
  ],
  auditList: [
    {
      ...{ as: 'auditor', route: '/v1/audit/lists', body: { list: 'placements', knownAt: '1' } },
      ...{ purpose: 'audit', isOfNobody: true, outcome: ['disclosed'] },
    },
  ],
  auditEvents: [
    { as: 'auditor', route: '/v1/audit/events', purpose: 'audit', isOfNobody: true, outcome: ['disclosed'] },
  ],
  replay: [
    { as: 'auditor', route: '/v1/audit/replay', query: `?of=placement/${PLACEMENT}`, purpose: 'audit', outcome: ALL },
  ],
  whatIf: [
    {
      ...{
        as: 'auditor',
        route: '/v1/audit/what-if',
        body: { of: `placement/${PLACEMENT}`, settings: { emergencyMonths: 2 } },
      },
      ...{ purpose: 'audit', outcome: ALL },
    },
  ],
};

/** Routes of those doors that are asked elsewhere, with the spec. */
export const ASKED_ELSEWHERE: Readonly<Record<string, string>> = {
  '/v1/feed/live': 'apps/projector/src/feed/live-door.int.spec.ts',
  '/v1/audit/jobs/{id}': 'apps/projector/src/export/export.controller.int.spec.ts',
  '/v1/audit/jobs/{id}/rows': 'apps/projector/src/past-lists/past-list.controller.int.spec.ts',
  '/v1/audit/jobs/{id}/result': 'apps/projector/src/export/export.controller.int.spec.ts',
};

/** Routes that take no purpose, as nothing that they read is of anybody: contracts, agreements, proofs, the clock, telling, where a feed is sent. */
export const TAKES_NO_PURPOSE: readonly string[] = [
  ...['/v1/events', '/v1/feed/acknowledgements', '/v1/agreements', '/v1/agreements/{id}', '/v1/simulation/clock'],
  ...['/v1/schemas', '/v1/schemas/{type}'],
  ...['/v1/subscriptions', '/v1/subscriptions/{id}', '/v1/subscriptions/{id}/test'],
  ...['/v1/subscriptions/{id}/deliveries', '/v1/subscriptions/{id}/deliveries/{sequence}'],
  ...['/v1/subscriptions/{id}/resend', '/v1/alerts'],
];
