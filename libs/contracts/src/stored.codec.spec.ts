import { type Derived, type Instant, type Said, type PlacementFact, type Uuid } from '#domain/facts';
import { SAMPLE_DERIVED } from '../test/derived-samples.js';
import { fixedKey } from '../test/fixed-key.js';
import { PLACEMENT_ID, SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { SealBroken, type StreamKey } from './keys.port.js';
import { type FactType, wireType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { type Message, readMessage } from './read-message.js';
import { encodeDerived } from './stored-derived.js';
import {
  type StoredDerived,
  type StoredEvent,
  type StoredFact,
  contentHashOf,
  decodeStored,
  encodeFact,
  writeFact,
} from './stored.codec.js';

const TYPES = Object.keys(SAMPLE_DATA) as FactType[];
const key = fixedKey(1);
const eventId = '0000000f-0000-5000-8000-00000000000f' as Uuid;
const recordedAt = '2026-01-14T23:30:01.000Z' as Instant;

function taken(event: unknown): Message {
  const read = readMessage(event);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.message;
}

function stored(type: FactType, under: StreamKey = key): StoredEvent {
  const message = taken(sampleEvent(type));
  const body = encodeFact(message, eventId, under);
  return { stream: message.stream, revision: 4, type: message.envelope.type, eventId, recordedAt, body };
}

const textOf = (event: StoredEvent): string => Buffer.from(event.body).toString('utf8');
const rewritten = (event: StoredEvent, change: (text: string) => string): StoredEvent => ({
  ...event,
  body: Buffer.from(change(textOf(event))),
});
const fact = (event: StoredEvent, under: StreamKey | 'erased', want: 'assess' | 'show'): StoredFact =>
  decodeStored(event, under, want) as StoredFact;

describe('a stored fact', () => {
  it.each(TYPES)('%s comes back whole to be shown', (type) => {
    const message = taken(sampleEvent(type));
    const { said, disclosure, correctionReason, contentHash, traceparent } = fact(stored(type), key, 'show');
    expect({ type: said.type, data: said.data }).toEqual(message.fact);
    expect(disclosure).toEqual(message.disclosure);
    expect(correctionReason).toBe(message.envelope.correctionreason);
    expect(traceparent).toBe(message.envelope.traceparent);
    expect(contentHash).toBe(contentHashOf(message, key));
  });

  it.each(TYPES)('%s reads when it is written as it will be read to assess', (type) => {
    const message = taken(sampleEvent(type));
    const place = { eventId, revision: 4, recordedAt };
    const { body, stored: written } = writeFact(message, place, key, contentHashOf(message, key));
    const event: StoredEvent = { ...place, stream: message.stream, type: message.envelope.type, body };
    expect(written).toStrictEqual(fact(event, key, 'assess'));
    expect(fact(event, key, 'show')).toEqual(fact(stored(type), key, 'show'));
  });

  it('knows who said it, when, and when the hub recorded it', () => {
    expect(fact(stored('placement.started'), key, 'assess').said.meta).toEqual({
      eventId,
      subject: { kind: 'placement', id: PLACEMENT_ID },
      messageId: 'sample:placement.started',
      source: '/party/kommun-2080.socialnamnden/treserva-1',
      party: 'kommun-2080.socialnamnden',
      time: '2026-01-14T23:30:00.250Z',
      saidOn: '2026-01-15',
      corrects: 'sample:before',
      revision: 4,
      recordedAt,
      recordedOn: '2026-01-15',
    });
  });

  it('opens the birth date to assess, and no free text', () => {
    const { said } = fact(stored('placement.registered'), key, 'assess');
    const { data } = said as Extract<Said<PlacementFact>, { type: 'placement.registered' }>;
    expect(data.person.birthDate).toBe('2010-02-28');
    expect(data.person.identity).toBe('erased');
    expect(data.hvb).toMatchObject({ name: '', ivoPermit: '', kommun: '2061' });
    expect(data.goals).toEqual(['', '']);
  });

  it('opens to assess the one text that a rule reads: who decided on self care (A-084)', () => {
    const { said } = fact(stored('placement.selfCareDecided'), key, 'assess');
    expect(said.data).toMatchObject({ decidedByRole: 'Sjuksköterska' });
    expect(fact(stored('placement.selfCareDecided'), 'erased', 'assess').said.data).toMatchObject({
      decidedByRole: '',
    });
  });

  it('without a birth date is assessed without its key being used', () => {
    const unusable: StreamKey = {
      ...key,
      open: () => {
        throw new Error('opened');
      },
    };
    expect(fact(stored('placement.childHeard'), unusable, 'assess').said.data).toEqual({ on: '2026-01-14', how: '' });
    expect(() => fact(stored('placement.childHeard'), unusable, 'show')).toThrow('opened');
  });

  it('whose key is erased keeps its dates, codes and numbers, and nothing about the person', () => {
    const { said, correctionReason } = fact(stored('placement.registered'), 'erased', 'show');
    expect(said.data).toMatchObject({ person: { birthDate: 'erased', identity: 'erased' }, goals: ['', ''] });
    expect(said.data).toMatchObject({ plannedFrom: '2026-01-15', registeredKommun: '2080' });
    expect(correctionReason).toBe('');
  });

  it('does not open under another key, in another event, or when altered', () => {
    const event = stored('placement.registered');
    expect(() => decodeStored(event, fixedKey(2), 'assess')).toThrow(SealBroken);
    expect(() => decodeStored({ ...event, eventId: '0' as Uuid }, key, 'assess')).toThrow(SealBroken);
    const sealed = /"a":"([^"]{8})/.exec(textOf(event))![1]!;
    const altered = rewritten(event, (text) => text.replace(sealed, `${sealed.slice(4)}${sealed.slice(0, 4)}`));
    expect(() => decodeStored(altered, key, 'assess')).toThrow(SealBroken);
  });

  it('of a type or version never written is a defect, not a guess', () => {
    const event = stored('placement.started');
    expect(() => decodeStored({ ...event, type: 'placement.started' }, key, 'assess')).toThrow(ContractBroken);
    const newer = rewritten(event, (text) => text.replace('"v":1', '"v":2'));
    expect(() => decodeStored(newer, key, 'assess')).toThrow(ContractBroken);
  });

  it('tells by its content hash whether a message is the same, and tells nothing without the key', () => {
    const message = taken(sampleEvent('placement.childHeard'));
    const { contentHash } = fact(stored('placement.childHeard'), key, 'assess');
    expect(contentHashOf(message, key)).toBe(contentHash);
    expect(contentHashOf(message, fixedKey(2))).not.toBe(contentHash);
  });
});

