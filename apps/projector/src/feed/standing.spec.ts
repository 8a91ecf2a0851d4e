import { emptyStream, extended, type RecordedFact, type StreamCache } from '#cases';
import { streamNamed, type AgreementFact, type Said } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { anAgreement } from '../../../../test/support/agreement-builder.js';
import { name, REGION, uuid } from '../../../../test/support/case-builder.js';
import { addressed } from './standing.js';
import { thinRecords } from './thin-event.js';

describe('an event of a stream where two subjects of a kind stand', () => {
  const ids = [uuid('agreement/one'), uuid('agreement/other')] as const;
  const stream = streamNamed('agreement', ids[0]);
  const [registered] = anAgreement().registered().facts as [Said<AgreementFact>];
  const events = ids.map((id, revision): RecordedEvent => ({
    stream,
    revision,
    eventId: uuid(`event/${id}`),
    type: 'se.hvbhub.agreement.registered.v1',
    recordedAt: registered.meta.recordedAt,
    position: String(revision) as Position,
    body: new Uint8Array(),
  }));
  const entries = events.map(({ stream: _stream, body: _body, ...place }, at): RecordedFact => {
    const { eventId, revision } = place;
    const meta = { ...registered.meta, subject: { kind: 'agreement', id: ids[at]! } as const, eventId, revision };
    return { kind: 'fact', said: { ...registered, meta }, contentHash: '', disclosure: [], place };
  });
  const opened = extended(emptyStream(stream, undefined), entries);

  it('is told of its own subject, and keyed by its stream', async () => {
    const deps = {
      cache: { upToDate: (() => Promise.resolve(opened)) as unknown as StreamCache['upToDate'] },
      bearing: { at: () => Promise.resolve({ surroundings: { agreements: [] }, key: '' }) },
      name,
    };
    const told = await addressed(deps, events, '1' as Position);
    const records = told.flatMap((one) => thinRecords(one.event, one.told, [REGION]));
    expect(
      records.map(({ value }) => (JSON.parse(Buffer.from(value).toString()) as { subject: string }).subject),
    ).toEqual(ids.map((id) => `agreement/${id}`));
    expect(new Set(records.map(({ key }) => key))).toEqual(new Set([ids[0]]));
  });
});
