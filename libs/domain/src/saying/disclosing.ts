/** Whether a party may let another see what it has told: what each ground must say, of what, to whom, and who ends it. */
import { controllerOf } from '../fact/controller.js';
import { GROUNDS, holdsBetween, type DisclosureGround } from '../fact/ground.js';
import { mayRestOnConsent } from '../fact/streams.js';
import { isSameSubject, partyKind, type Day, type PartyId, type Said, type SubjectKind } from '../kernel/index.js';
import { type Fact } from './case.js';
import { endsNoEarlierThanItBegins, hasHappened, judgedBy, type Check } from './check.js';
import { rejected, type Decision, type Submission } from './decision.js';
import { type Standing } from './effective.js';
import { refusedAsSaid, refusedAsUnknown } from './names.js';

/** A decision to let another see, of any kind of subject. */
export type DecidedFact = Extract<Fact, { readonly type: `${string}.disclosureDecided` }>;
/** That one has ended, of any kind of subject. */
export type EndedFact = Extract<Fact, { readonly type: `${string}.disclosureEnded` }>;

/** What has been said on the stream, as far as grounds are asked of it. */
export interface DisclosingSoFar {
  /** Those that stand. */
  readonly facts: readonly Said<Fact>[];
  /** Every message with what became of it. */
  readonly chains: readonly Standing<Fact>[];
  readonly takenBack: ReadonlySet<string>;
  /** The hub's day. */
  readonly today: Day;
}

const DECIDED = '.disclosureDecided';
const ENDED = '.disclosureEnded';

const isDecided = (fact: Said<Fact>): fact is Said<DecidedFact> => fact.type.endsWith(DECIDED);
const isEnd = (fact: Said<Fact>): fact is Said<EndedFact> => fact.type.endsWith(ENDED);

/** The decisions among facts, in their order. */
export const decisionsIn = (facts: readonly Said<Fact>[]): readonly Said<DecidedFact>[] => facts.filter(isDecided);
/** What ends decisions among facts, in their order. */
export const endsIn = (facts: readonly Said<Fact>[]): readonly Said<EndedFact>[] => facts.filter(isEnd);

/** True where one authority answers for what both say: a region for its units, each nämnd for itself (D-026). */
export const isOfOneAuthority = (one: PartyId, other: PartyId): boolean => controllerOf(one) === controllerOf(other);

type DecidedCheck = Check<Said<DecidedFact>, DisclosingSoFar>;
type EndedCheck = Check<Said<EndedFact>, DisclosingSoFar>;

/** A ground that a message names for itself stands where one that is decided on apart may: else the refusal. */
export function refusedGround({ subject, grounds = [] }: Submission): Decision | null {
  for (const [at, ground] of grounds.entries()) {
    const refused = consentIsForSip(subject.kind, ground, `/data/disclosure/${at}/ground`);
    if (refused) return refused;
  }
  return null;
}

/** What a party has told on the subject of a fact, whatever became of it: without what it has said of who may see it. */
const toldBeside = (said: Said<Fact>, { chains }: DisclosingSoFar): readonly Said<Fact>[] =>
  chains
    .flatMap(({ original, corrections }) => [original, ...corrections])
    .filter((fact) => isSameSubject(fact.meta.subject, said.meta.subject) && !isDecided(fact) && !isEnd(fact));

/** D-026 "varje nämnd med underlydande förvaltning en myndighet": each decides on what itself has told. */
const isSaidByWhoHasTold: DecidedCheck = (said, soFar) => {
  const told = toldBeside(said, soFar).map(({ meta }) => meta.party);
  const by = said.meta.party;
  if (told.some((party) => isOfOneAuthority(party, by))) return null;
  return rejected({ code: 'NotYourFactToState', by, allowed: [...new Set(told)], rule: 'D-026' });
};

/** A-036 "innebär inte att verksamheterna kan utbyta information i övrigt": a consent to a SIP is a ground there alone. */
const consentIsForSip = (kind: SubjectKind, ground: DisclosureGround, pointer: string): Decision | null =>
  ground === 'consent' && !mayRestOnConsent(kind)
    ? rejected({ code: 'ConsentIsForSip', pointer, rule: 'A-036' })
    : null;

