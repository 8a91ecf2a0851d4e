import { type Derived, type Uuid } from '#domain/facts';
import { SAMPLE_DERIVED } from '../test/derived-samples.js';
import { eventId, key, keysWith, KOMMUN, recordedAt, rewritten, sealedBy, textOf } from '../test/stored-events.js';
import { SealBroken } from './keys.port.js';
import { wireType } from './message-types.js';
import { encodeDerived, encodeErasure } from './stored-derived.js';
import { type StoredDerived, type StoredEvent } from './stored-form.js';
import { decodeStored } from './stored.codec.js';

describe('what the hub said', () => {
  const subject = { kind: 'placement', id: eventId } as const;
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  const eventOf = (derived: Derived, trace?: string): StoredEvent => {
    const place = { stream: 'case-x', type: wireType(derived.type), eventId } as const;
    const body = encodeDerived({ derived, subject, traceparent: trace }, place, sealedBy(key));
    return { ...place, revision: 5, recordedAt, body };
  };
  const decoded = (event: StoredEvent): StoredDerived => decodeStored(event, keysWith(key), 'assess') as StoredDerived;

  it.each(SAMPLE_DERIVED.map((derived) => [derived.type, derived] as const))(
    '%s comes back whole, with whose it is and the trace of the message because of which it was said',
    (_type, derived) => {
      const event = eventOf(derived, traceparent);
      expect(decoded(event)).toEqual({
        ...{ kind: 'derived', derived, subject, owner: KOMMUN, traceparent, eventId, revision: 5 },
        ...{ recordedAt, recordedOn: '2026-01-15' },
      });
      expect(decoded(eventOf(derived))).not.toHaveProperty('traceparent');
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
    for (const broken of [moved, { ...event, eventId: '0' as Uuid }, { ...event, stream: 'case-y' as const }])
      expect(() => decoded(broken)).toThrow(SealBroken);
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
