import fc from 'fast-check';
import {
  COST_CATEGORIES,
  addDays,
  costsOf,
  storyOf,
  type AllocationLine,
  type Day,
  type SettingOverrides,
} from '#domain';
import {
  aCase,
  dalarna,
  day,
  name,
  noAgreement,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { always } from '../../../../test/support/always.js';

const THIRD = 'kommun-2081.socialnamnden';
const PARTIES = [PLACING_PARTY, REGION, party(THIRD)] as const;
const START = day('2026-01-15');

const aDay = fc.integer({ min: -20, max: 200 }).map((days) => addDays(START, days));
const anAmount = fc.oneof(fc.nat(3000), fc.nat(1_000_000_000_000));
const aCategory = fc.constantFrom(...COST_CATEGORIES.slice(0, 4));

const someShares = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([a, b]) => {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return PARTIES.map((payer, i) => ({ party: payer, permille: [low, high - low, 1000 - high][i]! }));
});
const someLines: fc.Arbitrary<readonly AllocationLine[]> = fc
  .uniqueArray(fc.record({ category: aCategory, shares: someShares, ceiling: fc.option(anAmount) }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ category }) => category,
  })
  .map((lines) =>
    lines.map(({ category, shares, ceiling }) => ({
      lineId: uuid(`line/${category}`),
      category,
      shares,
      ...(ceiling === null ? {} : { ceilingOre: ceiling }),
    })),
  );

/** One thing told of the costs; `tell` adds it to a story. */
type Step = (told: CaseBuilder, at: number) => CaseBuilder;

const aVersion = fc
  .record({ lines: someLines, from: aDay, said: aDay, signed: fc.array(aDay, { minLength: 2, maxLength: 3 }) })
  .map(
    ({ lines, from, said, signed }) =>
      (version: number): Step =>
      (told) =>
        signed.reduce(
          (before, signedOn, i) => before.approved(signedOn, { version }, { by: PARTIES[i]!, id: `a${version}-${i}` }),
          told.proposed(from, { version, lines }, { at: said, id: `p${version}` }),
        ),
  );

const aCost: fc.Arbitrary<Step> = fc
  .record({ category: aCategory, from: aDay, length: fc.nat(60), amountOre: anAmount, payer: fc.nat(2), said: aDay })
  .map(
    ({ category, from, length, amountOre, payer, said }) =>
      (told, at) =>
        told.said(
          'costAllocation.costRecorded',
          {
            costId: uuid(`cost/${at}`),
            category: category,
            period: { from, to: addDays(from, length) },
            amountOre,
            paidBy: PARTIES[payer]!,
          },
          { by: PARTIES[payer]!, at: said, id: `c${at}` },
        ),
  );

const someSettings: fc.Arbitrary<SettingOverrides> = fc.record({
  retroactiveFrom: fc.constantFrom('placementDate', 'agreementDate'),
  afterDeadline: fc.constantFrom('escalate', 'lockToPlacer'),
  plannedRetroactive: fc.constantFrom('fromSignature', 'asWritten'),
});

interface Told {
  readonly told: CaseBuilder;
  readonly settings: SettingOverrides;
  readonly asOf: Day;
}

/** A placement of either mode with up to three versions, some costs, and a claim for each cost. */
const aStory: fc.Arbitrary<Told> = fc
  .record({
    isEmergency: fc.boolean(),
    versions: fc.array(aVersion, { maxLength: 3 }),
    costs: fc.array(aCost, { minLength: 1, maxLength: 6 }),
    against: fc.nat(2),
    isEnded: fc.boolean(),
    settings: someSettings,
    asOf: aDay,
  })
  .map(({ isEmergency, versions, costs, against, isEnded, settings, asOf }) => {
    const registered = isEmergency ? aCase().emergency() : aCase().registered();
    const versioned = versions.reduce((told, version, i) => version(i + 1)(told, i), registered.started(START));
    const spent = costs.reduce((told, cost, i) => cost(told, i), versioned);
    const claimed = costs.reduce(
      (told, _, i) => told.claim(`${i}`, `${i}`, PARTIES[against], { at: addDays(START, i * 20), id: `k${i}` }),
      spent,
    );
    return { told: isEnded ? claimed.ended(addDays(START, 120)) : claimed, settings, asOf };
  });

