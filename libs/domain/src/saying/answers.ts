/**
 * What an answer is to, of whatever kind: an approval, a confirmation. It answers what stood on its own day, unless it names
 * the event; and works nothing where that has been replaced, withdrawn, corrected or annulled (H-004).
 */
import { isSameSubject, sameContent, sameSide, type Day, type Said, type Uuid } from '../kernel/index.js';
import { type Fact } from './case.js';
import { byPoint, type Standing } from './effective.js';
import { countsFrom, isReplacedBy, paperAnswered, paperOf, paperWithdrawn } from './fact-entries.js';

/** Why an answer works nothing, and by what. */
export interface Undone<F extends Fact> {
  readonly because: 'annulled' | 'corrected' | 'withdrawn' | 'replaced';
  readonly by: Said<F>;
}

/** An answer with the chain of the paper that it is to. */
export interface Answer<F extends Fact> {
  readonly answer: Said<F>;
  readonly to: Standing<F>;
  /** null where it works. */
  readonly undone: Undone<F> | null;
}

/** The event that an answer says it is to. */
const eventNamed = ({ data }: Said<Fact>): Uuid | undefined => (data as { readonly answers?: Uuid }).answers;

/** Every message that a paper has been: first said, then corrected. */
const messagesOf = <F extends Fact>({ original, corrections }: Standing<F>): readonly Said<F>[] => [
  original,
  ...corrections,
];

/** The papers of a name, those that are annulled too: a number may be used again. */
export function papersNamed<F extends Fact>(chains: readonly Standing<F>[], name: string): readonly Standing<F>[] {
  return chains.filter(({ original, current }) => paperOf(current ?? original) === name);
}

/** True where the event that the answer names, if it names one, is one of the paper's. */
export function namesItsPaper<F extends Fact>(answer: Said<F>, papers: readonly Standing<F>[]): boolean {
  const named = eventNamed(answer);
  return named === undefined || papers.some((paper) => isOf(paper, named));
}

const isOf = <F extends Fact>(paper: Standing<F>, eventId: Uuid): boolean =>
  messagesOf(paper).some(({ meta }) => meta.eventId === eventId);

/**
 * The paper that an answer is to: the one whose event it names; else one that has been taken back since, where it stood on
 * the answer's own day; else the one that stands. A paper that was signed was there to be signed, whenever it was told.
 */
function paperFor<F extends Fact>(answer: Said<F>, papers: readonly Standing<F>[]): Standing<F> | undefined {
  const named = eventNamed(answer);
  if (named !== undefined) return papers.find((paper) => isOf(paper, named));
  const stood = papers.find(
    ({ original, annulment }) => annulment && byPoint(original, answer) <= 0 && byPoint(answer, annulment) < 0,
  );
  return stood ?? papers.find(({ current }) => current !== null) ?? papers.at(-1);
}

/** What the paper was when it was answered: its last message on the answer's own day, or the event that it names. */
function answered<F extends Fact>(answer: Said<F>, paper: Standing<F>): Said<F> {
  const named = eventNamed(answer);
  if (named !== undefined) return messagesOf(paper).find(({ meta }) => meta.eventId === named) ?? paper.original;
  return paper.corrections.findLast((correction) => byPoint(correction, answer) <= 0) ?? paper.original;
}

/** What an answer does not answer by: whom its paper may be shown to, by what ground. */
const NO_CONTENT = ['disclosure'];

function undoneBy<F extends Fact>(answer: Said<F>, paper: Standing<F>, facts: readonly Said<F>[]): Undone<F> | null {
  const { current, annulment, original, corrections } = paper;
  if (!current) return annulment ? { because: 'annulled', by: annulment } : null;
  if (!sameContent(answered(answer, paper).data, current.data, NO_CONTENT)) {
    return { because: 'corrected', by: corrections.at(-1) ?? original };
  }
  const name = paperOf(current);
  const isBefore = (fact: Said<F>): boolean => byPoint(fact, answer) < 0;
  const withdrawal = facts.find((fact) => paperWithdrawn(fact) === name && isBefore(fact));
  if (withdrawal) return { because: 'withdrawn', by: withdrawal };
  const replacing = facts.find((fact) => takesThePlaceOf(fact, current) && isBefore(fact));
  return replacing ? { because: 'replaced', by: replacing } : null;
}

/** A later paper of the same side, for the same thing. */
const takesThePlaceOf = <F extends Fact>(later: Said<F>, paper: Said<F>): boolean =>
  later !== paper &&
  isReplacedBy(paper, later) &&
  sameSide(later.meta.party, paper.meta.party) &&
  byPoint(paper, later) < 0;

/** The chain of the paper that an answer is to; undefined for what is no answer. */
function chainAnswered<F extends Fact>(answer: Said<F>, chains: readonly Standing<F>[]): Standing<F> | undefined {
  const name = paperAnswered(answer);
  return name === undefined ? undefined : paperFor(answer, papersNamed(chains, name));
}

/** The paper that an answer is to: as it stands, else as it was when it was taken back. Undefined for what is no answer. */
export function paperOfAnswer<F extends Fact>(answer: Said<F>, chains: readonly Standing<F>[]): Said<F> | undefined {
  const to = chainAnswered(answer, chains);
  return to && (to.current ?? to.original);
}

/**
 * An answer with what it is to; null for what is no answer. `chains`: every message of the stream with what became of it.
 * `facts`: those that stand and count, the answer among them; what is to be no withdrawal is left out.
 */
export function answerOf<F extends Fact>(
  answer: Said<F>,
  chains: readonly Standing<F>[],
  facts: readonly Said<F>[],
): Answer<F> | null {
  const to = chainAnswered(answer, chains);
  return to ? { answer, to, undone: undoneBy(answer, to, facts) } : null;
}

/** The day a fact counts from: a paper no later than a signature under it that works (H-004). `chains`, `facts`: as of `answerOf`. */
export const countsAmong = <F extends Fact>(
  fact: Said<F>,
  chains: readonly Standing<F>[],
  facts: readonly Said<F>[],
): Day | null => {
  // Several deviations stand in one case, and what is told of one is no word on another.
  const isOfIts = ({ meta }: Said<F>): boolean => isSameSubject(meta.subject, fact.meta.subject);
  const works = (signature: Said<F>): boolean => {
    const own = chains.filter(({ original }) => isOfIts(original));
    return answerOf(signature, own, facts.filter(isOfIts))?.undone === null;
  };
  return countsFrom(fact, facts, works);
};
