/** That views tell what was said and nothing of the order in which it came; over any log, keys, state and rows. */
import fc from 'fast-check';
import { type KeyStore } from '#access';
import { openStream } from '#cases';
import { type EventLog } from '#event-log';
import { type Receipt } from '#hub';
import { streamNamed, type CaseFact, type Day, type Said } from '#domain';
import { type CaseView } from '../../apps/projector/src/views/case-view.js';
import { reordered, someDay, someStory } from '../support/arbitrary-case.js';
import { aCase, type CaseBuilder } from '../support/case-builder.js';
import { type SpecViews } from '../support/open-views.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../support/wire-events.js';
import { knownBy } from '../support/known-by.js';
import { always } from '../support/always.js';

/** Past every day of the stories: whatever they tell has happened. */
export const NOW = '2029-06-01T08:00:00.000Z';
const VIEWS = ['placement', 'responsibility', 'costs', 'deadlines', 'findings'] as const satisfies readonly CaseView[];
const LISTS = ['placements', 'handovers', 'deadlines', 'findings'] as const;
/**
 * A run opens hubs of its own: few runs, each over a whole story, and what fails is not made smaller, which would take
 * minutes. `HVB_SEED` tries other stories, `HVB_RUNS` so many times as many.
 */
const running = { endOnFailure: true };

type Facts = readonly Said<CaseFact>[];

/** A hub with its views, in which nothing has been said yet. */
export interface World {
  readonly log: EventLog;
  readonly keys: KeyStore;
  readonly views: SpecViews;
  /** Hands in one event, by the party of its source. */
  post(event: WireEvent): Promise<Receipt>;
  close(): Promise<void>;
}

export interface Worlds {
  /** Keys for one world or several. */
  newKeys(): Promise<KeyStore>;
  /** A world whose clock stands at `NOW`. */
  open(keys: KeyStore): Promise<World>;
}

/** Facts of the story as they can be sent: nobody is registered as erased. */
const sendable = (story: CaseBuilder, facts: Facts): readonly WireEvent[] =>
  eventsOf(story.inOrder(() => facts)).map((event) => {
    const { person, ...data } = event.data as { readonly person?: { readonly birthDate: string } };
    return person?.birthDate === 'erased'
      ? { ...event, data: { ...data, person: { ...person, birthDate: '2012-03-04' } } }
      : event;
  });

/** The ids of the case's messages in the log. */
async function idsInLog({ log, keys }: World, { placementId }: CaseBuilder): Promise<ReadonlySet<string>> {
  const { facts } = await openStream({ log, keys }, streamNamed('case', placementId), { want: 'assess' });
  return new Set(facts.map(({ meta }) => meta.messageId));
}

/**
 * Sends the facts in this order, and again what was refused for coming too early, at once or after it had waited, until
 * nothing more is taken. The ids of what is in the log at the end.
 */
async function sendAll(one: World, story: CaseBuilder, facts: Facts): Promise<ReadonlySet<string>> {
  const events = sendable(story, facts);
  let taken = await idsInLog(one, story);
  for (let before = -1; before < taken.size;) {
    before = taken.size;
    for (const event of events) if (!taken.has(event.id)) await one.post(event);
    taken = await idsInLog(one, story);
  }
  return taken;
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

/** `numRuns`: how many stories each property is tried on. */
export function sameViewsContract(worlds: () => Worlds, numRuns: number): void {
  const world = async (keys: KeyStore): Promise<World> => {
    const one = await worlds().open(keys);
    for (const event of dalarnaEvents()) await one.post(event);
    return one;
  };
  const inAWorld = async (work: (one: World) => Promise<void>, keys?: KeyStore): Promise<void> => {
    const own = keys ?? (await worlds().newKeys());
    const one = await world(own);
    try {
      await work(one);
    } finally {
      await one.close();
      if (!keys) await own.close();
    }
  };
  /** Two that share their keys, so that even what is sealed can be compared. */
  const inTwoWorlds = async (work: (one: World, other: World) => Promise<void>): Promise<void> => {
    const keys = await worlds().newKeys();
    await inAWorld((one) => inAWorld((other) => work(one, other), keys), keys);
    await keys.close();
  };

  it('are the same in whatever order the same facts were accepted, and so are the rows', async () => {
    let compared = 0;
    await always(
      fc.asyncProperty(someStory, someDays, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (story, days, seed) =>
        inTwoWorlds(async (inOrder, otherwise) => {
          const { facts } = story;
          const accepted = await sendAll(inOrder, story, facts);
          const told = story.inOrder(() => facts.filter(({ meta }) => accepted.has(meta.messageId)));
          const again = await sendAll(otherwise, story, reordered(told, seed));
          if (again.size !== accepted.size) return;
          compared += 1;
          expect(await shownOn(otherwise, story, days)).toEqual(await shownOn(inOrder, story, days));
          expect(await otherwise.views.rows.all()).toBe(await inOrder.views.rows.all());
        }),
      ),
      { ...running, numRuns: 2 * numRuns },
    );
    expect(compared).toBeGreaterThan(numRuns);
  });

  it('of a corrected history are those of one that was right from the start', async () => {
    let compared = 0;
    const someFix = fc.record({ wrong: someDay, right: someDay, decided: someDay, ore: fc.nat(1_000_000) });
    await always(
      fc.asyncProperty(someFix, someDays, ({ wrong, right, decided, ore }, days) =>
        inTwoWorlds(async (corrected, rightly) => {
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
          const expected = await sendAll(rightly, truth, truth.facts);
          const accepted = await sendAll(corrected, fixed, fixed.facts);
          if (expected.size < truth.facts.length || accepted.size < fixed.facts.length) return;
          compared += 1;
          const shown = withoutCauses(await shownOn(corrected, fixed, days));
          expect(shown).toEqual(withoutCauses(await shownOn(rightly, truth, days)));
        }),
      ),
      { ...running, numRuns },
    );
    expect(compared).toBeGreaterThan(numRuns / 2);
  });

  it('of the past do not change when the future arrives', async () => {
    await always(
      fc.asyncProperty(someStory, someDay, someDays, (story, today, days) =>
        inAWorld(async (one) => {
          const known = knownBy(story, today);
          await sendAll(one, story, known);
          const past = [today, ...days.filter((day) => day < today)];
          const then = await shownOn(one, story, past);
          await sendAll(
            one,
            story,
            story.facts.filter((fact) => !known.includes(fact)),
          );
          expect(await shownOn(one, story, past)).toEqual(then);
        }),
      ),
      { ...running, numRuns },
    );
  });

  it('as known at any position are what they were when the log stood there, the timeline included', async () => {
    await always(
      fc.asyncProperty(someStory, someDays, (story, days) =>
        inAWorld(async (one) => {
          const ask = (asOf: string, view: CaseView, knownAt?: string) =>
            one.views.view('auditor', view, story.placementId, { asOf, ...(knownAt === undefined ? {} : { knownAt }) });
          const seen: { asOf: string; view: CaseView; answer: unknown; position: string }[] = [];
          for (const event of sendable(story, story.facts)) {
            const receipt = await one.post(event);
            if (receipt.outcome !== 'accepted') continue;
            for (const asOf of days)
              for (const view of [...VIEWS, 'timeline'] as const)
                seen.push({ asOf, view, answer: await ask(asOf, view), position: receipt.position! });
          }
          for (const { asOf, view, answer, position } of seen) expect(await ask(asOf, view, position)).toEqual(answer);
        }),
      ),
      { ...running, numRuns },
    );
  });
}
