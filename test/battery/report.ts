/** What a battery did and found, as a page for people. */
import { type RoundResult } from './round.js';
import { DUPLICATES, POISON, REORDERED } from './load.js';

export interface BatteryReport {
  readonly date: string;
  readonly roundsEach: number;
  readonly casesPerRound: number;
  readonly seed: number;
  readonly machine: string;
  readonly results: readonly RoundResult[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function rowOf(fault: string, rounds: readonly RoundResult[]): string {
  const count = (field: 'records' | 'repeats' | 'poison' | 'resent' | 'events'): number =>
    sum(rounds.map((one) => one[field]));
  const rest = rounds.map(({ restMs }) => restMs);
  const wrong = rounds.filter((one) => one.wrong.length > 0).length;
  const cells = [
    ...[fault, rounds.length, count('records'), count('repeats'), count('poison'), count('resent'), count('events')],
    ...[Math.max(...rounds.map((one) => one.rowsCompared)), `${median(rest)} / ${Math.max(...rest)}`, wrong],
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The report as Markdown. */
export function reportOf({ date, roundsEach, casesPerRound, seed, machine, results }: BatteryReport): string {
  const faults = [...new Set(results.map(({ fault }) => fault))];
  const wrong = results.filter((one) => one.wrong.length > 0);
  return [
    `# Fault battery, ${date}`,
    '',
    `${roundsEach} rounds of each fault, ${casesPerRound} cases a round with their deviations, handovers, SIPs and discharges, seed ${seed}; two hubs and two projectors over ` +
      'Apache Kafka, PostgreSQL and the EventStoreDB protocol server of the tests (no real EventStoreDB). ' +
      `${percent(DUPLICATES)} of the messages are sent again, ${percent(REORDERED)} change places with the next of their ` +
      `case, ${percent(POISON)} are followed by poison. ${machine}.`,
    '',
    '| fault | rounds | records sent | repeats | poison | sent again after a refusal | events in the log | rows compared with a rebuild, at most | until rest, ms, median / max | rounds with something wrong |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...faults.map((fault) =>
      rowOf(
        fault,
        results.filter((one) => one.fault === fault),
      ),
    ),
    '',
    'Compared in each round: every message that is no poison stands in the log, once; nothing that follows from it is ' +
      'unsaid; every record has a receipt, and all receipts of a message name one place; every poisoned record is told of ' +
      'by its place and kept; messages that were sent in the order of their story and taken as they came stand in that ' +
      'order; each party’s feed, repeats dropped by number, is the log’s events of each stream in their order, of a SIP ' +
      'from that on by which the party takes part in it; the rows are, byte for byte, those of a rebuild.',
    '',
    wrong.length === 0 ? 'Nothing was wrong.' : '## Wrong',
    ...wrong.flatMap(({ fault, seed: of, happened, wrong: what }) => [
      '',
      `### ${fault}, seed ${of}: ${happened}`,
      '',
      ...what.map((one) => `- ${one}`),
    ]),
    '',
  ].join('\n');
}
