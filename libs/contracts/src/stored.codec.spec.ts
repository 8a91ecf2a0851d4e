import { type Controller, type PlacementFact, type Said, type Uuid, controllerOf } from '#domain/facts';
import { fixedKey } from '../test/fixed-key.js';
import { PLACEMENT_ID, SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import {
  eventId,
  key,
  keysWith,
  KOMMUN,
  recordedAt,
  rewritten,
  sealedBy,
  stored,
  storedMessage,
  taken,
  textOf,
} from '../test/stored-events.js';
import { KeyMissing, SealBroken, type StreamKey } from './keys.port.js';
import { type FactType, wireType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { readMessage } from './read-message.js';
import { type ErasedFact, type StoredEvent, type StoredFact } from './stored-form.js';
import { contentHashOf, decodeStored, writeFact } from './stored.codec.js';

const TYPES = Object.keys(SAMPLE_DATA) as FactType[];

const fact = (event: StoredEvent, under: StreamKey | 'erased', want: 'assess' | 'show'): StoredFact =>
  decodeStored(event, keysWith(under), want) as StoredFact;

/** The paths of a value's texts. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]));
}

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
    const { body, stored: written } = writeFact(message, place, sealedBy(key), contentHashOf(message, key));
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
    expect(data.person.staysPermanentlyIn).toBe('2081');
    expect(data.hvb).toMatchObject({ name: '', ivoPermit: '', kommun: '2061' });
    expect(data.goals).toEqual(['', '']);
  });

  it('opens to assess the one text that a rule reads: who decided on self care (A-084)', () => {
    const { said } = fact(stored('placement.selfCareDecided'), key, 'assess');
    expect(said.data).toMatchObject({ decidedByRole: 'Sjuksköterska' });
  });

  it('opens one part to assess, and the other only to show', () => {
    let opened = 0;
    const counting: StreamKey = {
      ...key,
      open: (...asked) => {
        opened += 1;
        return key.open(...asked);
      },
    };
    expect(fact(stored('placement.childHeard'), counting, 'assess').said.data).toEqual({ on: '2026-01-14', how: '' });
    expect(opened).toBe(1);
    fact(stored('placement.childHeard'), counting, 'show');
    expect(opened).toBe(3);
  });

  it('whose key is erased is only that it was said, of what type, by whom and when', () => {
    const event = stored('placement.registered');
    const { meta } = fact(event, key, 'assess').said;
    const contentHash = contentHashOf(taken(sampleEvent('placement.registered')), key);
    expect(decodeStored(event, keysWith('erased'), 'show')).toEqual({
      kind: 'erasedFact',
      type: 'placement.registered',
      meta,
      owner: KOMMUN,
      contentHash,
    } satisfies ErasedFact);
  });

  it('whose key its stream does not have is a defect, whoever else has one there', () => {
    const event = stored('placement.started');
    expect(() => decodeStored(event, new Map(), 'assess')).toThrow(KeyMissing);
    expect(() => decodeStored(event, keysWith(key, 'region-20' as Controller), 'assess')).toThrow(KeyMissing);
  });

  it('tells what its key commits to where it is the first under it, and nowhere else', () => {
    const message = taken(sampleEvent('placement.started'));
    const openOf = (event: StoredEvent): Record<string, unknown> => JSON.parse(textOf(event)).open;
    const commit = Buffer.from(key.mac(Buffer.from('commit'))).toString('base64');
    expect(openOf(storedMessage(message, sealedBy(key, true)))['commit']).toBe(commit);
    expect(openOf(storedMessage(message))).not.toHaveProperty('commit');
  });

  it('does not open under another key, in another event, or when altered', () => {
    const event = stored('placement.registered');
    const keys = keysWith(key);
    expect(() => decodeStored(event, keysWith(fixedKey(2)), 'assess')).toThrow(SealBroken);
    expect(() => decodeStored({ ...event, eventId: '0' as Uuid }, keys, 'assess')).toThrow(SealBroken);
    expect(() => decodeStored({ ...event, stream: 'case-x' }, keys, 'assess')).toThrow(SealBroken);
    const type = wireType('placement.started');
    expect(() => decodeStored({ ...event, type }, keys, 'assess')).toThrow(SealBroken);
    const sealed = /"a":"([^"]{8})/.exec(textOf(event))![1]!;
    const altered = rewritten(event, (text) => text.replace(sealed, `${sealed.slice(4)}${sealed.slice(0, 4)}`));
    expect(() => decodeStored(altered, keys, 'assess')).toThrow(SealBroken);
  });

  it('does not open beside another open part than its own, nor one part as the other', () => {
    const event = stored('placement.registered');
    const [, a = '', s = ''] = /"a":"([^"]+)","s":"([^"]+)"/.exec(textOf(event)) ?? [];
    const changes: ((text: string) => string)[] = [
      (text) => text.replace('treserva-1', 'treserva-2'),
      (text) => text.replace('"sample:before"', '"sample:later"'),
      (text) => text.replace(a, s),
    ];
    for (const change of changes)
      expect(() => decodeStored(rewritten(event, change), keysWith(key), 'show')).toThrow(SealBroken);
  });

  it.each([
    '',
    '{',
    'null',
    '{"v":4}',
    '{"v":2',
    '{"v":2,"is":"fact","open":}',
    '{"v":2,"is":"fact","open":null}',
    '[[[',
  ])('of a form never written is a defect that says so, whoever wrote it: %j', (body) => {
    const event = { ...stored('placement.started'), body: Buffer.from(body) };
    for (const want of ['assess', 'show'] as const)
      expect(() => decodeStored(event, keysWith(key), want)).toThrow(ContractBroken);
  });

  it('of a type or version never written is a defect, not a guess', () => {
    const event = stored('placement.started');
    expect(() => decodeStored({ ...event, type: 'placement.started' }, keysWith(key), 'assess')).toThrow(
      ContractBroken,
    );
    const changed: ((text: string) => string)[] = [
      (text) => text.replace('"v":2', '"v":3'),
      (text) => text.replace('"is":"fact"', '"is":"word"'),
      (text) => text.replace('"is":"fact"', '"is":"saying"'),
      (text) => text.replace(/,"sealed":.*/, '}'),
    ];
    for (const change of changed)
      expect(() => decodeStored(rewritten(event, change), keysWith(key), 'assess')).toThrow(ContractBroken);
  });

  it('tells by its content hash whether a message is the same, and tells nothing without the key', () => {
    const message = taken(sampleEvent('placement.childHeard'));
    const { contentHash } = fact(stored('placement.childHeard'), key, 'assess');
    expect(contentHashOf(message, key)).toBe(contentHash);
    expect(contentHashOf(message, fixedKey(2))).not.toBe(contentHash);
  });
});

