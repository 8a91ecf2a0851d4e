/** The placements over all cases. */
import { patterned } from '#contracts';
import { CARE_ACT_IDS, fieldsOf, type PlacementSummary } from '#domain';
import { CASE_ID, json, PAGE_END, parsed, SPAN, UUID_PATTERN } from './columns.js';
import { type List } from './list.js';
import { PLACEMENT_ITEM } from '../views/view.schema.data.js';
import { PLACEMENT_STATUSES } from './statuses.js';

/** *`SoL`, `LVU` or `LVM`*. */
const ACTS_NAMED = CARE_ACT_IDS.map((act) => `\`${act}\``)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1');

const PLACEMENT = fieldsOf('placement');

export const PLACEMENTS: List<PlacementSummary> = {
  name: 'placement',
  about: 'Placements (*placeringar*): one row per case and span of days.',
  columns: {
    case_id: CASE_ID,
    ...SPAN,
    status: {
      type: 'text',
      meaning: '`registered`, `decided`, `started`, `ended`, `annulled`',
      value: ({ row }) => row.status,
    },
    mode: { type: 'text', meaning: '`planned` (planerad) or `emergency` (akut)', value: ({ row }) => row.mode },
    placing_party: {
      type: 'text',
      meaning: 'The placing nämnd (*placerande kommun*), `kommun-2080.socialnamnden`',
      value: ({ row }) => row.placingParty,
    },
    region: { type: 'text', meaning: 'The region side', value: ({ row }) => row.region.party },
    region_status: {
      type: 'text',
      meaning: "`established`, or `default` while the registration is unclear: the placing kommun's region",
      value: ({ row }) => row.region.status,
    },
    registered_kommun: {
      type: 'text',
      meaning: 'Kommun of registration (*folkbokföring*), four digits; null while unclear',
      optional: true,
      value: ({ row }) => row.registeredKommun,
    },
    hvb_id: { type: 'text', meaning: 'The home on the day, a uuid', value: ({ row }) => row.hvbId },
    hvb_kommun: { type: 'text', meaning: 'The kommun where the home lies', value: ({ row }) => row.hvbKommun },
    act: { type: 'text', meaning: `${ACTS_NAMED} on the day`, value: ({ row }) => row.legalBasis.act },
    planned_from: { type: 'date', meaning: 'First planned day', value: ({ row }) => row.plannedFrom },
    planned_to: { type: 'date', meaning: 'Last planned day', value: ({ row }) => row.plannedTo },
    started_on: {
      type: 'date',
      meaning: 'When it started, if it has by the span',
      optional: true,
      value: ({ row }) => row.startedOn ?? null,
    },
    ended_on: {
      type: 'date',
      meaning: 'When it ended, if it has by the span',
      optional: true,
      value: ({ row }) => row.endedOn ?? null,
    },
    agreement_id: {
      type: 'text',
      meaning: 'The agreement that judges it; null where none does',
      optional: true,
      value: ({ row }) => row.agreement?.agreementId ?? null,
    },
    summary: {
      type: 'json',
      meaning: 'JSON: what `GET /v1/placements` answers of the case',
      value: ({ row }) => json(row),
    },
  },
  key: ['case_id', 'valid_from'],
  owner: 'case_id',
  door: {
    path: 'placements',
    sentence: 'Placeringar som den frågande är huvudman för (placements one is principal of)',
    item: PLACEMENT_ITEM,
  },
  cursor: () => 'case_id',
  after: patterned(`^${UUID_PATTERN}$`, PAGE_END),
  always: [],
  asked: {
    party: () =>
      `t.case_id IN (SELECT case_id FROM case_party WHERE party = @party AND role = 'principal' AND @asOf BETWEEN valid_from AND valid_to)`,
    status: () => 't.status = @status',
  },
  statuses: PLACEMENT_STATUSES,
  shown: ({ row }) => {
    const { masked: _forTheHub, ...summary } = parsed(row['summary']) as PlacementSummary;
    return { ...summary };
  },
  fields: () => PLACEMENT,
};
