import fc from 'fast-check';
import { memoryKeys, type CaseView, type KeyStore } from '#access';
import { ownDate, type CaseFact, type Day, type Said } from '#domain';
import { reordered, someDay, someStory } from '../support/arbitrary-case.js';
import { aCase, type CaseBuilder } from '../support/case-builder.js';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { openSpecViews, type SpecViews } from '../support/open-views.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../support/wire-events.js';

/** Past every day of the stories: whatever they tell has happened. */
const NOW = '2029-06-01T08:00:00.000Z';
const VIEWS = ['placement', 'responsibility', 'costs', 'deadlines', 'findings'] as const satisfies readonly CaseView[];
const LISTS = ['placements', 'deadlines', 'findings'] as const;
/** A run opens hubs of its own: few runs, each over a whole story. */
const numRuns = 12;

type Facts = readonly Said<CaseFact>[];
interface World {
  readonly hub: SpecHub;
  readonly views: SpecViews;
  close(): Promise<void>;
}

async function world(keys: KeyStore = memoryKeys()): Promise<World> {
  const hub = await openSpecHub({ keys, startAt: NOW });
  await hub.post(dalarnaEvents().slice(0, 1));
  for (const event of dalarnaEvents().slice(1)) await hub.post([event]);
  const views = openSpecViews(hub);
  return {
    hub,
    views,
    close: async () => {
      await views.rows.stop();
      await hub.close();
    },
  };
}

/** The story's facts as they can be sent: nobody is registered as erased. */
const sendable = ({ facts }: CaseBuilder): Facts =>
  facts.map((fact) => {
    if (fact.type !== 'placement.registered' || fact.data.person.birthDate !== 'erased') return fact;
    return { ...fact, data: { ...fact.data, person: { ...fact.data.person, birthDate: '2012-03-04' as Day } } };
  });

const asEvents = ({ placementId }: CaseBuilder, facts: Facts): WireEvent[] => eventsOf({ placementId, facts });

/**
 * Sends in this order, and again what was refused for coming too early, until nothing more is taken. The ids of what is
 * in the log at the end.
 */
async function sendAll({ hub }: World, events: readonly WireEvent[]): Promise<readonly string[]> {
  let left = events;
  for (let before = left.length + 1; left.length < before;) {
    before = left.length;
    const refused: WireEvent[] = [];
    for (const event of left) {
      const [receipt] = await hub.post([event]);
      if (receipt?.outcome === 'rejected') refused.push(event);
    }
    left = refused;
  }
  const waiting = hub.room.streams().flatMap((stream) => hub.room.of(stream).map(({ id }) => id));
  const notIn = new Set([...left.map(({ id }) => id), ...waiting]);
  return events.map(({ id }) => id).filter((id) => !notIn.has(id));
}

/** All views but the timeline on some days, and the lists; positions left out. */
async function shownOn({ views }: World, { placementId }: CaseBuilder, days: readonly string[]): Promise<unknown> {
  const answers: unknown[] = [];
  for (const asOf of days) {
    for (const view of VIEWS) {
      const { body } = await views.view('auditor', view, placementId, { asOf });
      const { asOfPosition: _, ...shown } = Array.isArray(body) ? { list: body } : (body as Record<string, unknown>);
      answers.push([asOf, view, shown]);
    }
    for (const list of LISTS) answers.push([asOf, list, (await views.list('auditor', list, { asOf })).items]);
  }
  return answers;
}

const someDays = fc.array(someDay, { minLength: 3, maxLength: 3 });

/** Without what names the messages that an answer was read from. */
const withoutCauses = (answers: unknown): unknown =>
  JSON.parse(JSON.stringify(answers), (key, value: unknown) => (key === 'causedBy' ? undefined : value));

