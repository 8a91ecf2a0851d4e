import { type Derived, type Uuid } from '#domain/facts';
import { SAMPLE_DERIVED } from '../test/derived-samples.js';
import { eventId, key, keysWith, KOMMUN, recordedAt, rewritten, sealedBy, textOf } from '../test/stored-events.js';
import { SealBroken, type StreamKey } from './keys.port.js';
import { wireType } from './message-types.js';
import { encodeDerived, encodeErasure } from './stored-derived.js';
import { ContractBroken } from './problems.js';
import { type StoredDerived, type StoredEvent, type Want } from './stored-form.js';
import { decodeStored } from './stored.codec.js';

describe('what the hub said', () => {
  const subject = { kind: 'placement', id: eventId } as const;
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  const eventOf = (derived: Derived, trace?: string): StoredEvent => {
    const place = { stream: 'case-x', type: wireType(derived.type), eventId } as const;
    const body = encodeDerived({ derived, subject, traceparent: trace }, place, sealedBy(key));
    return { ...place, revision: 5, recordedAt, body };
  };
  const wants: readonly Want[] = ['assess', 'show'];
  const decoded = (event: StoredEvent, want: Want): StoredDerived =>
    decodeStored(event, keysWith(key), want) as StoredDerived;

  it.each(SAMPLE_DERIVED.map((derived) => [derived.type, derived] as const))(
    '%s comes back whole, with whose it is and the trace of the message because of which it was said',
    (_type, derived) => {
      const event = eventOf(derived, traceparent);
      for (const want of wants) {
        expect(decoded(event, want)).toEqual({
          ...{ kind: 'derived', derived, subject, owner: KOMMUN, traceparent, eventId, revision: 5 },
          ...{ recordedAt, recordedOn: '2026-01-15' },
        });
        expect(decoded(eventOf(derived), want).traceparent).toBeUndefined();
      }
    },
  );

  it.each(SAMPLE_DERIVED.map((derived) => [derived.type, derived] as const))(
    '%s shows in the open what it is about, whose key seals it and what caused it, and nothing else',
    (_type, derived) => {
      const body = JSON.parse(textOf(eventOf(derived, traceparent)));
      expect(Object.keys(body)).toEqual(['v', 'is', 'open', 'sealed']);
      expect(body.open).toEqual({ subject: `placement/${eventId}`, key: KOMMUN, causedBy: derived.why.causedBy });
      expect(Object.keys(body.sealed)).toEqual(['a']);
    },
  );

  it('is not written where nothing of that type is ever said: nobody could read the stream again', () => {
    expect(() => eventOf({ ...SAMPLE_DERIVED[0]!, type: 'agreement.disclosureWidened' as never })).toThrow(RangeError);
  });

  it('is after erasure only that something was said', () => {
    for (const derived of SAMPLE_DERIVED)
      expect(decodeStored(eventOf(derived), keysWith('erased'), 'show')).toEqual({
        ...{ kind: 'erasedDerived', type: derived.type, subject, owner: KOMMUN, eventId, revision: 5 },
        ...{ recordedAt, recordedOn: '2026-01-15' },
      });
  });

  it('does not open beside another open part than its own, nor in another event', () => {
    const event = eventOf(SAMPLE_DERIVED[0]!);
    const moved = rewritten(event, (text) => text.replace('0000000e', '0000000d'));
    for (const broken of [moved, { ...event, eventId: '0' as Uuid }, { ...event, stream: 'case-y' as const }]) {
      expect(() => decoded(broken, 'show')).toThrow(SealBroken);
      expect(() => decoded(broken, 'assess').derived).toThrow(SealBroken);
    }
  });

  it('is opened to assess when it is first asked for, and once', () => {
    const derived = SAMPLE_DERIVED[0]!;
    let opened = 0;
    const counting = { ...key, open: (...sealed: Parameters<StreamKey['open']>) => (opened++, key.open(...sealed)) };
    const read = decodeStored(eventOf(derived, traceparent), keysWith(counting), 'assess') as StoredDerived;
    expect([read.subject, read.owner, read.revision, opened]).toEqual([subject, KOMMUN, 5, 0]);
    expect([read.derived, read.traceparent, read.derived, opened]).toEqual([derived, traceparent, derived, 1]);
    expect(read.derived).toBe(read.derived);
  });

  it('is of a form that was never written as soon as somebody reads it, to show at once', () => {
    const event = eventOf(SAMPLE_DERIVED[0]!);
    const text: StreamKey = { ...key, open: () => Buffer.from('no JSON') };
    const read = (want: Want) => decodeStored(event, keysWith(text), want) as StoredDerived;
    expect(() => read('show')).toThrow(ContractBroken);
    expect(() => read('assess').derived).toThrow(ContractBroken);
    expect(read('assess').eventId).toBe(eventId);
  });
});

describe('an erasure', () => {
  const place = { stream: 'case-x', type: wireType('placement.erased'), eventId } as const;

  it.each([KOMMUN, ''] as const)('tells whose keys were destroyed, and is read without any: %p', (owner) => {
    const subject = { kind: 'placement', id: eventId } as const;
    const event = { ...place, revision: 6, recordedAt, body: encodeErasure(subject, owner, place) };
    const open = { subject: `placement/${eventId}`, key: owner, erased: true };
    expect(JSON.parse(textOf(event))).toEqual({ v: 2, is: 'saying', open });
    expect(decodeStored(event, new Map(), 'assess')).toEqual({
      ...{ kind: 'erasure', owner, subject, eventId, revision: 6, recordedAt, recordedOn: '2026-01-15' },
    });
  });
});