describe('privacy at rest', () => {
  const NUMBER = '19811218-9876';
  /** The number with its hyphen or without: long enough that sealed text never holds it by chance. */
  const WRITTEN = /811218-?9876/;

  /** Every text of the message replaced by one that holds a person number; only what may hold text takes it. */
  function withNumberIn(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withNumberIn);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNumberIn(member)]));
    }
    return typeof value === 'string' ? `Om ${NUMBER}` : value;
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
      if (!read.ok) expect(JSON.stringify(read.problem)).not.toMatch(WRITTEN);
      else expect(textOf(storedMessage(read.message))).not.toMatch(WRITTEN);
    }
  });

  it.each(TYPES)(
    'of %s lies in the open which message it is, who said it and when, and nothing of what it says',
    (type) => {
      const message = taken(sampleEvent(type));
      const { id, source, subject, time, corrects } = message.envelope;
      const { v: _version, is, open, sealed } = JSON.parse(textOf(stored(type)));
      expect(is).toBe('fact');
      const hash = contentHashOf(message, key);
      expect(open).toEqual({ id, source, subject, time, hash, key: controllerOf(message.envelope.party), corrects });
      for (const part of Object.values(sealed)) expect(part).toMatch(/^[A-Za-z0-9+/]+=*$/);
    },
  );
});
