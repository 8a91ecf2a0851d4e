import { type StoredFact } from '#contracts';
import { decideAgreement, standings, streamNamed, type AgreementFact, type Said, type Uuid } from '#domain';
import { type Position } from '#event-log';
import { emptyStream, extended, subjectOf, type OpenedStream, type RecordedFact } from '#cases';
import { anAgreement } from '../../../test/support/agreement-builder.js';
import { REGION, uuid } from '../../../test/support/case-builder.js';
import { submissionOf } from '../../../test/support/decision-on-last.js';

const one = uuid('agreement/one');
const other = uuid('agreement/other');
const stream = streamNamed('agreement', one);

const about = (id: Uuid, fact: Said<AgreementFact>): Said<AgreementFact> => ({
  ...fact,
  meta: { ...fact.meta, subject: { kind: 'agreement', id }, eventId: uuid(`${id}/${fact.meta.messageId}`) },
});

/** The facts of a stream, one after another. */
const inStream = (facts: readonly Said<AgreementFact>[]): OpenedStream => {
  const entries = facts.map((fact, revision): RecordedFact => {
    const { eventId, recordedAt } = fact.meta;
    const stored: StoredFact = { kind: 'fact', said: fact, contentHash: '', disclosure: [] };
    const place = { eventId, type: fact.type, revision, position: String(revision) as Position, recordedAt };
    return { ...stored, place };
  });
  return extended(emptyStream(stream, undefined), entries);
};

describe('two subjects of one kind in one stream', () => {
  const [registered] = anAgreement().registered({}, { id: 'r' }).facts as [Said<AgreementFact>];
  const both = [about(one, registered), about(other, registered)];
  const [, taken] = anAgreement([registered]).annulled('r', { id: 't' }).facts as [never, Said<AgreementFact>];
  const [, anew] = anAgreement([registered]).registered({}, { id: 'c', corrects: 'r' }).facts as [
    never,
    Said<AgreementFact>,
  ];

  it('have identities of their own: the same id of the same party is another message', () => {
    const { messages, entries } = inStream(both);
    const asked = (id: string) => messages.of({ source: `/party/${REGION}`, subject: `agreement/${id}`, id: 'r' });
    expect(asked(one)).toBe(entries[0]);
    expect(asked(other)).toBe(entries[1]);
    expect(messages.size).toBe(2);
    expect(
      inStream(both.slice(0, 1)).messages.of({ source: `/party/${REGION}`, subject: `agreement/${other}`, id: 'r' }),
    ).toBeUndefined();
  });

  it('have corrections of their own', () => {
    const [first, second] = standings([...both, about(other, anew)]);
    expect(first).toMatchObject({ original: both[0], corrections: [], current: both[0] });
    expect(second).toMatchObject({ original: both[1], corrections: [about(other, anew)] });
    const decided = decideAgreement(submissionOf(about(other, anew)), both.slice(0, 1));
    expect(decided).toMatchObject({ outcome: 'rejected', rejection: { code: 'CorrectionNamesNothing' } });
  });

  it('have annulments of their own', () => {
    const [first, second] = standings([...both, about(one, taken)]);
    expect(first).toMatchObject({ current: null, annulment: about(one, taken) });
    expect(second).toMatchObject({ current: both[1] });
    const decided = decideAgreement(submissionOf(about(other, taken)), both.slice(0, 1));
    expect(decided).toMatchObject({ outcome: 'rejected', rejection: { code: 'UnknownReference' } });
  });

  it('are told apart by each entry', () => {
    expect(inStream(both).entries.map((entry) => subjectOf(entry).id)).toEqual([one, other]);
  });
});