describe('the views of a case', () => {
  it('are the same in whatever order the same facts were accepted, and so are the rows', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        someStory,
        someDays,
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        async (story, days, seed) => {
          const keys = memoryKeys();
          const [inOrder, otherwise] = [await world(keys), await world(keys)];
          try {
            const facts = sendable(story);
            const accepted = await sendAll(inOrder, asEvents(story, facts));
            const told = story.inOrder(() => facts.filter(({ meta }) => accepted.includes(meta.messageId)));
            const again = await sendAll(otherwise, asEvents(told, reordered(told, seed)));
            if ([...again].sort().join() !== [...accepted].sort().join()) return;
            compared += 1;
            expect(await shownOn(otherwise, story, days)).toEqual(await shownOn(inOrder, story, days));
            expect(await otherwise.views.rows.all()).toBe(await inOrder.views.rows.all());
          } finally {
            await inOrder.close();
            await otherwise.close();
          }
        },
      ),
      { numRuns: 2 * numRuns },
    );
    expect(compared).toBeGreaterThan(numRuns);
  });

  it('of a corrected history are those of one that was right from the start', async () => {
    const someFix = fc.record({ wrong: someDay, right: someDay, decided: someDay, ore: fc.nat(1_000_000) });
    await fc.assert(
      fc.asyncProperty(someFix, someDays, async ({ wrong, right, decided, ore }, days) => {
        const [corrected, rightly] = [await world(), await world()];
        try {
          const tell = (startedOn: Day, amountOre: number) =>
            aCase()
              .emergency({ registeredKommun: null }, { at: '2026-01-01' })
              .decided(decided, {}, { id: 'd', at: '2026-01-02' })
              .started(startedOn, { id: 's', at: '2026-01-02' })
              .proposed('2026-02-01', {}, { at: '2026-02-01' })
              .approvedByBoth('2026-02-05')
              .cost('K1', amountOre, '2026-01-15/2026-03-15');
          const truth = tell(right, ore);
          const costId = truth.facts.at(-1)!.meta.messageId;
          const wrongly = tell(wrong, 1);
          const fixes = wrongly
            .started(right, { id: 's2', corrects: 's', at: '2026-05-01' })
            .cost('K1', ore, '2026-01-15/2026-03-15');
          const lastFix = fixes.facts.at(-1)!;
          const fixed = fixes.inOrder((facts) => [
            ...facts.slice(0, -1),
            { ...lastFix, meta: { ...lastFix.meta, messageId: 'k2', corrects: costId } },
          ]);
          const expected = await sendAll(rightly, asEvents(truth, truth.facts));
          const accepted = await sendAll(corrected, asEvents(fixed, fixed.facts));
          if (expected.length < truth.facts.length || accepted.length < fixed.facts.length) return;
          const shown = withoutCauses(await shownOn(corrected, fixed, days));
          expect(shown).toEqual(withoutCauses(await shownOn(rightly, truth, days)));
        } finally {
          await corrected.close();
          await rightly.close();
        }
      }),
      { numRuns },
    );
  });

  it('of the past do not change when the future arrives', async () => {
    await fc.assert(
      fc.asyncProperty(someStory, someDay, someDays, async (story, today, days) => {
        const one = await world();
        try {
          // A paper that was signed by then was there by then, whenever it was told.
          const isPast = (fact: Said<CaseFact>): boolean =>
            (ownDate(fact) ?? today) <= today || /proposed|Clarified/.test(fact.type);
          const facts = sendable(story);
          await sendAll(one, asEvents(story, facts.filter(isPast)));
          const past = [today, ...days.filter((day) => day < today)];
          const then = await shownOn(one, story, past);
          await sendAll(
            one,
            asEvents(
              story,
              facts.filter((fact) => !isPast(fact)),
            ),
          );
          expect(await shownOn(one, story, past)).toEqual(then);
        } finally {
          await one.close();
        }
      }),
      { numRuns },
    );
  });

  it('as known at any position are what they were when the log stood there, the timeline included', async () => {
    await fc.assert(
      fc.asyncProperty(someStory, someDays, async (story, days) => {
        const one = await world();
        const { hub, views } = one;
        try {
          const ask = (asOf: string, view: CaseView, knownAt?: string) =>
            views.view('auditor', view, story.placementId, { asOf, ...(knownAt === undefined ? {} : { knownAt }) });
          const seen: { asOf: string; view: CaseView; answer: unknown; position: string }[] = [];
          for (const event of asEvents(story, sendable(story))) {
            const [receipt] = await hub.post([event]);
            if (receipt?.outcome !== 'accepted') continue;
            for (const asOf of days)
              for (const view of [...VIEWS, 'timeline'] as const)
                seen.push({ asOf, view, answer: await ask(asOf, view), position: receipt.position! });
          }
          for (const { asOf, view, answer, position } of seen) expect(await ask(asOf, view, position)).toEqual(answer);
        } finally {
          await one.close();
        }
      }),
      { numRuns },
    );
  });
});
