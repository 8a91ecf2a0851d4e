/** What if: a history under another pack, version or setting, and what differs, fact by fact. Pure: nothing is recorded by it. */
import { type Derived } from '../case/derived.js';
import { type CostsView } from '../costs/costs-view.js';
import { legalPerson, partyCode, partyKind, regionOf, streamNamed } from '../kernel/index.js';
import { type Day, type KommunCode, type NameUuid, type PartyId, type Said } from '../kernel/index.js';
import { type StreamCategory, type Uuid } from '../kernel/index.js';
import { type PackId } from '../agreement/facts/pack.js';
import { RULE_PACKS, type Packs } from '../agreement/facts/packs.js';
import { type AgreementState, type Fact, type StreamRead, type Surroundings } from '../saying/case.js';
import { accepted, type Decision } from '../saying/decision.js';
import { type Circumstances } from '../stream-law.js';
import { assessmentOf, isJudgedByItself, judgingAgreement, wokenBy } from '../streams-by-law.js';
import { tellTwice, type JudgedTwice, type ToldTwice } from './replay.js';
import {
  factWith,
  supposedAgreement,
  surroundingsWith,
  termsIn,
  versionsInstead,
  type JudgingTerms,
  type OtherTerms,
} from './terms.js';
import { worldOf, type SaidOn, type World } from './world.js';

/** A stream with what bears on it, and the last day that is asked about. */
export interface History {
  readonly read: StreamRead<StreamCategory>;
  readonly surroundings: Surroundings;
  readonly until: Day;
  readonly name: NameUuid;
  /** The versions that there are; else this program's. */
  readonly packs?: Packs;
}

/** How a fact is judged under one of the terms, with what is said because of it there and not under the other. */
export interface FactJudged {
  readonly decision: Decision;
  readonly said: readonly Derived[];
  /** Facts before it that are not taken under these terms, and without which it is judged. */
  readonly without: readonly Uuid[];
}

/** A fact of which the two say otherwise. */
export interface FactDiffers {
  readonly fact: Said<Fact>;
  /** The day on which it was recorded, and so judged. */
  readonly on: Day;
  readonly base: FactJudged;
  readonly other: FactJudged;
}

/** The terms that judge on the last day; null where no agreement does. `supposed`: there is no such agreement. */
export interface JudgedUnder {
  readonly terms: JudgingTerms | null;
  readonly supposed: boolean;
}

/** What differs between a history and itself under other terms. */
export interface WhatDiffers {
  readonly base: JudgedUnder;
  readonly other: JudgedUnder;
  readonly differences: readonly FactDiffers[];
  /** All that the hub says only under its own terms, of a fact or as days come, in the order in which it is said. */
  readonly saidOnlyInBase: readonly SaidOn[];
  readonly saidOnlyInOther: readonly SaidOn[];
  /** Of a case whose costs are divided otherwise: both answers on the last day. null where they are the same. */
  readonly costs: { readonly base: CostsView; readonly other: CostsView } | null;
}

/** Why a question has no answer: no agreement judges it and no pack is named; or there is no such version of the pack. */
export type Unanswerable =
  { readonly lacks: 'rulePack' } | { readonly lacks: 'rulePackVersion'; readonly versions: readonly number[] };

export type WhatIfAnswer = Unanswerable | WhatDiffers;

/**
 * A history judged anew under other terms, as it would have been told and judged day by day until `until`; facts recorded
 * later are left out. The surroundings are as they are known now. How long a fact waits for another is no part of it: what
 * waited in vain was never told. Yields between the judgements: `answered` runs it to its end.
 */
export function* whatIf(history: History, asked: OtherTerms): Generator<void, WhatIfAnswer> {
  const { surroundings, until, name, packs = RULE_PACKS } = history;
  const read = upTo(history.read, until);
  const now: Circumstances = { surroundings, today: until, name };
  const judging = judgingAgreement(read, now);
  const versions = versionsInstead(asked, packsIn(judging, surroundings), packs);
  if (versions !== null) return { lacks: 'rulePackVersion', versions };
  const others = othersOf({ read, judging, packs, beside: now }, asked);
  if (others === null) return { lacks: 'rulePack' };
  const beginning = { category: read.category, stream: read.stream, named: read.named, name };
  const base = worldOf({ ...beginning, surroundings });
  const other = worldOf({ ...beginning, surroundings: others });
  const told = yield* tellTwice({ base, other: underTerms(other, asked) }, { facts: read.facts, until });
  return {
    base: { terms: termsOn(base, until), supposed: false },
    other: { terms: termsOn(other, until), supposed: judging === null },
    ...differing(told),
    costs: costsApart(costsOn(base, until), costsOn(other, until)),
  };
}

/** Runs a question to its end at once. */
export function answered<A>(asking: Generator<void, A>): A {
  for (;;) {
    const step = asking.next();
    if (step.done === true) return step.value;
  }
}

