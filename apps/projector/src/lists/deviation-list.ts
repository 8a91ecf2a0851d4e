/** The deviations of all cases, and those that concern none. */
import { patterned } from '#contracts';
import { deviationShownOn, fieldsOf, isTo, type DeviationSummary, type PartyId } from '#domain';
import { BELONGING, json, PAGE_END, parsed, SPAN, UUID_PATTERN } from './columns.js';
import { type List } from './list.js';
import { DEVIATION_ITEM } from '../views/view.schema.data.js';
import { DEVIATION_STATUSES } from './statuses.js';

/** Who has a part in it: those whom it concerns, and who reported it. */
const partiesOf = ({ concerns, reportedBy }: DeviationSummary): readonly PartyId[] => [
  ...new Set([...concerns, reportedBy]),
];

const { case_id, stream } = BELONGING;

const DEVIATION = fieldsOf('deviations');

export const DEVIATIONS: List<DeviationSummary> = {
  name: 'deviation',
  about: 'Deviations (*avvikelser*): one row per deviation and span of days.',
  columns: {
    case_id,
    stream,
    deviation_id: { type: 'text', meaning: 'The same for ever', value: ({ row }) => row.deviationId },
    ...SPAN,
    kind: {
      type: 'text',
      meaning: '`agreementApplication`, `collaboration`, `complaint` (*klagomål*) or `viewpoint` (*synpunkt*)',
      value: ({ row }) => row.kind,
    },
    status: {
      type: 'text',
      meaning: '`reported`, `investigating`, `actionsDecided`, `closureProposed`, `closed`, `annulled`',
      value: ({ row }) => row.status,
    },
    occurred_on: { type: 'date', meaning: 'The day on which it occurred', value: ({ row }) => row.occurredOn },
    closed_on: {
      type: 'date',
      meaning: 'The day from which all whom it concerns have agreed that it is closed',
      optional: true,
      value: ({ row }) => row.closedOn ?? null,
    },
    parties: {
      type: 'json',
      meaning: 'JSON list of the parties that it concerns, and who reported it',
      value: ({ row }) => json(partiesOf(row)),
    },
    summary: {
      type: 'json',
      meaning: 'JSON: what `GET /v1/deviations` answers of it, with the dates of each temporary division',
      value: ({ row }) => json(row),
    },
  },
  key: ['stream', 'deviation_id', 'valid_from'],
  owner: 'stream',
  door: {
    path: 'deviations',
    sentence: 'Avvikelser som rör den frågande, eller ett ärende som den är huvudman för (deviations)',
    item: DEVIATION_ITEM,
  },
  cursor: () => `deviation_id || ' ' || stream`,
  after: patterned(`^${UUID_PATTERN} [a-z]+-${UUID_PATTERN}$`, PAGE_END),
  always: [],
  alsoSeen: ({ members }) => `EXISTS (SELECT 1 FROM ${members('t.parties')} WHERE named.value = @reader)`,
  asked: {
    party: ({ members }) => `EXISTS (SELECT 1 FROM ${members('t.parties')} WHERE named.value = @party)`,
    status: () => 't.status = @status',
  },
  statuses: DEVIATION_STATUSES,
  fields: () => DEVIATION,
  // A-107 "gemensamt": whom it concerns, not all principals of the case.
  isFor: ({ row }, party) =>
    partiesOf(parsed(row['summary']) as DeviationSummary).some((recipient) =>
      isTo({ recipient, isToAllOf: true }, party),
    ),
  shown: ({ row }, asOf) => ({ ...deviationShownOn(parsed(row['summary']) as DeviationSummary, asOf) }),
};
