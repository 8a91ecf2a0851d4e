/** What holds of any history whatever: one put right, one whose causes are gone, one that has moved between kommuner. */
import fc from 'fast-check';
import {
  addDays,
  careActOf,
  deadlineStatus,
  isAnnulment,
  paperAnswered,
  paperOf,
  standings,
  statuteOn,
  storyOf,
  type CaseAssessment,
  type CaseFact,
  type Day,
  type DeadlineKind,
  type LegalBasis,
  type LegalBasisView,
  type Said,
} from '#domain';
import {
  aCase,
  dalarna,
  day,
  name,
  noAgreement,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { always } from '../../../../test/support/always.js';
import { sideSpansOf } from '../story/side-spans.js';
import { placingOn } from '../story/placings.js';

type Chain = ReturnType<typeof standings<CaseFact>>[number];

/** Corrected, never taken back in whole or part, and no paper that anybody has answered. */
function isPutRight({ original, corrections, current }: Chain, facts: readonly Said<CaseFact>[]): boolean {
  const ids = [original, ...corrections].map(({ meta }) => meta.messageId);
  const papers = [original, ...corrections].flatMap((fact) => paperOf(fact) ?? []);
  return (
    current !== null &&
    corrections.length > 0 &&
    !facts.some((fact) => isAnnulment(fact) && ids.includes(fact.data.annulsId)) &&
    !facts.some((fact) => papers.includes(paperAnswered(fact) ?? '')) &&
    // A registration that moves may start a handover, under an id of the hub's.
    !(original.type === 'placement.registrationChanged' && facts.some(({ type }) => type.startsWith('handover.')))
  );
}

/** The history as it had been, told right from the start; and what each event that is gone is called there. */
function rightFromTheStart({ facts }: CaseBuilder) {
  const chains = standings(facts).filter((chain) => isPutRight(chain, facts));
  const gone = new Set(chains.flatMap(({ corrections }) => corrections));
  const right = new Map(chains.map(({ original, current }) => [original, { ...current!, meta: original.meta }]));
  return {
    facts: facts.filter((fact) => !gone.has(fact)).map((fact) => right.get(fact) ?? fact),
    called: chains.map(({ original, current }) => [current!.meta.eventId, original.meta.eventId] as const),
  };
}

const shown = ({ turningDays: _clock, turningDaysByBirth: _too, ...views }: CaseAssessment): string =>
  JSON.stringify(views);

/** What a placement asks for while it lasts. */
const ENDS_WITH_CARE: ReadonlySet<DeadlineKind> = new Set([
  'reviewSoL',
  'reviewLVU2',
  'reviewLVU3',
  'followUpByAgreement',
  'carePlanRevision',
  'healthExamination',
  'lvmMaximum',
  'emergencyRegistration',
  'lvuAgeLimit',
  'contactRestrictionReview',
]);

/** What recurs under compulsory care, or limits it, while it is in force. */
const ENDS_WITH_ORDER: ReadonlySet<DeadlineKind> = new Set([
  'reviewLVU2',
  'reviewLVU3',
  'lvmMaximum',
  'lvuAgeLimit',
  'contactRestrictionReview',
]);

/** Why care that was ordered is in force no more: its order lapsed, was lifted or never tried (S-003, S-005, S-008, A-055). */
const FELL_AWAY: ReadonlySet<string> = new Set(['S-003', 'S-005', 'S-008', 'A-055']);

/** Whether care of a story on a day rested on an order that has fallen away; not where none was ever given. */
function isFallen(story: CaseBuilder, asOf: Day): boolean {
  const { responsibility, placement } = on(story, asOf);
  const basis = responsibility?.legalBasis;
  if (!basis || basis.holds || placement?.endedOn !== undefined) return false;
  return FELL_AWAY.has(basis.why.rule) && !saysUnordered(basis, asOf);
}

function saysUnordered({ act, why }: LegalBasisView, asOf: Day): boolean {
  const { court } = careActOf(act);
  return why.rule === court?.unordered && why.statute?.section === statuteOn(court.order, asOf)?.section;
}

type Steps = readonly ((told: CaseBuilder, on: string, id: string) => CaseBuilder)[];
const orderedBy = (legalBasis: LegalBasis, decidedBy: 'utskott' | 'forvaltningsratt'): Steps[number] => {
  return (told, on, id) => told.decided(on, { decisionId: uuid(id), legalBasis, decidedBy, consents: [] });
};

/** What happens to care against one's will, as often as not to its end. */
const IN_COURT: Steps = [
  ...(['submitted', 'lifted', 'applied', 'careRefused', 'finallyBinding', 'executed'] as const).map(
    (step): Steps[number] =>
      (told, on) =>
        told.courtStep(step, on),
  ),
  orderedBy({ act: 'LVU', sections: ['6'], interim: true }, 'utskott'),
  orderedBy({ act: 'LVU', sections: ['2', '3'], interim: false }, 'forvaltningsratt'),
  orderedBy({ act: 'LVM', interim: true }, 'utskott'),
  orderedBy({ act: 'LVM', interim: false }, 'forvaltningsratt'),
  (told, on, id) => told.contactRestricted(on, { restrictionId: uuid(id) }),
  (told, on) => told.reviewed(on, { kind: 'contactRestriction' }),
  (told, on) => told.reviewed(on, { kind: 'reexamination' }),
];

/** A placement against one's will, with what befell it within a year or so. */
const someCustody: fc.Arbitrary<CaseBuilder> = fc
  .array(fc.tuple(fc.nat({ max: IN_COURT.length - 1 }), fc.nat({ max: 400 })), { minLength: 4, maxLength: 14 })
  .map((steps) =>
    steps.reduce(
      (told, [step, days], at) => IN_COURT[step]!(told, addDays(day('2026-01-15'), days), `step/${at}`),
      aCase()
        .registered({ legalBasis: { act: 'LVU', sections: ['6'], interim: true } })
        .started('2026-01-15'),
    ),
  );

describe('any history', () => {
  it('put right in what nobody has answered is the one that was right from the start', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { facts, called } = rightFromTheStart(story);
        const asCalled = called.reduce((text, [from, to]) => text.replaceAll(from, to), shown(on(story, asOf)));
        expect(asCalled).toBe(shown(on({ ...story, theCase: { ...story.theCase, facts } }, asOf)));
      }),
    );
  });

  it('is read alike whatever day it was asked about before, and under whichever id', () => {
    always(
      fc.property(someStory, someDay, someDay, (story, first, second) => {
        const { theCase } = story;
        for (const asOf of [first, second, first]) {
          const anew = { ...story, theCase: { ...theCase, facts: [...theCase.facts] } };
          expect(shown(on(story, asOf))).toBe(shown(on(anew, asOf)));
        }
        const other = { ...theCase, placementId: uuid('another') };
        expect(storyOf(other, dalarna(), first, name).placementId).toBe(other.placementId);
        expect(storyOf(theCase, dalarna(), first, name).placementId).toBe(theCase.placementId);
      }),
    );
  });

  it('has no deadline that follows from what no longer stands', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const stands = new Set(standings(story.facts).flatMap(({ current }) => current?.meta.eventId ?? []));
        const causes = on(story, asOf).deadlines.flatMap(({ why }) => why.causedBy);
        expect(causes.filter((cause) => !stands.has(cause))).toEqual([]);
      }),
    );
  });

  it('has nothing open after the placement that was asked for while it lasted (S-004)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { placement, deadlines } = on(story, asOf);
        if (placement?.endedOn === undefined) return;
        const open = deadlines.filter((one) => ENDS_WITH_CARE.has(one.kind) && deadlineStatus(one, asOf) === 'open');
        expect(open).toEqual([]);
      }),
    );
  });

  it('has nothing open of compulsory care whose order has fallen away (S-004, S-006)', () => {
    always(
      fc.property(fc.oneof(someStory, someCustody), someDay, (story, asOf) => {
        if (!isFallen(story, asOf)) return;
        const asked = on(story, asOf).deadlines.filter((one) => ENDS_WITH_ORDER.has(one.kind));
        expect(asked.filter((one) => deadlineStatus(one, asOf) === 'open')).toEqual([]);
      }),
    );
  });

  it('loses an order often enough that the above says something', () => {
    const told = fc.sample(fc.tuple(someCustody, someDay), { numRuns: 250, seed: 7 });
    const fallen = told.filter(([story, asOf]) => isFallen(story, asOf));
    const asked = fallen.flatMap(([story, asOf]) => on(story, asOf).deadlines.map(({ kind }) => kind));
    expect(fallen.length).toBeGreaterThan(20);
    expect([...ENDS_WITH_ORDER].filter((kind) => !asked.includes(kind))).toEqual([]);
  });

  it('has on each day one kommun that places, and the sides of that day (S-019)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const read = storyOf(story.theCase, noAgreement, asOf, name);
        const spans = sideSpansOf(read);
        if (!read.registered) return;
        expect(spans.map(({ until }) => until).slice(0, -1)).toEqual(spans.map(({ from }) => from).slice(1));
        const { kommun } = spans.findLast(({ from }) => from === null || from <= asOf)!;
        expect([kommun, on(story, asOf).placement?.placingParty]).toEqual(
          Array(2).fill(placingOn(read.placings, asOf).party),
        );
      }),
    );
  });

  it('moves between kommuner now and then, so that the above says something', () => {
    const moves = fc
      .sample(someStory, { numRuns: 1_500, seed: 11 })
      .filter((story) => storyOf(story.theCase, dalarna(), day('2031-12-31'), name).placings.length > 1);
    expect(moves.length).toBeGreaterThan(3);
  });
});
