import fc from 'fast-check';
import { seeded } from '../../../test/bench/seeded.js';
import { always } from '../../../test/support/always.js';
import { numberInId, numberInNoUuid, numberInText, SAFE_IDS } from '../../../test/support/planted.js';
import { sampleEvent } from '../test/samples.js';
import { readEnvelope } from './envelope.js';
import { isOpenPartyId, isOpenUuid, isPublisherId, isRepeatable } from './open-values.js';
import { pointerToken } from './pointer.js';

const NUMBER = '8112189876';
const TWELVE = `19${NUMBER}`;

describe('an id of the publisher', () => {
  it.each([
    '19640823-3234-4c1b-9a57-4d2f60c1b7aa',
    'c0ffee00-1234-4abc-9def-196408233234',
    'C0FFEE00-1234-4ABC-9DEF-196408233234',
    'evt-c0ffee00-1234-4abc-9def-196408233234',
    'urn:uuid:019b3b2c-8112-7189-8761-196408233234',
    'c0ffee0012344abc9def196408233234',
    '01J8112189876ABCDEFGHJKMNP',
    'evt_01j8112189876abcdefghjkmnp',
    'evt-123456789',
  ])('may be %s: what a generator makes, or fewer than ten digits', (id) => {
    expect(isPublisherId(id)).toBe(true);
  });

  it.each([
    [`c0ffee00-1234-4abc-9def-196408233234-${NUMBER}`, 'a number beside a uuid'],
    [`xc0ffee00-1234-4abc-9def-${TWELVE}`, 'a uuid that does not stand alone'],
    [`c0ffee00-1234-9abc-9def-${TWELVE}`, 'a uuid of no version'],
    [`c0ffee00-1234-4abc-cdef-${TWELVE}`, 'a uuid of another variant'],
    [`c0ffee0012344abccdefa${NUMBER}b`, 'a uuid without hyphens and of another variant'],
    [`01J${TWELVE}BCDEFGHJKMN`, 'twelve digits in a ULID'],
    [`01J${NUMBER}ABCDEFGHJKM`, 'a ULID one short'],
    [`01J${NUMBER}ABCDEFGHJKMI`, 'a letter that no ULID has'],
    [`81J${NUMBER}ABCDEFGHJKMN`, 'a ULID of no time'],
    [`evt-${NUMBER}`, 'ten digits'],
    ['191212_121212', 'digits parted in the middle'],
    ['1912121212-12', 'digits parted near the end'],
    ['1.9.1.2.1.2.1.2.1.2.1.2', 'digits parted everywhere'],
    ['900073-2389', 'a samordningsnummer of unknown month (2d)'],
  ])('may not be %s: %s', (id) => {
    expect(isPublisherId(id)).toBe(false);
  });

  it.each(Object.keys(SAFE_IDS))('is never refused as a %s', (form) => {
    always(
      fc.property(fc.nat(), (seed) => {
        const id = SAFE_IDS[form]!(seeded(seed));
        expect([id, isPublisherId(id)]).toEqual([id, true]);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('a person number, planted anywhere', () => {
  const event = sampleEvent('placement.started');
  const code = (changes: object): unknown => {
    const read = readEnvelope({ ...event, ...changes });
    return read.ok ? 'taken' : read.problem.code;
  };
  const planted = (numRuns: number, holds: (from: ReturnType<typeof seeded>) => void): void => {
    always(
      fc.property(fc.nat(), (seed) => {
        holds(seeded(seed));
      }),
      { numRuns },
    );
  };

  it('is taken in no attribute that lies in the open, and not repeated', () => {
    planted(1_000, (from) => {
      const id = numberInId(from);
      const source = `/party/region-20/${id}`;
      for (const changes of [{ id }, { corrects: id }, { source }])
        expect([id, code(changes)]).toEqual([id, 'PersonNumberNotAllowed']);
      expect(JSON.stringify(readEnvelope({ ...event, id }))).not.toContain(id);
      expect([id, isRepeatable(id), isRepeatable(`placement/${id}`)]).toEqual([id, false, false]);
    });
  });

  it('is no uuid, of whatever digits it is filled up with', () => {
    planted(2_000, (from) => {
      const uuid = numberInNoUuid(from);
      expect([uuid, isOpenUuid(uuid), isRepeatable(`placement/${uuid}`)]).toEqual([uuid, false, false]);
      expect(code({ subject: `placement/${uuid}`, partitionkey: uuid })).toBe('InvalidEnvelope');
    });
  });

  it('is in no pointer, whatever a field is called', () => {
    planted(1_000, (from) => {
      expect(pointerToken(numberInText(from))).toBe('…');
    });
  });

  it('is in no name of a nämnd, nor over its kommun code and name', () => {
    for (const party of [`kommun-2080.a${NUMBER}`, 'kommun-2080.81-12-18-9876', 'kommun-1981.12189876'])
      expect([party, isOpenPartyId(party)]).toEqual([party, false]);
    expect(isOpenPartyId('kommun-1981.socialnamnden')).toBe(true);
  });

  it('is in no trace: one that holds it is as if it were not there', () => {
    const open = (traceparent: string): unknown => {
      const read = readEnvelope({ ...event, traceparent });
      return read.ok ? read.addressed.envelope.traceparent : read.problem.code;
    };
    const plain = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(open(plain)).toBe(plain);
    expect(open(`00-00000000000000000000${TWELVE}-00f067aa0ba902b7-01`)).toBeUndefined();
    expect(open(`00-4bf92f3577b34da6a3ce929d0e0e4736-0000${TWELVE}-01`)).toBeUndefined();
    expect(open(`00-4bf92f3577b34da6a3ce929d0e0e4736-000000${NUMBER}-01`)).toBeUndefined();
  });
});