const read = ({ told, settings, asOf }: Told) => {
  const { view, fixed, findings } = costsOf(storyOf(told.theCase, dalarna(settings), asOf, name));
  return { view, fixed, findings };
};
const sum = (amounts: readonly { readonly amountOre: number }[]): number =>
  amounts.reduce((total, { amountOre }) => total + amountOre, 0);

describe('the costs of any placement', () => {
  it('are borne in full: no money is made or lost', () => {
    always(
      fc.property(aStory, (story) => {
        const { view } = read(story);
        expect(sum(view.byParty)).toBe(view.recordedOre);
        expect(view.byParty.every(({ amountOre }) => Number.isSafeInteger(amountOre) && amountOre > 0)).toBe(true);
      }),
    );
  });

  it('are told in each claim by who bears that cost in full', () => {
    always(
      fc.property(aStory, (story) => {
        const costs = new Map(
          story.told.facts.flatMap((fact) =>
            fact.type === 'costAllocation.costRecorded' ? [[fact.data.costId as string, fact.data.amountOre]] : [],
          ),
        );
        for (const { costId, byParty, reason } of read(story).view.claims) {
          expect(sum(byParty)).toBe(reason === 'costNotRecorded' ? 0 : costs.get(costId));
        }
      }),
    );
  });

  it('are the same in any order of arrival', () => {
    const shuffled = aStory.chain((story) =>
      fc
        .shuffledSubarray([...story.told.facts], { minLength: story.told.facts.length })
        .map((facts) => ({ story, facts })),
    );
    always(
      fc.property(shuffled, ({ story, facts }) => {
        expect(read({ ...story, told: story.told.inOrder(() => facts) })).toEqual(read(story));
      }),
    );
  });

  it('are not changed in the past by what comes later', () => {
    always(
      fc.property(aStory, aCost, (story, later) => {
        const after = later(story.told.said('placement.childHeard', { on: addDays(story.asOf, 1), how: 'samtal' }), 99);
        const onlyLater = after.facts.at(-1)!;
        fc.pre(onlyLater.meta.saidOn > story.asOf && onlyLater.type === 'costAllocation.costRecorded');
        fc.pre(onlyLater.data.period.to > story.asOf);
        expect(read({ ...story, told: after })).toEqual(read(story));
      }),
    );
  });

  it('stand on lines whose shares sum and of which one category has no two on one day', () => {
    always(
      fc.property(aStory, (story) => {
        const { lines } = read(story).view;
        for (const line of lines) {
          expect(line.shares.reduce((total, { permille }) => total + permille, 0)).toBe(1000);
          expect(line.to === undefined || line.from <= line.to).toBe(true);
          const others = lines.filter((other) => other !== line && other.category === line.category);
          expect(others.every((other) => isApart(line, other))).toBe(true);
        }
      }),
    );
  });

  it('raise no finding before its time, none resolved before it was raised, and none under two names', () => {
    always(
      fc.property(aStory, (story) => {
        const { findings } = read(story);
        expect(new Set(findings.map(({ findingId }) => findingId)).size).toBe(findings.length);
        for (const { raisedOn, resolvedOn } of findings) {
          expect(raisedOn <= story.asOf).toBe(true);
          expect(resolvedOn === undefined || (raisedOn <= resolvedOn && resolvedOn <= story.asOf)).toBe(true);
        }
      }),
    );
  });

  it('sum as well where no agreement is in force', () => {
    always(
      fc.property(aStory, ({ told, asOf }) => {
        const { view } = costsOf(storyOf(told.theCase, noAgreement, asOf, name));
        expect(sum(view.byParty)).toBe(view.recordedOre);
      }),
    );
  });
});

interface Dated {
  readonly from: string;
  readonly to?: string;
}

function isApart(a: Dated, b: Dated): boolean {
  return (a.to !== undefined && a.to < b.from) || (b.to !== undefined && b.to < a.from);
}
