/** What waits for somebody's word, of all streams: read by the worklist. */
import { WAITING_LAW, type Waiting } from '#domain';
import { BELONGING, json, SPAN } from './columns.js';
import { type Table } from './list.js';

export const WAITING: Table<Waiting> = {
  name: 'waiting',
  about:
    "What waits for somebody's word (*att svara på*), neither a deadline nor a finding: one row per matter and span of days.",
  columns: {
    ...BELONGING,
    waiting_id: { type: 'text', meaning: 'The same for ever', value: ({ row }) => row.waitingId },
    ...SPAN,
    what: {
      type: 'text',
      meaning: Object.keys(WAITING_LAW)
        .map((kind) => `\`${kind}\``)
        .join(', '),
      value: ({ row }) => row.what,
    },
    answer_to: { type: 'text', meaning: 'What the answer is told of', value: ({ row }) => row.subject },
    since: { type: 'date', meaning: 'Since when it waits', value: ({ row }) => row.since },
    due_on: {
      type: 'date',
      meaning: 'The last day on which an answer is in time; null where no day is set',
      optional: true,
      value: ({ row }) => row.dueOn ?? null,
    },
    waits_for: {
      type: 'json',
      meaning: 'JSON list of the parties whose word it waits for',
      value: ({ row }) => json(row.waitsFor),
    },
  },
  key: ['stream', 'waiting_id', 'valid_from'],
  owner: 'stream',
};
