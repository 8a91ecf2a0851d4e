import fc from 'fast-check';
import {
  addDays,
  decideCase,
  effectiveFacts,
  type CaseFact,
  type CostAllocationData,
  type Day,
  type Said,
} from '#domain';
import {
  aCase,
  dalarna,
  name,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
  type How,
} from '../../../../test/support/case-builder.js';
import { submissionOf } from '../../../../test/support/decision-on-last.js';
import { always } from '../../../../test/support/always.js';

const MESSAGES_MAX = 24;
const TODAY = '2026-06-30';

type Tell = (story: CaseBuilder, on: string, how: How) => CaseBuilder;

const registration: Tell = (story, _on, how) => story.registered({}, how);

const aCost = (label: string, on: Day): CostAllocationData['costRecorded'] => ({
  costId: uuid(`cost/${label}`),
  category: 'housing',
  period: { from: on, to: on },
  amountOre: 100,
  paidBy: PLACING_PARTY,
});

/** What one fact may depend on another by, and some on which none does, each on a day and by whoever it usually is. */
const TELLINGS: readonly Tell[] = [
  registration,
  (story, on, how) => story.started(on, how),
  (story, on, how) => story.moved(on, {}, how),
  (story, on, how) => story.ended(on, {}, how),
  (story, on, how) => story.consentGiven(on, {}, how),
  (story, on, how) => story.registrationChanged('1780', on, how),
  ...['A', 'B'].flatMap((label): readonly Tell[] => [
    (story, _on, how) => story.clarified({ clarificationId: uuid(`clarification/${label}`) }, how),
    (story, on, how) => story.confirmed({ clarificationId: uuid(`clarification/${label}`), on: on as Day }, how),
    (story, on, how) => story.said('costAllocation.costRecorded', aCost(label, on as Day), how),
    (story, _on, how) => story.claim(label, label, REGION, how),
  ]),
  ...[1, 2].flatMap((version): readonly Tell[] => [
    (story, on, how) => story.proposed(on, { version }, how),
    (story, on, how) => story.approved(on, { version }, how),
    (story, on, how) => story.approved(on, { version }, { ...how, by: how.by ?? REGION }),
    (story, _on, how) => story.withdrawn(version, how),
    (story, _on, how) => story.disputed(version, how),
    (story, on, how) => story.disputeSettled(on, version, how),
  ]),
];

interface Message {
  /** New; or a correction or an annulment of the message told `target` places earlier, counted round. */
  readonly is: 'new' | 'correction' | 'annulment';
  readonly tell: Tell;
  readonly target: number;
  readonly on: string;
  /** Another than the party whose fact it usually is. */
  readonly by: string | undefined;
}

const messages = fc.array(
  fc.record<Message>({
    is: fc.constantFrom('new', 'new', 'new', 'new', 'correction', 'annulment'),
    tell: fc.constantFrom(...TELLINGS),
    target: fc.nat(),
    on: fc.constantFrom('2026-01-10', '2026-01-15', '2026-01-16', '2026-02-01', '2026-03-01', '2026-07-01'),
    by: fc.option(fc.constantFrom<string>(PLACING_PARTY, REGION, 'region-17'), { nil: undefined, freq: 6 }),
  }),
  { minLength: 12, maxLength: MESSAGES_MAX },
);

/** The messages as they would stand, the first a registration so that there is a case to speak of. */
function told(random: readonly Message[]): readonly Said<CaseFact>[] {
  const first: Message = { is: 'new', tell: registration, target: 0, on: '2026-01-10', by: undefined };
  let story = aCase();
  const tellings: Tell[] = [];
  for (const message of [first, ...random]) {
    story = toldNext(story, message, tellings);
    tellings.push(message.is === 'correction' ? targetOf(tellings, message) : message.tell);
  }
  return story.facts;
}

