/** When the parties' responsibility for the measures is cleared: both principals stand behind the same list (A-013, A-067). */
import { holdsOn, joined, type Stretch } from '../calendar/index.js';
import { areOneLegalPerson, compareText, signsFor, standOnBothSides, type Day } from '../kernel/index.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { dayOf } from '../saying/fact-entries.js';
import { sideSpansOf, signsForRegion, type SideSpan } from './side-spans.js';
import { factsOf, type FactOf, type Story } from './story.js';
import { type Measure } from '../placement/facts/placement.js';

type Clarified = FactOf<'placement.responsibilityClarified'>;
type Confirmed = FactOf<'placement.responsibilityConfirmed'>;

/** A list of measures that both principals stand behind. */
export interface Clearance {
  readonly clearedOn: Day;
  /** The days on which those who stand behind it are the principals, in order (H-003). One at least. */
  readonly binds: readonly Stretch[];
  readonly measures: readonly Measure[];
  readonly clarified: Clarified;
  /** null where kommun and region are one legal person, and there is no other side to confirm. */
  readonly confirmed: Confirmed | null;
}

/** A confirmation of what was no longer its writer's word, and why. */
export interface VainConfirmation {
  readonly confirmed: Confirmed;
  readonly undone: Undone<CaseFact>;
}

/** What has become of the lists as of the story's day. */
export interface Clearing {
  /** The lists cleared, in the order they were: of those that bind on a day, the last one holds. */
  readonly clearances: readonly Clearance[];
  /** The confirmations that clear nothing (H-004). */
  readonly vainConfirmations: readonly VainConfirmation[];
}

/** The lists and their confirmations, each judged once. */
export function clearingOf(story: Story): Clearing {
  const confirmations = confirmationsIn(story);
  return {
    clearances: clearancesBy(confirmations, story),
    vainConfirmations: confirmations.flatMap(({ confirmed, undone }) => (undone ? [{ confirmed, undone }] : [])),
  };
}

function clearancesBy(confirmations: readonly Confirmation[], story: Story): readonly Clearance[] {
  const clarifications = factsOf(story.facts, 'placement.responsibilityClarified');
  if (clarifications.length === 0) return [];
  const spans = sideSpansOf(story);
  return clarifications
    .flatMap((clarified) => [
      ...withoutOtherSide(clarified, spans),
      ...confirmations
        .filter(({ to, undone }) => to === clarified && undone === null)
        .flatMap(({ confirmed }) => clearanceBy(clarified, confirmed, spans)),
    ])
    .sort((a, b) => compareText(a.clearedOn, b.clearedOn));
}

interface Confirmation {
  readonly confirmed: Confirmed;
  /** The list as it stands; null where it is taken back. */
  readonly to: CaseFact | null;
  readonly undone: Undone<CaseFact> | null;
}

function confirmationsIn({ facts, chains }: Story): readonly Confirmation[] {
  return factsOf(facts, 'placement.responsibilityConfirmed').flatMap((confirmed) => {
    const answer = answerOf<CaseFact>(confirmed, chains, facts);
    return answer ? [{ confirmed, to: answer.to.current, undone: answer.undone }] : [];
  });
}

/** True where a list binds on a day that is not before it was cleared. */
export const isClearedOn = ({ clearedOn, binds }: Clearance, day: Day): boolean =>
  clearedOn <= day && binds.some((stretch) => holdsOn(stretch, day));

/**
 * H-003 "En underskrift binder den som den lämnas för under de dagar då den är huvudman": behind a list that names its
 * principals they stand always; else on the days on which the two are.
 */
function clearanceBy(clarified: Clarified, confirmed: Confirmed, spans: readonly SideSpan[]): readonly Clearance[] {
  const { measures, between } = clarified.data;
  const clearedOn = dayOf(confirmed);
  const binds = between
    ? ALWAYS.filter(() => standOnBothSides(between, clarified.meta.party, confirmed.meta.party))
    : joined(spans.filter((span) => standBehind(span, clarified, confirmed, clearedOn)));
  return binds.length === 0 ? [] : [{ clearedOn, binds, measures, clarified, confirmed }];
}

const ALWAYS: readonly Stretch[] = [{ from: null, until: null }];

function standBehind(span: SideSpan, clarified: Clarified, confirmed: Confirmed, clearedOn: Day): boolean {
  const [writer, other] = [clarified.meta.party, confirmed.meta.party];
  if (signsFor(writer, span.kommun)) return signsForRegion(span, other, clearedOn);
  return signsFor(other, span.kommun) && signsForRegion(span, writer, clarified.meta.saidOn);
}

/** SoL 4:4: on Gotland kommun and region are one, and the list is cleared as it is written. */
function withoutOtherSide(clarified: Clarified, spans: readonly SideSpan[]): readonly Clearance[] {
  const binds = joined(spans.filter(({ kommun, region }) => areOneLegalPerson([kommun, region])));
  if (binds.length === 0) return [];
  const { measures } = clarified.data;
  return [{ clearedOn: clarified.meta.saidOn, binds, measures, clarified, confirmed: null }];
}
