/**
 * One deviation, read as of a day: the facts that count by then, and what it is judged in. The same whether it stands with
 * its placement or has a stream of its own.
 */
import { type Day, type NameUuid, type PartyId, type Said, type StreamName, type Uuid } from '../kernel/index.js';
import { type Judging } from '../rules/index.js';
import { countsAmong } from '../saying/answers.js';
import { inCanonicalOrder, standings, type Standing } from '../saying/effective.js';
import { dayOf } from '../saying/fact-entries.js';
import { type Story } from '../story/story.js';
import { takenBackFrom } from '../story/taken-back.js';
import { sidesConcerned } from './concerned.js';
import { DEVIATION_FACTS } from './facts/deviation.facts.js';
import { type DeviationFact } from './facts/deviation.js';

export type DeviationFactOf<T extends DeviationFact['type']> = Said<Extract<DeviationFact, { readonly type: T }>>;

export interface DeviationStory {
  readonly deviationId: Uuid;
  /** null of one that concerns no placement. */
  readonly placementId: Uuid | null;
  readonly reported: DeviationFactOf<'deviation.reported'>;
  /** True where its report has been taken back: nothing is due, and the uuid is not used again. */
  readonly isAnnulled: boolean;
  /** The sides that it concerns, each once. */
  readonly sides: readonly PartyId[];
  /** The facts that count as of the day, in canonical order. */
  readonly facts: readonly Said<DeviationFact>[];
  /** Every message with what became of it, whenever it counts from. */
  readonly chains: readonly Standing<DeviationFact>[];
  /** Stream and day, and what judges. */
  readonly judging: Judging;
  /** What falls on a day is judged by the agreement of that day. */
  readonly judgingOn: (day: Day) => Judging;
}

/** The facts of one type, in their order. */
export const deviationFactsOf = <T extends DeviationFact['type']>(
  facts: readonly Said<DeviationFact>[],
  type: T,
): readonly DeviationFactOf<T>[] => facts.filter((fact): fact is DeviationFactOf<T> => fact.type === type);

const isOfADeviation = (fact: Said<{ readonly type: string }>): fact is Said<DeviationFact> =>
  Object.hasOwn(DEVIATION_FACTS, fact.type);

type Circumstances = Pick<DeviationStory, 'placementId' | 'judging' | 'judgingOn'>;

/** What is made of one deviation's facts and chains; null before it has occurred, as far as anybody has reported or had. */
function storyBy(
  deviationId: Uuid,
  { facts, chains }: Pick<DeviationStory, 'facts' | 'chains'>,
  circumstances: Circumstances,
): DeviationStory | null {
  const takenBack = chains.flatMap(({ original, annulment }) => (annulment ? [original] : []));
  const [annulled] = deviationFactsOf(takenBack, 'deviation.reported');
  const standing = deviationFactsOf(facts, 'deviation.reported')[0];
  const reported = standing ?? (annulled && dayOf(annulled) <= circumstances.judging.asOf ? annulled : undefined);
  if (!reported) return null;
  const isAnnulled = standing === undefined;
  return { ...circumstances, deviationId, reported, isAnnulled, sides: sidesConcerned(reported), facts, chains };
}

/** A-106 "i samverkan av insatser": all deviations that concern a placement, by their ids. */
export function deviationsIn(story: Story, judgingOn: (day: Day) => Judging): readonly DeviationStory[] {
  const chains = story.chains.filter((chain) => isOfADeviation(chain.original)) as readonly Standing<DeviationFact>[];
  if (chains.length === 0) return NONE;
  const facts = story.facts.filter(isOfADeviation);
  const ids = [...new Set(chains.map(({ original }) => original.meta.subject.id))].sort();
  const circumstances = { placementId: story.placementId, judging: story, judgingOn };
  return ids.flatMap((id) => {
    const own = {
      facts: facts.filter(({ meta }) => meta.subject.id === id),
      chains: chains.filter(({ original }) => original.meta.subject.id === id),
    };
    return storyBy(id, own, circumstances) ?? NONE;
  });
}

const NONE: readonly never[] = [];

/** What has been said of one deviation in some stream, in the order of the stream, and how things are named there. */
export interface DeviationSaid {
  readonly stream: StreamName;
  readonly deviationId: Uuid;
  readonly facts: readonly Said<DeviationFact>[];
  readonly name: NameUuid;
}

/** By itself, as one that has a stream of its own; null before it has occurred. `later`: own dates after the day, ascending. */
export function ownDeviation(
  { stream, deviationId, facts: all, name }: DeviationSaid,
  asOf: Day,
): { readonly story: DeviationStory | null; readonly later: readonly Day[] } {
  const chains = standings(all);
  const standing = inCanonicalOrder(chains.flatMap(({ current }) => (current ? [current] : [])));
  const facts: Said<DeviationFact>[] = [];
  const later = new Set(takenBackFrom(chains).filter((day) => day > asOf));
  for (const fact of standing) {
    const from = countsAmong<DeviationFact>(fact, chains, standing);
    if (from === null || from <= asOf) facts.push(fact);
    else later.add(from);
  }
  const judging: Judging = { stream, asOf, name, judgedBy: { agreement: null, rulePackVersion: null } };
  const circumstances = { placementId: null, judging, judgingOn: () => judging };
  return { story: storyBy(deviationId, { facts, chains }, circumstances), later: [...later].sort() };
}
