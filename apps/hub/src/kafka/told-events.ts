/** What a party is told over its topics: receipts, final receipts, and that something lies in quarantine. */
import { uuidOf } from '#cases';
import {
  HUB_EVENT_MEDIA_TYPE,
  HUB_EVENT_TYPES,
  hubEvent,
  openHead,
  openPointer,
  problem,
  topicOf,
  WIRE_PROBLEMS,
  type HubEvent,
  type Problem,
  type TopicKind,
} from '#contracts';
import { ruleOf, type Instant, type PartyId, type Uuid } from '#domain';
import { type OutgoingRecord } from '#engines';
import { type Receipt, type ReceiptFinding } from '../receipt/receipt.js';
import { type UntoldReceipt } from '../state/receipts.port.js';
import { type Submission } from './read-submission.js';

/** The receipt of a submission. The same record with the same outcome is the same event, however often it is told. */
export function receiptRecord(
  { party, recordId, arrival }: Submission,
  receipt: Receipt,
  time: Instant,
): OutgoingRecord {
  const traceparent = arrival.read.ok ? arrival.read.message.envelope.traceparent : undefined;
  const id = uuidOf('receipt', recordId, receipt.outcome);
  return tellReceipt(party, receipt, { id, time, traceparent });
}

/** The last word on a message that waited, by whatever way it came. */
export function finalReceiptRecord({ party, receipt, sequence, givenAt }: UntoldReceipt): OutgoingRecord {
  const { id: messageId, subject, outcome } = receipt;
  const id = uuidOf('final receipt', party, String(sequence), givenAt, subject ?? '', messageId ?? '', outcome);
  return tellReceipt(party, receipt, { id, time: givenAt });
}

/** That a record was put aside, and where; nothing of what it said. */
export function quarantineRecord(submission: Submission, { code }: Problem, told: Told): OutgoingRecord {
  const { party, topic, partition, offset, firstOffset, arrival } = submission;
  const { quarantineId, time } = told;
  const partitionkey = arrival.read.ok ? arrival.read.message.subject.id : undefined;
  return record('quarantine', party, {
    id: uuidOf('quarantined', quarantineId),
    type: HUB_EVENT_TYPES.quarantined,
    time,
    partitionkey,
    data: { ...{ code, quarantineId, topic, partition, offset: firstOffset }, ...lastOffsetOf(firstOffset, offset) },
  });
}

/** Said where the note is about more than one place. */
const lastOffsetOf = (first: number, last: number): object => (first === last ? {} : { lastOffset: last });

export interface Told {
  readonly quarantineId: Uuid;
  readonly time: Instant;
}

function tellReceipt(
  party: PartyId,
  receipt: Receipt,
  told: Pick<HubEvent, 'id' | 'time' | 'traceparent'>,
): OutgoingRecord {
  const { id, subject, subjectId } = openHead(receipt);
  const refused = receipt.problem === undefined ? {} : { problem: openProblem(receipt.problem) };
  const findings = receipt.findings.map(openFinding);
  const { position } = receipt;
  const event: HubEvent = {
    ...told,
    type: HUB_EVENT_TYPES.receipt,
    subject: subject ?? undefined,
    partitionkey: subjectId ?? undefined,
    data: { ...receipt, id, subject, findings, ...refused },
  };
  return record('receipts', party, event, position === undefined ? {} : { position });
}

/**
 * What the rule says to everyone: what it means in the case may tell an age or a day, and what lies in a topic can no
 * longer be decided about. It is read with a token, among the case's findings.
 */
function openFinding({ rule, severity }: ReceiptFinding): ReceiptFinding {
  const { sv, en } = ruleOf(rule);
  return { rule, severity, message_sv: sv, message_en: en };
}

/** As the table has it: its own words may tell of the case. What is said of a message's form tells of nothing but that. */
function openProblem({ code, pointer, expected, rule }: Problem): Problem {
  return problem(code, {
    ...(pointer === undefined ? {} : { pointer: openPointer(pointer) }),
    ...(expected !== undefined && code in WIRE_PROBLEMS ? { expected } : {}),
    ...(rule === undefined ? {} : { rule }),
  });
}

/** Where there is no case to keep an order for, the event's own id is its key. */
function record(
  kind: TopicKind,
  party: PartyId,
  event: HubEvent,
  headers: Readonly<Record<string, string>> = {},
): OutgoingRecord {
  return {
    topic: topicOf(kind, party),
    key: event.partitionkey ?? event.id,
    value: hubEvent(event),
    headers: { 'content-type': HUB_EVENT_MEDIA_TYPE, ...headers },
  };
}
