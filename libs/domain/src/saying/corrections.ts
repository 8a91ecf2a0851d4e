/**
 * Corrections and annulments of any subject. Nothing is edited: what a party says anew is judged as if it stood in the
 * original's place, with everything else that stands around it.
 */
import { isSameSubject, type PartyId, type Said } from '../kernel/index.js';
import { opensSubject } from '../fact/streams.js';
import { type Fact } from './case.js';
import { accepted, rejected, type Decision, type Rejection } from './decision.js';
import { isForEver } from './fact-entries.js';
import { inPlaceOf, isAnnulment, messageNamed, standings, type Standing } from './effective.js';

/** What a stream's law says of its facts; `others` are the messages of the stream without the one that is judged. */
export interface StreamLaw<F extends Fact> {
  /** Whether the fact may be said, given the others. */
  readonly judge: (fact: Said<F>, others: readonly Said<F>[]) => Decision;
  /** The other parties whose signature stands under the fact, or beside the sender's own under something fixed. */
  readonly countersignedBy: (fact: Said<F>, all: readonly Said<F>[]) => readonly PartyId[];
  /** Facts among the others that name what `before` gave a name and `after` no longer does. */
  readonly dependents: (before: Said<F>, after: Said<F> | null, others: readonly Said<F>[]) => readonly Said<F>[];
  /** What a correction may not change, broken. */
  readonly mustStay: (before: Said<F>, after: Said<F>) => Rejection | null;
}

/** Judges a message that may be new, a correction or an annulment, against all messages of its stream. */
export function decideUnder<F extends Fact>(law: StreamLaw<F>, said: Said<F>, facts: readonly Said<F>[]): Decision {
  const named = isAnnulment(said) ? said.data.annulsId : said.meta.corrects;
  if (named === undefined) return law.judge(said, facts);
  const target = messageNamed(facts, said, named);
  const refusal = cannotBeReplaced(said, target, facts);
  if (refusal) return rejected(refusal);
  const chain =
    target && standings(facts).find(({ original, corrections }) => [original, ...corrections].includes(target));
  return chain?.current ? judgeReplacement(law, said, { ...chain, current: chain.current }, facts) : accepted;
}

/** Only the party's own, of the same type, and only what still stands. */
function cannotBeReplaced<F extends Fact>(
  said: Said<F>,
  target: Said<F> | undefined,
  facts: readonly Said<F>[],
): Rejection | null {
  if (isAnnulment(said) && said.meta.corrects !== undefined) return neverReplaced('/corrects', said);
  if (!target) return namesNothing(said, facts);
  if (standsForEver(target)) return neverReplaced(isAnnulment(said) ? '/data/annulsId' : '/corrects', target);
  if (isTakenBack(target, facts)) return takenBackAlready(said);
  return isOfOtherType(said, target) ? { code: 'CorrectionOfOtherType', expected: target.type } : null;
}

const standsForEver = (said: Said<Fact>): boolean => isAnnulment(said) || isForEver(said);

const isOfOtherType = (said: Said<Fact>, target: Said<Fact>): boolean =>
  !isAnnulment(said) && said.type !== target.type;

/** What was taken back is told anew under a new id: an annulment is neither corrected nor annulled, nor what stands for ever. */
function neverReplaced(pointer: string, { type }: Said<Fact>): Rejection {
  return { code: 'FieldNotAllowedHere', pointer, expected: `≠ ${type}` };
}

function namesNothing<F extends Fact>(said: Said<F>, facts: readonly Said<F>[]): Rejection {
  const named = (isAnnulment(said) ? said.data.annulsId : said.meta.corrects) ?? '';
  const publisher = facts.find(
    ({ meta }) => meta.messageId === named && isSameSubject(meta.subject, said.meta.subject),
  );
  if (publisher) return { code: 'NotYourFactToState', by: said.meta.party, allowed: [publisher.meta.party] };
  if (isAnnulment(said)) return { code: 'UnknownReference', pointer: '/data/annulsId', names: named };
  return { code: 'CorrectionNamesNothing', corrects: named };
}

function takenBackAlready(said: Said<Fact>): Rejection {
  if (isAnnulment(said)) return { code: 'AlreadySaid', pointer: '/data/annulsId', names: said.data.annulsId };
  return { code: 'CorrectionNamesNothing', corrects: said.meta.corrects ?? '' };
}

/** True where the message itself was taken back, or the original whose correction it is. */
function isTakenBack<F extends Fact>(target: Said<F>, facts: readonly Said<F>[]): boolean {
  const chain = standings(facts).find(({ original, corrections }) => [original, ...corrections].includes(target));
  if (!chain || chain.current === null) return true;
  return facts.some((fact) => isAnnulment(fact) && messageNamed(facts, fact, fact.data.annulsId) === target);
}

type StandingNow<F extends Fact> = Standing<F> & { readonly current: Said<F> };

/** Judges what would stand in the place of a chain's present fact, with the chain's own messages out of the way. */
function judgeReplacement<F extends Fact>(
  law: StreamLaw<F>,
  said: Said<F>,
  chain: StandingNow<F>,
  facts: readonly Said<F>[],
): Decision {
  const { original, corrections, current: before } = chain;
  const after = isAnnulment(said) ? leftWithout(said, original, facts) : inPlaceOf(original, said);
  const own = new Set<Said<F>>([original, ...corrections]);
  const others = facts.filter((fact) => !own.has(fact));

  if (after === null && opensSubject(before.type)) {
    const later = saidByOthers(before, others);
    if (later.length > 0) return rejected({ code: 'LaterFactsDependOnIt', dependents: later });
  }
  const signers = law.countersignedBy(before, facts);
  if (signers.length > 0) return rejected({ code: 'CountersignedFact', by: signers });
  return judgeChange(law, { before, after }, others);
}

/** What is nobody else's may be changed where all that names it still has its meaning. */
function judgeChange<F extends Fact>(
  law: StreamLaw<F>,
  { before, after }: { readonly before: Said<F>; readonly after: Said<F> | null },
  others: readonly Said<F>[],
): Decision {
  const changed = after && law.mustStay(before, after);
  if (changed) return rejected(changed);
  const dependents = law.dependents(before, after, others).map(({ meta }) => meta.messageId);
  if (dependents.length > 0) return rejected({ code: 'LaterFactsDependOnIt', dependents });
  return after ? law.judge(after, others) : accepted;
}

/** What other parties have said of what a fact opened, and not taken back: it is theirs too, and not one party's to close. */
const saidByOthers = <F extends Fact>({ meta }: Said<F>, others: readonly Said<F>[]): readonly string[] =>
  standings(others).flatMap(({ current }) =>
    current && current.meta.party !== meta.party ? [current.meta.messageId] : [],
  );

/** What stands once an annulment is said: nothing, or what its correction had replaced. */
function leftWithout<F extends Fact>(annulment: Said<F>, original: Said<F>, facts: readonly Said<F>[]): Said<F> | null {
  const afterwards = standings([...facts, annulment]);
  return afterwards.find((standing) => standing.original === original)?.current ?? null;
}
