/** What a search waits for, and what it is entered with in a story; the door itself is in `search.int.spec.ts`. */
import { ITEMS_MAX, type LedgerEntry } from '#access';
import { LogUnavailable, memoryLog } from '#event-log';
import { simulationClock } from '#http';
import { PLACING_PARTY, uuid } from '../../../../test/support/case-builder.js';
import { recordingLedger } from '../../../../test/support/recording-ledger.js';
import { entryBook } from '../views/entered.js';
import { answerSearch, type SearchDeps } from './answer-search.js';
import { type PersonNumbers } from './person-numbers.js';

const unread = recordingLedger().ledger;

const NUMBER = '201212121212';
const clock = simulationClock('2026-02-01T08:00:00.000Z' as never);
const caller = { kind: 'party', party: PLACING_PARTY as never, roles: ['subscriber'], shownTo: 'a-1' } as const;
const person = uuid('person/A');

function searching(look: PersonNumbers['look'], more: Partial<SearchDeps> = {}) {
  const entries: LedgerEntry[] = [];
  const asked: string[] = [];
  const ledger = { write: (told: readonly LedgerEntry[]) => Promise.resolve(void entries.push(...told)) };
  const subjects = ['P2', 'P1'].map((label) => ({ kind: 'placement', id: uuid(`placement/${label}`) }) as const);
  const numbers: PersonNumbers = {
    look,
    position: () => '7' as never,
    of: (authority, twelve) =>
      twelve === NUMBER && authority === PLACING_PARTY
        ? subjects.map((subject) => ({ personId: person, subject }))
        : [],
  };
  const mayAsk = (who: string): boolean => asked.push(who) > 0;
  const deps: SearchDeps = {
    clock,
    numbers,
    mayAsk,
    book: entryBook({ ...unread, ...ledger }, { simulation: clock }),
    ...more,
  };
  return {
    answer: () => answerSearch(deps, { number: NUMBER }, { ...caller, purpose: 'subjectAccess' }),
    entries,
    asked,
  };
}

describe('a search', () => {
  it('is answered once the numbers are read to the log’s end: each person with all that is told of her', async () => {
    const { answer, asked } = searching(() => Promise.resolve());
    expect(await answer()).toEqual({
      persons: [
        { personId: person, subjects: [`placement/${uuid('placement/P2')}`, `placement/${uuid('placement/P1')}`] },
      ],
      asOfPosition: '7',
    });
    expect(asked).toEqual([`${PLACING_PARTY} a-1`]);
  });

  it('is refused where that takes too long, and enters nothing', async () => {
    const { answer, entries } = searching(() => new Promise(() => undefined), { waitMs: 0 });
    await expect(answer()).rejects.toMatchObject({
      ...{ problem: { code: 'GroundsBehind' }, headers: { 'retry-after': '2' } },
    });
    expect(entries).toEqual([]);
  });

  it('fails as the log does, and where there is no ledger', async () => {
    const away = searching(() => Promise.reject(new LogUnavailable('away')));
    await expect(away.answer()).rejects.toBeInstanceOf(LogUnavailable);
  });

  it('is entered with the purpose, whom it is shown to, and in a story its time beside the real one (B22)', async () => {
    const { answer, entries } = searching(() => Promise.resolve());
    await answer();
    expect(entries).toMatchObject([
      { purpose: 'subjectAccess', hubTime: '2026-02-01T08:00:00.000Z', position: '7', who: { machine: true } },
    ]);
    expect(entries[0]!.readAt > '2026-11').toBe(true);
    expect(entries[0]).toHaveProperty('who.shownTo', expect.any(String));
    const real = searching(() => Promise.resolve());
    const plain: LedgerEntry[] = [];
    const ledger = { write: (told: readonly LedgerEntry[]) => Promise.resolve(void plain.push(...told)) };
    await searching(() => Promise.resolve(), { book: entryBook({ ...unread, ...ledger }, { clock }) }).answer();
    expect(real.entries).toEqual([]);
    expect(plain[0]).not.toHaveProperty('hubTime');
  });
});

describe('a number under which more is told than an entry holds', () => {
  it('is entered as several requests, and nothing of it is left out', async () => {
    const subjects = Array.from({ length: ITEMS_MAX + 1 }, (_, n) => ({
      kind: 'placement' as const,
      id: uuid(`p/${n}`),
    }));
    const { answer, entries } = searching(() => Promise.resolve(), {
      numbers: {
        ...{ look: () => Promise.resolve(), position: () => '7' as never },
        of: () => subjects.map((subject) => ({ personId: person, subject })),
      },
    });
    await answer();
    const told = entries.map((entry) => (entry.is === 'access' ? entry : null));
    expect(told.map((entry) => [entry?.outcome, entry?.door, entry?.controller, entry?.items.length])).toEqual([
      ['searched', 'search', PLACING_PARTY, ITEMS_MAX],
      ['searched', 'search', PLACING_PARTY, 1],
    ]);
    expect(new Set(told.map((entry) => entry?.request)).size).toBe(2);
  });
});

describe('the program’s version in the ledger', () => {
  it('is that of its package', async () => {
    const { readFileSync } = await import('node:fs');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    expect(entryBook({ ...unread, write: () => Promise.resolve() }, { clock }).codeVersion).toBe(version);
  });
});

describe('the numbers of persons', () => {
  it('are read on from where a log that was away broke off', async () => {
    const { personNumbers } = await import('./person-numbers.js');
    const whole = memoryLog();
    let isAway = true;
    const log = {
      ...whole,
      readAll: (...asked: Parameters<typeof whole.readAll>) =>
        isAway ? Promise.reject(new LogUnavailable('away')) : whole.readAll(...asked),
    };
    const numbers = personNumbers({ log, keys: { of: () => Promise.resolve(new Map()) }, today: () => clock.today() });
    await expect(numbers.look()).rejects.toBeInstanceOf(LogUnavailable);
    isAway = false;
    await expect(numbers.look()).resolves.toBeUndefined();
    expect(numbers.position()).toBe(whole.start);
  });
});