function toldNext(story: CaseBuilder, message: Message, tellings: readonly Tell[]): CaseBuilder {
  const { is, tell, on, by } = message;
  const how = { at: on, id: `m${story.facts.length}`, ...(by === undefined ? {} : { by }) };
  if (is === 'new') return tell(story, on, how);
  const target = targetOf(story.facts, message);
  const corrects = target.meta.messageId;
  if (is === 'correction') return targetOf(tellings, message)(story, on, { by: target.meta.party, ...how, corrects });
  const takenBack = { by: target.meta.party, ...how };
  return target.type.startsWith('placement.')
    ? story.annulled(corrects, takenBack)
    : story.costAnnulled(corrects, takenBack);
}

function targetOf<T>(earlier: readonly T[], { target }: Message): T {
  return earlier[target % earlier.length]!;
}

/** Delivers until nothing more is taken: what waits, and what was refused, is sent again. */
function delivered(arriving: readonly Said<CaseFact>[]): readonly Said<CaseFact>[] {
  const { placementId } = aCase();
  let accepted: readonly Said<CaseFact>[] = [];
  let waiting = arriving;
  for (let before = -1; before !== accepted.length;) {
    before = accepted.length;
    const refused: Said<CaseFact>[] = [];
    for (const said of waiting) {
      const answer = decideCase(submissionOf(said, TODAY), { placementId, facts: accepted }, dalarna(), name);
      if (answer.outcome === 'accepted') accepted = [...accepted, said];
      else refused.push(said);
    }
    waiting = refused;
  }
  return accepted;
}

const idsOf = (facts: readonly Said<CaseFact>[]): readonly string[] => facts.map(({ meta }) => meta.eventId).sort();

describe('messages in any order', () => {
  it('are answered, never thrown at; and the facts that stand do not depend on their order', () => {
    let compared = 0;
    let taken = 0;
    always(
      fc.property(messages, fc.infiniteStream(fc.nat()), (random, dice) => {
        const accepted = delivered(told(random));
        const shuffled = accepted
          .map((said) => ({ said, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ said }) => said);
        expect(effectiveFacts(shuffled)).toEqual(effectiveFacts(accepted));
        const again = delivered(shuffled);
        taken += accepted.length;
        if (idsOf(again).join() !== idsOf(accepted).join()) return;
        compared += 1;
        expect(effectiveFacts(again)).toEqual(effectiveFacts(accepted));
      }),
      { numRuns: 300 },
    );
    // The comparison has seen something: several facts a story, and most stories whole in another order.
    expect(taken).toBeGreaterThan(300 * 3);
    expect(compared).toBeGreaterThan(150);
  });

  it('of different parties give the same whichever comes first, because what names the other’s word waits', () => {
    const story = aCase()
      .registered({}, { id: 'm0' })
      .clarified({}, { id: 'm1' })
      .confirmed({}, { id: 'm2' })
      .proposed('2026-01-15', {}, { id: 'm3' })
      .approved('2026-02-01', {}, { id: 'm4' })
      .approved('2026-02-01', {}, { id: 'm5', by: REGION })
      .disputed(1, { id: 'm6' })
      .disputeSettled('2026-03-01', 1, { id: 'm7', by: PLACING_PARTY })
      .cost('A', 100, '2026-01-20')
      .claim('A', 'A');
    const ofKommun = story.facts.filter(({ meta }) => meta.party === PLACING_PARTY);
    const ofRegion = story.facts.filter(({ meta }) => meta.party === REGION);
    for (const order of [
      [...ofKommun, ...ofRegion],
      [...ofRegion, ...ofKommun],
    ]) {
      const accepted = delivered(order);
      expect(idsOf(accepted)).toEqual(idsOf(story.facts));
      expect(effectiveFacts(accepted)).toEqual(effectiveFacts(story.facts));
    }
  });
});

describe('a message from the future', () => {
  const told = aCase().registered();

  it('is taken on the day it was recorded, and refused on the day before, whatever it tells', () => {
    const [said] = told.facts;
    const on = (today: string) =>
      decideCase(submissionOf(said!, today), { placementId: told.placementId, facts: [] }, dalarna(), name);
    expect(on(said!.meta.saidOn).outcome).toBe('accepted');
    expect(on(addDays(said!.meta.saidOn, -1))).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'DateInTheFuture', pointer: '/time' },
    });
  });
});
