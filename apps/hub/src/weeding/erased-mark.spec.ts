import { SealBroken, type StreamName } from '#contracts';
import { type Instant, type PartyId } from '#domain';
import { isRowToErase } from '../state/erased-entries.js';
import { ENTRY_TABLES } from '../state/sealed-entries.js';
import { entrySealer } from '#access';
import { isMarked, type ErasedMark } from './erased-mark.js';

const [STREAM, OTHER] = ['a', 'b'].map((digit) => `case-0000000${digit}-0000-4000-8000-000000000001`) as StreamName[];
const [PERSON, SUBJECT] = ['0a000000-0000-4000-8000-00000000000a', '0b000000-0000-4000-8000-00000000000b'];
const ERASED_AT = '2031-05-10T08:00:00.000Z' as Instant;
const NAMND = 'kommun-2080.socialnamnden' as PartyId;

const mark: ErasedMark = {
  controller: NAMND,
  until: ERASED_AT,
  streams: new Set([STREAM!]),
  ids: new Set([PERSON, SUBJECT]),
  numbers: ['6408233234'],
};
const isErased = (
  text: string,
  more: { party?: string; cameAt?: string | null; stream?: StreamName } = {},
): boolean => {
  const { party = NAMND, cameAt = '2031-05-09T08:00:00.000Z', stream = null } = more;
  const entry = { party: party as PartyId, cameAt: cameAt as Instant | null, stream, text: () => text };
  return isMarked([mark])(entry);
};

describe('what was refused or answered beside a file that is erased', () => {
  it('is of it by an id of the person or of what was spoken of, however it is written', () => {
    expect(isErased(`{"subject": "placement/${SUBJECT}"}`)).toBe(true);
    expect(isErased(`{"personId": "${PERSON.toUpperCase()}"}`)).toBe(true);
    expect(isErased(`{"subject": "placement/${OTHER!.slice(5)}"}`)).toBe(false);
    expect(isErased('')).toBe(false);
  });

  it.each(['196408233234', '6408233234', '640823-3234', '640823+3234', '1964 08 23 - 3234', '640823\u20113234'])(
    'is of it by the number, written %s',
    (number) => {
      expect(isErased(`avser ${number}.`)).toBe(true);
    },
  );

  it('is not by another number, nor by digits with words between them', () => {
    expect(isErased('640823-3235')).toBe(false);
    expect(isErased('640823 och 3234')).toBe(false);
    expect(isErased('640823    3234')).toBe(false);
  });

  it('is of the same authority alone, and of what came before it was erased', () => {
    const told = `placement/${SUBJECT}`;
    expect(isErased(told, { party: 'region-20' })).toBe(false);
    expect(isErased(told, { cameAt: ERASED_AT })).toBe(true);
    expect(isErased(told, { cameAt: '2031-05-10T08:00:00.001Z' })).toBe(false);
    expect(isErased(told, { cameAt: null })).toBe(true);
  });

  it('is, of what waits, what waits on an erased stream: on another it is of a new matter, whoever it names', () => {
    expect(isErased('', { stream: STREAM! })).toBe(true);
    expect(isErased(`${PERSON} 640823-3234`, { stream: OTHER! })).toBe(false);
  });
});

describe('an entry that is opened to be erased', () => {
  const [, quarantine] = ENTRY_TABLES;
  const sealer = entrySealer(Buffer.alloc(32, 1));
  const { wrappedKey, sealed } = sealer.seal(Buffer.from('text'), 'quarantine q1');
  const row = {
    sequence: 1,
    party: NAMND,
    came_at: null,
    wrapped_key: wrappedKey,
    sealed,
    quarantine_id: 'q1',
  } as never;

  it('is told by its text; one that is damaged opens to nobody, and stays', () => {
    expect(isRowToErase(sealer, quarantine!, row, ({ text }) => text() === 'text')).toBe(true);
    expect(isRowToErase(sealer, quarantine!, row, ({ text }) => text() !== 'text')).toBe(false);
    const other = { ...(row as object), quarantine_id: 'q2' } as never;
    expect(isRowToErase(sealer, quarantine!, other, ({ text }) => text() === 'text')).toBe(false);
  });

  it('is not said to be another’s where its master is not at hand', () => {
    const away = {
      ...sealer,
      open: () => {
        throw new Error('away');
      },
    };
    expect(() => isRowToErase(away, quarantine!, row, ({ text }) => text() === '')).toThrow('away');
    expect(() =>
      isRowToErase(away, quarantine!, row, () => {
        throw new SealBroken('x');
      }),
    ).not.toThrow();
  });
});