describe('what the hub said', () => {
  const row = { stream: 'case-x', revision: 5, eventId, recordedAt } as const;
  const decoded = (derived: Derived, under: StreamKey | 'erased'): Derived => {
    const event = { ...row, type: wireType(derived.type), body: encodeDerived(derived, key) };
    return (decodeStored(event, under, 'assess') as StoredDerived).derived;
  };

  it.each(SAMPLE_DERIVED.map((derived) => [derived.type, derived] as const))(
    '%s carries the trace of the message because of which it was said, beside what it says',
    (type, derived) => {
      const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
      const body = encodeDerived(derived, key, traceparent);
      const event = { stream: 'case-x', revision: 1, type: wireType(type), eventId, recordedAt, body } as const;
      const read = decodeStored(event, key, 'assess') as StoredDerived;
      expect([read.traceparent, read.derived]).toEqual([traceparent, derived]);
    },
  );

  it.each(SAMPLE_DERIVED.map((derived) => [derived.type, derived] as const))(
    '%s comes back whole',
    (_type, derived) => {
      const { fromBirthDate: _sealed, ...open } = derived as Derived & { fromBirthDate: true };
      expect(decoded(derived, key)).toEqual(derived);
      expect(decoded(open as Derived, 'erased')).toEqual(open);
    },
  );

  it('is sealed where a birth date lies behind its dates, ids and kinds excepted', () => {
    const [set] = SAMPLE_DERIVED;
    expect(decoded(set!, 'erased')).toMatchObject({
      type: 'placement.deadlineSet',
      data: { kind: 'reviewLVU3', startsOn: 'erased', dueOn: 'erased', latestLawfulOn: 'erased' },
    });
    for (const derived of SAMPLE_DERIVED) {
      const { data } = JSON.parse(Buffer.from(encodeDerived(derived, key)).toString('utf8')).open;
      expect(JSON.stringify(data)).not.toMatch(/\d{4}-\d{2}-\d{2}|fyllde|turned/);
    }
  });

  it('does not open beside another open part than its own', () => {
    const [set] = SAMPLE_DERIVED;
    const event = { ...row, type: wireType(set!.type), body: encodeDerived(set!, key) };
    const moved = rewritten(event, (text) => text.replace('reviewLVU3', 'reviewLVU2'));
    expect(() => decodeStored(moved, key, 'assess')).toThrow(SealBroken);
  });
});

describe('privacy at rest', () => {
  const NUMBER = '19811218-9876';

  /** Every text of the message replaced by one that holds a person number; only what may hold text takes it. */
  function withNumberIn(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withNumberIn);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNumberIn(member)]));
    }
    return typeof value === 'string' ? `Om ${NUMBER}` : value;
  }

  /** The paths of a value's texts. */
  function pathsOf(value: unknown, path: string[] = []): string[][] {
    if (typeof value === 'string') return [path];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]));
  }

  function replaced(value: unknown, [name, ...rest]: string[]): unknown {
    if (name === undefined) return withNumberIn(value);
    const copy = structuredClone(value) as Record<string, unknown>;
    copy[name] = replaced(copy[name], rest);
    return copy;
  }

  it.each(TYPES)('a person number in any one field of %s is refused, or found nowhere in the stored bytes', (type) => {
    const event = sampleEvent(type);
    for (const path of pathsOf(event)) {
      const read = readMessage(replaced(event, path));
      if (!read.ok) expect(JSON.stringify(read.problem)).not.toContain('9876');
      else expect(Buffer.from(encodeFact(read.message, eventId, key)).toString('utf8')).not.toContain('9876');
    }
  });

  it.each(TYPES)('no text of %s that a person wrote lies in the open', (type) => {
    const event = stored(type);
    const open = JSON.stringify(JSON.parse(textOf(event)).open);
    const covered = JSON.stringify(fact(event, 'erased', 'show').said.data);
    for (const path of pathsOf(SAMPLE_DATA[type])) {
      const value = path.reduce<unknown>(
        (holder, name) => (holder as Record<string, unknown>)[name],
        SAMPLE_DATA[type],
      ) as string;
      if (/[ åäöÅÄÖ]/.test(value)) expect(open + covered).not.toContain(value);
    }
    expect(open).not.toContain('198112189876');
    expect(open).not.toContain('2010-02-28');
    expect(open).not.toContain('Felskrivning');
    expect(open).not.toContain('Socialsekreterare');
  });
});