const restsOnNoConsentElsewhere: DecidedCheck = ({ data, meta }) =>
  consentIsForSip(meta.subject.kind, data.ground, '/data/ground');

/**
 * D-026 "varje nämnd med underlydande förvaltning en myndighet": to another than itself; D-024 "Exempel på sekretessbrytande
 * regler": and of a kind to which the ground lets it disclose.
 */
const isToOneWhoMayHaveIt: DecidedCheck = ({ data: { recipient, ground }, meta: { party } }) => {
  const pointer = '/data/recipient';
  if (isOfOneAuthority(recipient, party))
    return rejected({ code: 'FieldNotAllowedHere', pointer, expected: `≠ ${controllerOf(party)}`, rule: 'D-026' });
  if (holdsBetween(ground, party, recipient)) return null;
  const other = partyKind(party) === 'kommun' ? 'region-…' : 'kommun-…';
  return rejected({ code: 'FieldNotAllowedHere', pointer, expected: other, rule: 'D-024' });
};

/**
 * D-023 "Varje gång… måste det prövas (sk menprövning)": with its outcome; D-024 "Exempel på sekretessbrytande regler": every
 * other ground with what it rests on.
 */
const saysWhatItRestsOn: DecidedCheck = ({ data }) => {
  const { says } = GROUNDS[data.ground];
  if (says === null || data[says] !== undefined) return null;
  const missing = { code: 'FieldRequiredHere', pointer: `/data/${says}`, expected: data.ground } as const;
  return says === 'outcome' ? rejected({ ...missing, rule: 'D-023' }) : rejected({ ...missing, rule: 'D-024' });
};

/** D-024 "Exempel på sekretessbrytande regler": what goes on until further notice is tried again on a day that is named, no earlier than it begins. */
const saysWhenItIsTriedAgain: DecidedCheck = ({ data: { ground, reviewOn, from } }) => {
  const pointer = '/data/reviewOn';
  if (reviewOn === undefined)
    return GROUNDS[ground].isReviewed
      ? rejected({ code: 'FieldRequiredHere', pointer, expected: ground, rule: 'D-024' })
      : null;
  return reviewOn < from ? rejected({ code: 'DateInconsistent', pointer, expected: `>= ${from}` }) : null;
};

/** D-024 "Exempel på sekretessbrytande regler": each breaks the secrecy of something, never of all. */
const coversSomething: DecidedCheck = ({ data: { covers } }) =>
  Object.values(covers).some((of: readonly unknown[]) => of.length > 0)
    ? null
    : rejected({
        code: 'FieldRequiredHere',
        pointer: '/data/covers',
        expected: 'messages | classes | measureIds',
        rule: 'D-024',
      });

/** D-023 "Varje gång… måste det prövas (sk menprövning)": what was tried is named, and nothing that was not. */
const coversWhatWasTried: DecidedCheck = ({ data: { ground, covers } }) => {
  if (!GROUNDS[ground].ofMessagesOnly) return null;
  const beyond = (['classes', 'measureIds'] as const).find((one) => covers[one] !== undefined);
  return beyond === undefined
    ? null
    : rejected({
        code: 'FieldNotAllowedHere',
        pointer: `/data/covers/${beyond}`,
        expected: 'messages',
        rule: 'D-023',
      });
};

/** D-024 "Exempel på sekretessbrytande regler": of no class that its ground does not open. */
const coversNoMoreThanItsGround: DecidedCheck = ({ data: { ground, covers } }) => {
  const { opens } = GROUNDS[ground];
  const at = (covers.classes ?? []).findIndex((one) => !opens.includes(one));
  return at < 0
    ? null
    : rejected({
        code: 'FieldNotAllowedHere',
        pointer: `/data/covers/classes/${at}`,
        expected: opens.join(' | '),
        rule: 'D-024',
      });
};