/** The stream as far as it had been told by the end of a day. */
const upTo = (read: StreamRead<StreamCategory>, until: Day): StreamRead<StreamCategory> => ({
  ...read,
  facts: read.facts.filter(({ meta }) => meta.recordedOn <= until),
});

/** The packs whose versions are asked for where no pack is named. */
const packsIn = (judging: AgreementState | null, { agreements }: Surroundings): readonly PackId[] =>
  [...(judging ? [judging] : []), ...agreements.filter(({ pack }) => pack.judgesPlacements)].map(({ pack }) => pack.id);

interface Judged {
  readonly read: StreamRead<StreamCategory>;
  readonly judging: AgreementState | null;
  readonly packs: Packs;
  readonly beside: Circumstances;
}

/**
 * What bears under the other terms: on an agreement nothing does; where no agreement judges, one of the pack that is named
 * is supposed. null where none is named, and where no agreement would judge it at all.
 */
function othersOf({ read, judging, packs, beside }: Judged, asked: OtherTerms): Surroundings | null {
  const { surroundings, name } = beside;
  if (isJudgedByItself(read)) return surroundings;
  if (judging !== null) return surroundingsWith(surroundings, asked, packs);
  const { rulePack } = asked;
  const party = wokenBy(assessmentOf(read, beside));
  if (rulePack === undefined || party === null) return null;
  const agreementId = name(read.stream, 'agreement', 'supposed');
  const supposed = supposedAgreement(
    { agreementId, stream: streamNamed('agreement', agreementId), parties: partiesOf(party) },
    { ...asked, rulePack },
    packs,
  );
  return { ...surroundings, agreements: [...surroundings.agreements, supposed] };
}

/** A kommun and the region in which it lies; a region, whose SIP it may be, by itself. */
function partiesOf(party: PartyId): readonly PartyId[] {
  const whole = legalPerson(party);
  return partyKind(whole) === 'region' ? [whole] : [whole, regionOf(partyCode(whole) as KommunCode)];
}

/** The same world, in which an agreement's own registration is on the other terms. */
function underTerms(world: World, asked: OtherTerms): World {
  return {
    ...world,
    decide: (fact, on) => world.decide(factWith(fact, asked), on),
    take: (fact, on) => world.take(factWith(fact, asked), on),
  };
}

function termsOn(world: World, on: Day): JudgingTerms | null {
  const judging = judgingAgreement(world.read(), world.besideOn(on));
  return judging && termsIn(judging);
}

function costsOn(world: World, on: Day): CostsView | null {
  const assessment = assessmentOf(world.read(), world.besideOn(on));
  return 'costs' in assessment ? assessment.costs : null;
}

/** An answer without its why: that another version is cited is no other answer. */
const withoutWhy = (answer: object): string =>
  JSON.stringify(answer, (key, value: unknown) => (key === 'why' ? 0 : value));

const costsApart = (base: CostsView | null, other: CostsView | null): WhatDiffers['costs'] =>
  base && other && withoutWhy(base) !== withoutWhy(other) ? { base, other } : null;

/** One saying as it is told: two that read alike are the same, whatever agreement their why cites. */
const reads = ({ on, derived: { type, thing, data } }: SaidOn): string => JSON.stringify([on, type, thing, data]);

/** Those of `some` that `others` lack, each as often as they lack it. */
function lackedBy<S extends SaidOn>(some: readonly S[], others: readonly SaidOn[]): readonly S[] {
  const left = new Map<string, number>();
  for (const one of others.map(reads)) left.set(one, (left.get(one) ?? 0) + 1);
  return some.filter((one) => {
    const key = reads(one);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

type Differing = Pick<WhatDiffers, 'differences' | 'saidOnlyInBase' | 'saidOnlyInOther'>;

function differing({ judged, base, other }: ToldTwice): Differing {
  const saidOnlyInBase = lackedBy(base, other);
  const saidOnlyInOther = lackedBy(other, base);
  const of = (said: readonly SaidOn[], { fact }: JudgedTwice): readonly Derived[] =>
    said.filter((one) => one.fact?.meta.eventId === fact.meta.eventId).map(({ derived }) => derived);
  const differences = judged.map((one): FactDiffers => {
    const { fact, on, other: decision, without } = one;
    return {
      ...{ fact, on },
      base: { decision: accepted, said: of(saidOnlyInBase, one), without: [] },
      other: { decision, said: of(saidOnlyInOther, one), without },
    };
  });
  return { differences: differences.filter(isOtherwise), saidOnlyInBase, saidOnlyInOther };
}

const isOtherwise = ({ base, other }: FactDiffers): boolean =>
  other.decision.outcome !== 'accepted' || base.said.length > 0 || other.said.length > 0;
