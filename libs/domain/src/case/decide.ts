/** The doors of the law: may this be said in this case, of this agreement, of this SIP, of this deviation, of this discharge. */
import { lawOfAgreement } from '../agreement/agreement.decider.js';
import { type AgreementFact } from '../agreement/facts/agreement.js';
import { lawOfDeviation } from '../deviation/deviation.decider.js';
import { type DeviationSaid } from '../deviation/deviation-story.js';
import { type DeviationFact } from '../deviation/facts/deviation.js';
import { deviationSoFar, type DeviationCheck, type DeviationSoFar } from '../deviation/deviation-so-far.js';
import { lawOfDischarge } from '../discharge/discharge.decider.js';
import { type DischargeFact } from '../discharge/facts/discharge.js';
import { type SubjectRow } from '../fact/streams.js';
import { isSameSubject, streamNamed, type Meta, type NameUuid, type Said } from '../kernel/index.js';
import { type SipFact } from '../sip/facts/sip.js';
import { lawOfSip } from '../sip/sip.decider.js';
import { type Case, type CaseFact, type Fact, type SipRead, type Surroundings } from '../saying/case.js';
import { lawOfCase, reportedByAPrincipal } from './case-law.js';
import { decideUnder, type StreamLaw } from '../saying/corrections.js';
import { rejected, type Decision, type Submission } from '../saying/decision.js';
import { caseSoFar, type CaseSoFar } from '../story/so-far.js';

/**
 * May this be said of the placement? `theCase` holds every accepted message of its stream in that order. Identity and
 * duplicates are settled before; shapes and codes are those of a validated message. Pure: no clock but `submission.today`.
 */
export function decideCase(
  submission: Submission<CaseFact>,
  theCase: Case,
  surroundings: Surroundings,
  name: NameUuid,
): Decision {
  const read = (facts: readonly Said<CaseFact>[]): CaseSoFar =>
    caseSoFar({ ...theCase, facts }, surroundings, name, submission.today);
  const soFar = read(theCase.facts);
  if (soFar.story.annulled) return rejected({ code: 'SubjectAnnulled' });
  const readOnce = (facts: readonly Said<CaseFact>[]): CaseSoFar => (facts === theCase.facts ? soFar : read(facts));
  const { kind } = submission.subject;
  return JUDGED[kind as keyof typeof JUDGED](submission, theCase, { readOnce, soFar, name });
}

interface InCase {
  readonly readOnce: (facts: readonly Said<CaseFact>[]) => CaseSoFar;
  readonly soFar: CaseSoFar;
  readonly name: NameUuid;
}

type JudgedInCase = (submission: Submission<CaseFact>, theCase: Case, inCase: InCase) => Decision;

/** With all that the case holds: what is said of a placement and of its costs binds each other. */
const withTheCase: JudgedInCase = (submission, { facts }, { readOnce }) =>
  notAhead(submission, decideUnder(lawOfCase(readOnce), wouldBeSaid(submission, facts), facts));

/** By itself, one of several: as one that has a stream of its own, but for who may report it. */
const asADeviation: JudgedInCase = (submission, { placementId, facts }, { soFar, name }) => {
  const { subject } = submission;
  const own = facts.filter(({ meta }) => isSameSubject(meta.subject, subject)) as readonly Said<DeviationFact>[];
  const mayReport = reportedByAPrincipal(soFar);
  return decideDeviation(submission as Submission<DeviationFact>, {
    ...{ stream: streamNamed('case', placementId), deviationId: subject.id, facts: own, name },
    mayReport,
  });
};

/** How each kind of subject that stands in a case is judged. */
const JUDGED: { readonly [K in SubjectRow<'case'>['kind']]: JudgedInCase } = {
  placement: withTheCase,
  costAllocation: withTheCase,
  deviation: asADeviation,
  handover: withTheCase,
};

/** May this be said of the deviation? What else has been said in its stream does not matter. */
export function decideDeviation(
  submission: Submission<DeviationFact>,
  { mayReport, ...said }: DeviationSaid & { readonly mayReport?: readonly DeviationCheck<'deviation.reported'>[] },
): Decision {
  const read = (facts: readonly Said<DeviationFact>[]): DeviationSoFar =>
    deviationSoFar({ ...said, facts }, submission.today);
  return decideBy(lawOfDeviation(read, mayReport), submission, said.facts);
}

/** May this be said on a stream whose law reads nothing else? `facts` are every accepted message of it in that order. */
export function decideBy<F extends Fact>(
  law: StreamLaw<F>,
  submission: Submission<F>,
  facts: readonly Said<F>[],
): Decision {
  return notAhead(submission, decideUnder(law, wouldBeSaid(submission, facts), facts));
}

/** May this be said of the agreement? */
export function decideAgreement(
  submission: Submission<AgreementFact>,
  facts: readonly Said<AgreementFact>[],
): Decision {
  return decideBy(lawOfAgreement(submission.today), submission, facts);
}

/** May this be said of the SIP, beside the agreements that bear on it? */
export function decideSip(submission: Submission<SipFact>, sip: SipRead, surroundings: Surroundings): Decision {
  return decideBy(lawOfSip(sip, surroundings, submission.today), submission, sip.facts);
}

/** May this be said of the discharge? */
export function decideDischarge(
  submission: Submission<DischargeFact>,
  facts: readonly Said<DischargeFact>[],
): Decision {
  return decideBy(lawOfDischarge(submission.today), submission, facts);
}

/** Nothing is recorded tomorrow: a fact that carries no date of its own would count from a day that has not come. */
function notAhead({ saidOn, today }: Submission, decision: Decision): Decision {
  if (saidOn <= today || decision.outcome === 'rejected') return decision;
  return rejected({ code: 'DateInTheFuture', pointer: '/time', on: saidOn, today });
}

/** The submission as it would stand in the stream, recorded now. */
function wouldBeSaid<F extends Fact>(submission: Submission<F>, facts: readonly Said<F>[]): Said<F> {
  const { fact, eventId, subject, messageId, source, party, time, saidOn, corrects, today } = submission;
  const meta: Meta = {
    eventId,
    subject,
    messageId,
    source,
    party,
    time,
    saidOn,
    ...(corrects === undefined ? {} : { corrects }),
    revision: facts.length,
    recordedAt: time,
    recordedOn: today,
  };
  return { ...fact, meta };
}