/** The messages are its own, told of the same subject. */
const coversItsOwnMessages: DecidedCheck = (said, soFar) => {
  const own = new Set(
    toldBeside(said, soFar)
      .filter(({ meta }) => isOfOneAuthority(meta.party, said.meta.party))
      .map(({ meta }) => meta.messageId),
  );
  const { messages = [] } = said.data.covers;
  const at = messages.findIndex((id) => !own.has(id));
  const names = messages[at];
  return names === undefined
    ? null
    : rejected({ code: 'UnknownReference', pointer: `/data/covers/messages/${at}`, names });
};

/** Told anew of a later day it would begin after what has ended it. */
const beginsBeforeItIsEnded: DecidedCheck = ({ data: { groundId, from } }, { facts }) => {
  const end = endsIn(facts).find(({ data }) => data.groundId === groundId);
  return end && end.data.on < from
    ? rejected({ code: 'DateInconsistent', pointer: '/data/from', expected: `<= ${end.data.on}` })
    : null;
};

const DECIDED_CHECKS: readonly DecidedCheck[] = [
  isSaidByWhoHasTold,
  (said, { facts }) => refusedAsSaid<Fact>(said, facts),
  restsOnNoConsentElsewhere,
  isToOneWhoMayHaveIt,
  saysWhatItRestsOn,
  (said, soFar) => refusedAsUnknown<Fact>(said, soFar),
  saysWhenItIsTriedAgain,
  coversSomething,
  coversWhatWasTried,
  coversNoMoreThanItsGround,
  coversItsOwnMessages,
  hasHappened(({ decidedOn }) => ({ '/data/decidedOn': decidedOn })),
  endsNoEarlierThanItBegins('/data/to', ({ from, to }) => ({ from, to })),
  beginsBeforeItIsEnded,
];

const groundOf = ({ data: { groundId } }: Said<EndedFact>, { facts }: DisclosingSoFar): Said<DecidedFact> | undefined =>
  decisionsIn(facts).find(({ data }) => data.groundId === groundId);

/** D-026 "varje nämnd med underlydande förvaltning en myndighet": whoever has decided ends it, and nobody for it. */
const isEndedByWhoDecided: EndedCheck = (said, soFar) => {
  const decided = groundOf(said, soFar);
  const by = said.meta.party;
  return !decided || isOfOneAuthority(decided.meta.party, by)
    ? null
    : rejected({ code: 'NotYourFactToState', by, allowed: [decided.meta.party], rule: 'D-026' });
};

const isEndedOnce: EndedCheck = ({ data: { groundId } }, { facts }) =>
  endsIn(facts).some(({ data }) => data.groundId === groundId)
    ? rejected({ code: 'AlreadySaid', pointer: '/data/groundId', names: groundId })
    : null;

const endsAfterItBegan: EndedCheck = (said, soFar) => {
  const from = groundOf(said, soFar)?.data.from;
  return from !== undefined && said.data.on < from
    ? rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `>= ${from}` })
    : null;
};

const ENDED_CHECKS: readonly EndedCheck[] = [
  (said, soFar) => refusedAsUnknown<Fact>(said, soFar),
  isEndedByWhoDecided,
  isEndedOnce,
  endsAfterItBegan,
];

/** What is read of a kind's stream when one of its facts is judged. */
type ReadBy<SoFar> = (soFar: SoFar) => DisclosingSoFar;

const unlessAccepted = (answer: Decision): Decision | null => (answer.outcome === 'accepted' ? null : answer);

/** The conditions on `<kind>.disclosureDecided`, given how the kind reads its stream. */
export const decidesOnDisclosure =
  <SoFar>(read: ReadBy<SoFar>): Check<Said<DecidedFact>, SoFar> =>
  (said, soFar) =>
    unlessAccepted(judgedBy(DECIDED_CHECKS, said, read(soFar)));

/** The conditions on `<kind>.disclosureEnded`, given how the kind reads its stream. */
export const endsDisclosure =
  <SoFar>(read: ReadBy<SoFar>): Check<Said<EndedFact>, SoFar> =>
  (said, soFar) =>
    unlessAccepted(judgedBy(ENDED_CHECKS, said, read(soFar)));
