import { problem, readMessage, type Problem } from '#contracts';
import { ruleOf, type Instant, type Uuid } from '#domain';
import { type OutgoingRecord } from '#engines';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { recordOf } from '../../../../test/support/submitted.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { type Receipt } from '../receipt/receipt.js';
import { readSubmission, type Submission } from './read-submission.js';
import { finalReceiptRecord, quarantineRecord, receiptRecord } from './told-events.js';

const PERSON_NUMBER = '191212121212';
const party = PLACING_PARTY;
const source = { party, topic: `hvb.submissions.${party}`, partition: 2 };
const time = '2026-01-15T08:00:00.000Z' as Instant;
const quarantineId = '0000000f-0000-4000-8000-00000000000f' as Uuid;
const [registered] = eventsOf(aCase().registered());
const caseId = registered!.subject.slice('placement/'.length);

const submitted = (value: object | string, offset = 7): Submission => readSubmission(source, recordOf(offset, value));
const eventIn = (record: OutgoingRecord) => JSON.parse(Buffer.from(record.value).toString()) as Record<string, unknown>;
const accepted: Receipt = {
  id: registered!.id,
  subject: registered!.subject,
  outcome: 'accepted',
  position: '12' as NonNullable<Receipt['position']>,
  findings: [],
};

describe('a receipt over Kafka', () => {
  it('is a CloudEvent of the hub, keyed by the case, with the position beside it', () => {
    const record = receiptRecord(submitted(registered!), accepted, time);
    expect([record.topic, record.key, record.headers['position']]).toEqual([`hvb.receipts.${party}`, caseId, '12']);
    expect(eventIn(record)).toMatchObject({
      specversion: '1.0',
      source: '/hub',
      type: 'se.hvbhub.receipt.v1',
      subject: registered!.subject,
      partitionkey: caseId,
      datacontenttype: 'application/json',
      data: accepted,
    });
  });

  it('is the same event for the same record and outcome, and another for another', () => {
    const idOf = (submission: Submission, receipt: Receipt) => eventIn(receiptRecord(submission, receipt, time))['id'];
    const id = idOf(submitted(registered!), accepted);
    expect(idOf(submitted(registered!), accepted)).toBe(id);
    expect(idOf(submitted(registered!), { ...accepted, outcome: 'duplicate' })).not.toBe(id);
    expect(idOf(submitted(registered!, 8), accepted)).not.toBe(id);
  });

  it('carries the trace of its message', () => {
    const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    expect(eventIn(receiptRecord(submitted({ ...registered!, traceparent }), accepted, time))['traceparent']).toBe(
      traceparent,
    );
  });

  it('repeats nothing that a sender could have put there: it will lie in a topic', () => {
    const bad = { ...registered!, id: PERSON_NUMBER, subject: `placement/${PERSON_NUMBER}`, [PERSON_NUMBER]: 1 };
    const read = readMessage(bad);
    expect(read.ok).toBe(false);
    const refused = problem('UnknownField', { pointer: `/data/person/${PERSON_NUMBER}` });
    const receipt: Receipt = { ...accepted, id: bad.id, subject: bad.subject, outcome: 'rejected', problem: refused };
    const record = receiptRecord(submitted(bad), receipt, time);
    expect(Buffer.from(record.value).toString()).not.toContain(PERSON_NUMBER);
    expect(record.key).not.toContain(PERSON_NUMBER);
    expect(eventIn(record)['data']).toMatchObject({ id: null, subject: null, problem: { pointer: '/data/person' } });
  });
});

describe('what lies in a topic', () => {
  const said = (receipt: Receipt): string =>
    Buffer.from(receiptRecord(submitted(registered!), receipt, time).value).toString();

  it('tells of a finding what its rule says to everyone, and nothing that tells an age or a day of the case', () => {
    const rule = 'A-056';
    const own = {
      message_sv: 'Den unge fyllde 15 den 16 juli 2026.',
      message_en: 'The young person turned 15 on 16 July.',
    };
    const told = said({ ...accepted, findings: [{ rule, severity: 'breach', ...own }] });
    const { sv, en } = ruleOf(rule);
    expect((JSON.parse(told) as { data: Receipt }).data.findings).toEqual([
      { rule, severity: 'breach', message_sv: sv, message_en: en },
    ]);
    expect(told).not.toContain('16 ');
  });

  it('tells of a refusal by the law its code, rule and field, and no fact of the case; of a form what was expected', () => {
    const refused = (why: Problem): Receipt => ({ ...accepted, outcome: 'rejected', problem: why });
    const ended = problem('CaseEnded', { detail: 'Placeringen avslutades 2026-07-16.', expected: '≤ 2026-07-16' });
    expect(said(refused(ended))).not.toContain('2026-07-16');
    expect(said(refused(problem('WrongType', { pointer: '/data', expected: 'object' })))).toContain(
      '"expected":"object"',
    );
  });
});

describe('a final receipt', () => {
  it('is the same event whichever hub tells it, and how often', () => {
    const untold = { sequence: 3, party, receipt: accepted, givenAt: time };
    expect(finalReceiptRecord(untold)).toEqual(finalReceiptRecord({ ...untold }));
    expect(eventIn(finalReceiptRecord(untold))['id']).not.toBe(
      eventIn(finalReceiptRecord({ ...untold, sequence: 4 }))['id'],
    );
    expect(finalReceiptRecord(untold)).toMatchObject({ topic: `hvb.receipts.${party}`, key: caseId });
  });
});

describe('a note on what was put aside', () => {
  const note = (submission: Submission) =>
    quarantineRecord(submission, problem('MalformedJson', { pointer: '/x' }), { quarantineId, time });

  it('says why, where it lies and where it came from, and nothing else', () => {
    const record = note(submitted(`{"id":"${PERSON_NUMBER}`));
    const event = eventIn(record);
    expect(record.topic).toBe(`hvb.quarantine.${party}`);
    expect(event['type']).toBe('se.hvbhub.quarantined.v1');
    expect(event['data']).toEqual({
      code: 'MalformedJson',
      quarantineId,
      topic: source.topic,
      partition: 2,
      offset: 7,
    });
    expect(Object.keys(event)).not.toContain('subject');
    expect(record.key).toBe(event['id']);
  });

  it('is keyed by the case of a message that could be read', () => {
    expect(note(submitted(registered!)).key).toBe(caseId);
  });
});

describe('a submission', () => {
  it('is put aside under the same id each time it is delivered, and under no other record’s', () => {
    const { refusedAs } = submitted('{"half').arrival;
    expect(submitted('{"half').arrival.refusedAs).toBe(refusedAs);
    expect(submitted('{"half', 8).arrival.refusedAs).not.toBe(refusedAs);
  });

  it('that cannot be read keeps its bytes as they came', () => {
    expect(Buffer.from(submitted('{"half').arrival.bytes()).toString()).toBe('{"half');
    expect(readSubmission(source, recordOf(1, null)).arrival.bytes()).toHaveLength(0);
  });
});
