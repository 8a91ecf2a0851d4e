import { sampleEvent } from '../test/samples.js';
import { readEnvelope } from './envelope.js';

const event = sampleEvent('placement.started');

function refusal(changes: Record<string, unknown>): { code: string; pointer: string | undefined } {
  const changed = Object.fromEntries(
    Object.entries({ ...event, ...changes }).filter(([, value]) => value !== undefined),
  );
  const read = readEnvelope(changed);
  if (read.ok) throw new Error('taken');
  return { code: read.problem.code, pointer: read.problem.pointer };
}

function takes(changes: Record<string, unknown>): boolean {
  return readEnvelope({ ...event, ...changes }).ok;
}

describe('the envelope', () => {
  it('is kept in one form: time in UTC, the party beside its source', () => {
    expect(readEnvelope(event)).toMatchObject({
      ok: true,
      addressed: {
        envelope: {
          party: 'kommun-2080.socialnamnden',
          time: '2026-01-14T23:30:00.250Z',
          subject: 'placement/00000001-0000-4000-8000-000000000001',
        },
      },
    });
  });

  it.each(['specversion', 'id', 'source', 'type', 'subject', 'time'])('must have %s', (name) => {
    expect(refusal({ [name]: undefined })).toEqual({ code: 'MissingField', pointer: `/${name}` });
    expect(refusal({ [name]: 1 })).toEqual({ code: 'WrongType', pointer: `/${name}` });
    expect(readEnvelope({ ...event, [name]: '' }).ok).toBe(false);
  });

  it.each(['datacontenttype', 'dataschema', 'partitionkey', 'traceparent'])('may go without %s', (name) => {
    const { [name]: _left, ...rest } = event;
    expect(readEnvelope(rest).ok).toBe(true);
    expect(readEnvelope({ ...event, [name]: null })).toEqual(readEnvelope(rest));
  });

  it('takes what is null for what is not there (CloudEvents JSON 2.2)', () => {
    expect(readEnvelope({ ...event, x: null, tracestate: null })).toEqual(readEnvelope(event));
    const { corrects: _corrects, correctionreason: _reason, ...original } = event;
    expect(readEnvelope({ ...original, corrects: null, correctionreason: null })).toEqual(readEnvelope(original));
    expect(refusal({ corrects: null })).toEqual({ code: 'InvalidEnvelope', pointer: '/correctionreason' });
    expect(refusal({ correctionreason: null })).toEqual({ code: 'MissingField', pointer: '/correctionreason' });
    for (const name of ['specversion', 'id', 'source', 'type', 'subject', 'time'])
      expect(refusal({ [name]: null })).toEqual({ code: 'MissingField', pointer: `/${name}` });
  });

  it('takes a tracestate and does not keep it', () => {
    expect(readEnvelope({ ...event, tracestate: 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE' })).toEqual(
      readEnvelope(event),
    );
    expect(refusal({ tracestate: 1 })).toEqual({ code: 'WrongType', pointer: '/tracestate' });
  });

  it.each(['data_base64', 'dataContentType', 'x', '__proto__'])('has no attribute %s', (name) => {
    const odd: unknown = JSON.parse(`{"${name}":"1"}`);
    const read = readEnvelope(Object.defineProperties({ ...event }, Object.getOwnPropertyDescriptors(odd)));
    expect(read).toMatchObject({ ok: false, problem: { code: 'UnknownField', pointer: `/${name}` } });
  });

  it('has a type that parties may send; what the hub itself says is not among them', () => {
    for (const type of ['se.hvbhub.placement.deadlineSet.v1', 'se.hvbhub.placement.started.v2', 'placement.started']) {
      expect(refusal({ type, dataschema: undefined })).toEqual({ code: 'UnknownType', pointer: '/type' });
    }
  });

  it('has a subject of its type', () => {
    expect(refusal({ subject: 'costAllocation/00000001-0000-4000-8000-000000000001' })).toEqual({
      code: 'InvalidEnvelope',
      pointer: '/subject',
    });
    for (const subject of ['placement', 'placement/', 'placement/1', '/00000001-0000-4000-8000-000000000001']) {
      expect(refusal({ subject, partitionkey: undefined }).pointer).toBe('/subject');
    }
  });

  it('has a source with an official party and at most one system', () => {
    expect(takes({ source: '/party/region-20' })).toBe(true);
    expect(takes({ source: '/party/region-20.psykiatri/cosmic:2' })).toBe(true);
    for (const source of [
      '/party/kommun-9999',
      '/party/region-20/a/b',
      'party/region-20',
      '/party/',
      '/party/region-20/å',
    ]) {
      expect(refusal({ source })).toEqual({ code: 'InvalidEnvelope', pointer: '/source' });
    }
  });

  it('has an id of 1 to 64 plain characters', () => {
    expect(takes({ id: 'A.b_c:d-9'.padEnd(64, 'x') })).toBe(true);
    for (const id of ['x'.repeat(65), 'a b', 'å', 'a/b', 'a\n']) {
      expect(refusal({ id })).toEqual({ code: 'InvalidEnvelope', pointer: '/id' });
    }
  });

  it.each(['198112189876', '811218-9876', 'sak:19811218-9876', '701063-2391'])(
    'keeps the person number %s out of what is stored in the open',
    (number) => {
      expect(refusal({ id: number })).toEqual({ code: 'PersonNumberNotAllowed', pointer: '/id' });
      expect(refusal({ corrects: number })).toEqual({ code: 'PersonNumberNotAllowed', pointer: '/corrects' });
      expect(refusal({ source: `/party/region-20/${number}` })).toEqual({
        code: 'PersonNumberNotAllowed',
        pointer: '/source',
      });
      expect(JSON.stringify(readEnvelope({ ...event, id: number }))).not.toContain(number);
    },
  );

  it('has a time with offset that exists', () => {
    for (const time of ['2026-01-15T09:00:00Z', '2026-01-15t09:00:00z', '2026-01-15T09:00:00.123456789-05:30']) {
      expect(takes({ time })).toBe(true);
    }
    const wrong = ['2026-01-15', '2026-01-15T09:00:00', '2026-02-30T09:00:00Z', '2026-01-15T24:00:00Z'];
    for (const time of [
      ...wrong,
      '2026-01-15T09:60:00Z',
      '2026-01-15 09:00:00Z',
      '20260115T090000Z',
      '1899-12-31T00:00:00Z',
    ]) {
      expect(refusal({ time })).toEqual({ code: 'InvalidEnvelope', pointer: '/time' });
    }
  });

  it('has, where given, the schema of its type, JSON as content, and the partition key of its subject', () => {
    expect(refusal({ dataschema: 'https://hvbhub.se/schemas/se.hvbhub.placement.ended.v1' }).pointer).toBe(
      '/dataschema',
    );
    expect(takes({ datacontenttype: 'application/json; charset=UTF-8' })).toBe(true);
    expect(refusal({ datacontenttype: 'text/xml' }).pointer).toBe('/datacontenttype');
    expect(refusal({ datacontenttype: 'application/json; charset=latin1' }).pointer).toBe('/datacontenttype');
    expect(refusal({ partitionkey: '00000002-0000-4000-8000-000000000002' }).pointer).toBe('/partitionkey');
  });

  it('has a W3C trace, where it has one', () => {
    for (const traceparent of [
      '00-0-0-01',
      `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
      `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
    ]) {
      expect(refusal({ traceparent }).pointer).toBe('/traceparent');
    }
  });

  it('of a correction says why, and only of a correction', () => {
    expect(refusal({ correctionreason: undefined })).toEqual({ code: 'MissingField', pointer: '/correctionreason' });
    expect(refusal({ corrects: undefined })).toEqual({ code: 'InvalidEnvelope', pointer: '/correctionreason' });
    expect(refusal({ correctionreason: ' ' }).pointer).toBe('/correctionreason');
    expect(refusal({ correctionreason: 'x'.repeat(501) }).pointer).toBe('/correctionreason');
  });
});
