import fc from 'fast-check';
import { memoryKeys } from '#access';
import { question, someCases } from '../../../../test/contract/row-store.lists.contract.js';
import { someAgreement } from '../../../../test/support/arbitrary-agreement.js';
import { someDay } from '../../../../test/support/arbitrary-case.js';
import { PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { asAgreement, writtenRows, type WrittenRows } from '../../../../test/support/written-rows.js';
import { READING_NAMES } from '../lists/lists.js';
import { type ListQuestion, type ListRow } from './row-store.port.js';
import { openPostgresRows } from './row-store.postgres.js';
import { openSqliteRows } from './row-store.sqlite.js';
import { always } from '../../../../test/support/always.js';

const WORDS = {
  reader: fc.constantFrom(PLACING_PARTY, REGION, 'region-03', 'kommun-2080'),
  party: fc.constantFrom(PLACING_PARTY, REGION, 'region-03'),
  status: fc.constantFrom('open', 'met', 'overdue', 'lapsed', 'cancelled', 'resolved', 'started', 'ended'),
  kind: fc.constantFrom('reviewSoL', 'emergencyRegistration', 'healthExamination', 'agreementExpiry'),
  rule: fc.constantFrom('A-053', 'A-060', 'A-078', 'B-001'),
  after: fc.constantFrom('', ' ', '2026-06-15 ', 'A-06', '8', 'ö'),
  dueBefore: someDay,
  limit: fc.integer({ min: 1, max: 20 }),
  mine: fc.constantFrom('true', 'false'),
} as const;

/** Any few words of a question. */
const someWords: fc.Arbitrary<Partial<ListQuestion>> = fc
  .tuple(fc.record(WORDS), fc.subarray(Object.keys(WORDS) as (keyof typeof WORDS)[], { maxLength: 2 }))
  .map(([values, given]) => {
    // Whose it is is asked of a reader alone.
    const words = given.includes('mine') ? ([...given, 'reader'] as const) : given;
    return Object.fromEntries(words.map((word) => [word, values[word]]));
  });

/** As told of a row to the outside: what is sealed is so in both, under seals of their own. */
const told = (rows: readonly ListRow[]) => rows.map(({ sealed, ...row }) => ({ ...row, isSealed: sealed !== null }));

describe('the rows in PostgreSQL and those in SQLite', () => {
  it('are the same bytes for the same stories, and every question has the same answer', async () => {
    const { url } = await postgresForSpecs();
    const both = async (): Promise<readonly [WrittenRows, WrittenRows]> => {
      const keys = memoryKeys();
      const postgres = await openPostgresRows({ url, schema: ownName('alike') });
      return [writtenRows(openSqliteRows(temporaryFile('rows.db')), keys), writtenRows(postgres, keys)];
    };
    let answered = 0;
    const someAgreements = fc
      .array(someAgreement, { maxLength: 2 })
      .map((all) => all.map((told, n) => asAgreement(`A${n}`, told)));
    const asked = fc.array(fc.tuple(someDay, someWords), { minLength: 20, maxLength: 20 });
    const story = fc.tuple(someCases, someAgreements, asked);
    await always(
      fc.asyncProperty(story, async ([cases, agreements, asked]) => {
        const [inFile, inDatabase] = await both();
        for (const rows of [inFile, inDatabase]) {
          for (const theCase of cases) await rows.write(theCase);
          for (const agreement of agreements) await rows.writeAgreement(agreement);
        }
        expect(await inDatabase.dump()).toEqual(await inFile.dump());
        for (const [asOf, words] of asked) {
          for (const list of READING_NAMES) {
            const asking = question(asOf, words);
            const answer = told(await inFile.store.queries[list](asking));
            expect([asking, told(await inDatabase.store.queries[list](asking))]).toEqual([asking, answer]);
            answered += answer.length;
          }
        }
        await inFile.store.close();
        await inDatabase.store.close();
      }),
      { numRuns: 25 },
    );
    expect(answered).toBeGreaterThan(500);
  });
});
