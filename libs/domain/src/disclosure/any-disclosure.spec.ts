import fc from 'fast-check';
import {
  accepted,
  assess,
  controllerOf,
  effectiveFacts,
  explain,
  GROUNDS,
  groundsOfDisclosure,
  isOpenTo,
  shownWhole,
  showTo,
  speaksFor,
  streamNamed,
  type CaseFact,
  type Day,
  type DisclosureClass,
  type DisclosureDecided,
  type FieldSeen,
  type PartyId,
  type Said,
} from '#domain';
import { always } from '../../../../test/support/always.js';
import { SPEAKERS, someStory } from '../../../../test/support/arbitrary-case.js';
import { dalarna, name, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { answerTo } from '../../../../test/support/decision-on-last.js';
import { machine, messageShown } from '../../../../test/support/disclosed.js';
import { endOf } from '../../../../test/support/grounds.js';
import { isHidden } from '../../../../test/support/hidden.js';
import { pickerBy } from '../../../../test/support/pickers.js';
import { shuffled } from '../../../../test/support/shuffled.js';
import { DISCLOSURE_DECIDED } from '../fact/disclosing.js';

const TODAY = '2032-01-01';
const RECIPIENTS = [...SPEAKERS, 'region-20.bup', 'kommun-2080'] as PartyId[];
const STARTS = Date.UTC(2025, 11, 1);
const DAYS = 1200;
const dayAfter = (days: number): Day => new Date(STARTS + days * 86_400_000).toISOString().slice(0, 10) as Day;
const someDay = fc.integer({ min: 0, max: DAYS }).map(dayAfter);

/** A draw of numbers for one decision: whether it is of the placement or the costs, by whom, and perhaps when it ends. */
const someDecision = fc.record({
  numbers: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
  by: fc.constantFrom(...SPEAKERS.slice(0, 2)),
  kind: fc.constantFrom('placement', 'placement', 'costAllocation'),
  endsOn: fc.option(someDay),
});

type Drawn = typeof someDecision extends fc.Arbitrary<infer Value> ? Value : never;

/** One decision more, and its end, where the law takes them. */
function withDecision(story: CaseBuilder, { numbers, by, kind, endsOn }: Drawn, at: number): CaseBuilder {
  let next = -1;
  const draw = () => numbers[(next += 1) % numbers.length]! + Math.floor(next / numbers.length);
  const own = story.facts.filter(({ meta }) => meta.party === by && meta.subject.kind === kind);
  const pick = pickerBy(draw, own.length > 0 ? own.map(({ meta }) => meta.messageId) : ['none']);
  const groundId = `0000${String(at).padStart(4, '0')}-0000-4000-8000-000000000000`;
  const data = { ...DISCLOSURE_DECIDED.sample(pick), groundId, recipient: pick.oneOf(RECIPIENTS) };
  const told = story.said(`${kind as 'placement'}.disclosureDecided`, data as never, { by, at: TODAY });
  if (answerTo(told, TODAY) !== accepted) return story;
  if (endsOn === null) return told;
  const ended = told.said(`${kind as 'placement'}.disclosureEnded`, endOf(endsOn, { groundId: groundId as never }), {
    by,
    at: TODAY,
  });
  return answerTo(ended, TODAY) === accepted ? ended : told;
}

/** Any history of a case, with decisions on what may be seen of it. */
const someDisclosing = fc
  .record({ story: someStory, decisions: fc.array(someDecision, { minLength: 1, maxLength: 6 }) })
  .map(({ story, decisions }) => decisions.reduce<CaseBuilder>(withDecision, story));

const groundsIn = ({ placementId, facts }: CaseBuilder, day: Day) =>
  groundsOfDisclosure(
    { category: 'case', stream: streamNamed('case', placementId), facts },
    { surroundings: dalarna(), day, name },
  );

const seenBy = (story: CaseBuilder, fact: Said<CaseFact>, party: PartyId, day: Day): readonly FieldSeen[] =>
  explain(messageShown(fact), machine(party), groundsIn(story, day));

interface AskedFor {
  readonly story: CaseBuilder;
  readonly fact: Said<CaseFact>;
  readonly of: DisclosureClass;
  readonly to: PartyId;
  readonly on: Day;
}

/**
 * The law read once more, by hand and from the facts alone: whether a field of such a class, of such a message, may be shown.
 * It asks no ground of the program's.
 */
const mayBeShown = (asked: AskedFor): boolean =>
  asked.of === 'routing' ||
  controllerOf(asked.fact.meta.party) === controllerOf(asked.to) ||
  mayByRole(asked) ||
  decisionsIn(asked.story).some((decided) => HELD_TO.every((holds) => holds(asked, decided)));

function mayByRole({ story, fact, of, to, on }: AskedFor): boolean {
  const { kind } = fact.meta.subject;
  if (kind === 'deviation') return of === 'case';
  const { placement } = assess(story.theCase, dalarna(), on, name);
  if (!placement || placement.status === 'annulled' || !['case', 'cost'].includes(of)) return false;
  const ofCosts = kind === 'costAllocation' ? placement.thirdPayers : [];
  return [...placement.principals, ...ofCosts].some((one) => speaksFor(to, one));
}

type Decided = ReturnType<typeof decisionsIn>[number];

/** What a decision must be for something to be shown by it, one line of the law after the other. */
const HELD_TO: readonly ((asked: AskedFor, decided: Decided) => boolean)[] = [
  ({ fact }, { meta }) => controllerOf(meta.party) === controllerOf(fact.meta.party),
  ({ fact }, { meta }) => meta.subject.kind === fact.meta.subject.kind,
  ({ to }, { data }) => speaksFor(to, data.recipient),
  ({ on }, { data }) => on >= data.from,
  ({ on }, { data }) => data.to === undefined || on <= data.to,
  ({ on }, { endedOn }) => endedOn === null || on < endedOn,
  ({ on }, { data }) => !['harmTest', 'emergency'].includes(data.ground) || on < daysAfter(data.from, 30),
  ({ on }, { data }) =>
    !['misuse', 'compulsoryPsychiatricCare', 'pregnant'].includes(data.ground) || on <= data.reviewOn!,
  ({ story, on }, { data }) => data.ground !== 'under18' || isAChild(story, on),
  ({ fact }, { data }) => data.covers.messages?.includes(fact.meta.messageId) ?? true,
  ({ of }, { data }) => data.covers.classes?.includes(of as 'case') ?? true,
  ({ of, story, on }, { data }) =>
    of !== 'place' || !isHidden(story, on) || (data.covers.classes?.includes('place') ?? false),
  ({ of }, { data }) => data.ground !== 'necessaryForOwnActivity' || ['case', 'cost'].includes(of),
  ({ of }, { data }) => of !== 'cost' || ['duty', 'necessaryForOwnActivity'].includes(data.ground),
];

type DecidedFact = Said<CaseFact & { readonly data: DisclosureDecided }>;

function decisionsIn(story: CaseBuilder) {
  const standing = effectiveFacts(story.facts);
  return standing
    .filter((fact): fact is DecidedFact => fact.type.endsWith('.disclosureDecided'))
    .map((decided) => {
      const end = standing.find(
        (fact) =>
          fact.type.endsWith('.disclosureEnded') &&
          (fact.data as { groundId?: unknown }).groundId === decided.data.groundId,
      );
      return { ...decided, endedOn: end ? (end.data as unknown as { on: Day }).on : null };
    });
}

const daysAfter = (day: Day, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

function isAChild({ facts }: CaseBuilder, on: Day): boolean {
  const all = effectiveFacts(facts);
  const annulled = facts.find((fact) => fact.type === 'placement.registered');
  const registered = all.find((fact) => fact.type === 'placement.registered') ?? annulled;
  if (registered?.type !== 'placement.registered' || registered.data.person.birthDate === 'erased') return false;
  const { birthDate } = registered.data.person;
  const turns = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  return on < (turns.endsWith('-02-29') ? `${turns.slice(0, 8)}28` : turns);
}

/** The days on which something turns: the first and the last of each decision, and those about them; else any. */
const turningDay = (story: CaseBuilder, any: Day, number: number): Day => {
  const days = decisionsIn(story).flatMap(({ data, endedOn }) => [
    ...[data.from, daysAfter(data.from, 29), daysAfter(data.from, 30), daysAfter(data.from, -1)],
    ...(data.to ? [data.to, daysAfter(data.to, 1)] : []),
    ...(endedOn ? [endedOn, daysAfter(endedOn, -1)] : []),
  ]);
  return (days[number % (days.length + 1)] ?? any) as Day;
};

/** A history, and a day on which it is looked at. */
const someLook = fc
  .record({ story: someDisclosing, any: someDay, number: fc.nat() })
  .map(({ story, any, number }) => ({ story, on: turningDay(story, any, number) }));

const RUNS = { numRuns: 60 };
const someOne = fc.constantFrom(...RECIPIENTS);

describe('any history of a case', () => {
  it('shows nobody a field for which no ground is in force for that field, that recipient and that day (D-022)', () => {
    always(
      fc.property(someLook, someOne, ({ story, on }, to) => {
        for (const fact of story.facts) {
          for (const { pointer, class: of, withheld } of seenBy(story, fact, to, on)) {
            if (withheld !== null) continue;
            expect([fact.type, pointer, to, on, mayBeShown({ story, fact, of, to, on })]).toEqual([
              ...[fact.type, pointer, to, on],
              true,
            ]);
          }
        }
      }),
      RUNS,
    );
  });

  it('shows what is decided often enough that the above says something, by each ground', () => {
    const shown = new Map<string, number>();
    fc.sample(someLook, { numRuns: 200, seed: 7 }).forEach(({ story, on }) => {
      for (const { ground, status } of groundsIn(story, on).all)
        if (status === 'inForce') shown.set(ground, (shown.get(ground) ?? 0) + 1);
    });
    const decided = Object.keys(GROUNDS).filter((ground) => ground !== 'consent');
    expect(decided.filter((ground) => (shown.get(ground) ?? 0) < 2)).toEqual([]);
  });

  it('is shown alike in whatever order its facts came', () => {
    always(
      fc.property(someLook, fc.infiniteStream(fc.nat()), someOne, ({ story, on }, numbers, to) => {
        const order = shuffled(story.facts, numbers);
        const seen = (facts: readonly Said<CaseFact>[]) => {
          const other = { ...story, facts, theCase: { ...story.theCase, facts } };
          return story.facts.map((fact) =>
            seenBy(other, fact, to, on).map(({ pointer, ground, withheld }) => [pointer, ground?.ground, withheld]),
          );
        };
        expect(seen(order)).toEqual(seen(story.facts));
      }),
      { numRuns: 30 },
    );
  });

  it('is told class by class as it is field by field, where all of it is shown whole, and else not', () => {
    const told = (seen: readonly Omit<FieldSeen, 'pointer'>[]) => [
      ...new Set(seen.map(({ class: of, by, ground, withheld }) => JSON.stringify([of, by, ground, withheld]))),
    ];
    const times = { byClass: 0, byField: 0 };
    always(
      fc.property(someLook, someOne, ({ story, on }, to) => {
        for (const fact of story.facts) {
          const asked = [messageShown(fact), machine(to), groundsIn(story, on)] as const;
          const classes = shownWhole(...asked);
          times[classes ? 'byClass' : 'byField'] += 1;
          if (classes === null) continue;
          const { shown, told: fields } = showTo(...asked);
          expect([shown, told(classes)]).toEqual([{ outcome: 'full', value: fact.data }, told(fields)]);
        }
      }),
      RUNS,
    );
    expect([times.byClass > 40, times.byField > 40]).toEqual([true, true]);
  });

  it('has no ground that comes into force by time alone but on its first day, nor goes but on the day after its last', () => {
    always(
      fc.property(someLook, ({ story, on }) => {
        const next = daysAfter(on, 1) as Day;
        const [before, after] = [on, next].map((day) => groundsIn(story, day).all.filter(({ groundId }) => groundId));
        for (const { groundId, status } of after!) {
          const then = before!.find((one) => one.groundId === groundId)!;
          if (status === then.status) continue;
          if (status === 'inForce') expect([then.status, then.from]).toEqual(['notYet', next]);
          else expect([then.to, then.status]).toEqual([on, 'inForce']);
        }
      }),
      RUNS,
    );
  });

  it('shows nothing by a ground from the day on which that is ended (A-041)', () => {
    always(
      fc.property(someLook, someOne, ({ story, on }, to) => {
        const ended = new Set(
          decisionsIn(story).flatMap(({ data, endedOn }) => (endedOn !== null && endedOn <= on ? [data.groundId] : [])),
        );
        for (const fact of story.facts)
          for (const { ground } of seenBy(story, fact, to, on))
            expect(ground?.groundId ? ended.has(ground.groundId) : false).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('any history of a case, to whom a ground names', () => {
  it('is there for whom a ground shows a field to, and to nobody without a part or such a ground (D-022)', () => {
    always(
      fc.property(someLook, someOne, ({ story, on }, to) => {
        const grounds = groundsIn(story, on);
        const isThere = isOpenTo(machine(to), grounds);
        for (const fact of story.facts) {
          const seen = seenBy(story, fact, to, on);
          if (!isThere) expect(seen.filter(({ ground }) => ground?.groundId)).toEqual([]);
          const hasPart =
            controllerOf(fact.meta.party) === controllerOf(to) ||
            grounds.parties.some(({ recipient, kinds, subject }) => {
              const isOfIt = kinds?.includes(fact.meta.subject.kind) ?? true;
              return (
                isOfIt && (subject?.id ?? fact.meta.subject.id) === fact.meta.subject.id && speaksFor(to, recipient)
              );
            });
          if (!isThere && !hasPart) expect([fact.type, to, on, seen]).toEqual([fact.type, to, on, []]);
        }
      }),
      RUNS,
    );
  });
});
