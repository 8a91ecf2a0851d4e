/** The law's refusals as problem documents: the code is the rejection's own, the facts become words. */
import { type Rejection } from '#domain/facts';
import { problem, type Problem, type ProblemFacts } from './problems.js';

/** The problem document of a rejection. */
export function problemOfRejection(rejection: Rejection): Problem {
  const rule = 'rule' in rejection ? { rule: rejection.rule } : {};
  const pointer = 'pointer' in rejection ? { pointer: rejection.pointer } : {};
  return problem(rejection.code, { ...rule, ...pointer, ...factsOf(rejection) });
}

type FactsOf = {
  readonly [Code in Rejection['code']]?: (rejection: Extract<Rejection, { code: Code }>) => ProblemFacts;
};

const FACTS: FactsOf = {
  NotYourFactToState: ({ allowed }) => ({
    expected: `part / party: ${allowed.join(', ')}`,
    detail: `Uppgiften lämnas av ${allowed.join(', ')}.`,
    detail_en: `This is for ${allowed.join(', ')} to state.`,
  }),
  CaseEnded: ({ endedOn }) => ({
    detail: `Placeringen avslutades ${endedOn}.`,
    detail_en: `The placement ended on ${endedOn}.`,
  }),
  SipClosed: ({ closedOn }) => ({
    detail: `SIP:en avslutades ${closedOn}.`,
    detail_en: `The SIP was closed on ${closedOn}.`,
  }),
  ConsentTooLong: ({ latest }) => ({ expected: `dag / day ≤ ${latest}` }),
  DeviationClosed: ({ closedOn }) => ({
    detail: `Avvikelsen avslutades ${closedOn}.`,
    detail_en: `The deviation was closed on ${closedOn}.`,
  }),
  SubjectElsewhere: () => ({ pointer: '/data/placementId' }),
  UnknownReference: ({ names }) => ({
    detail: `${names} är inte lämnat i ärendet.`,
    detail_en: `${names} has not been said in the case.`,
  }),
  AlreadySaid: ({ names }) => ({
    detail: `${names} är redan lämnat.`,
    detail_en: `${names} has already been said.`,
  }),
  VersionOutOfOrder: ({ expected, got }) => ({
    pointer: '/data/version',
    expected: `heltal / integer: ${expected}`,
    detail: `Nästa version är ${expected}, inte ${got}.`,
    detail_en: `The next version is ${expected}, not ${got}.`,
  }),
  SharesDoNotSum: ({ sum }) => ({
    expected: 'summa / sum: 1000',
    detail: `Andelarna är ${sum} promille tillsammans, inte 1000.`,
    detail_en: `The shares are ${sum} permille together, not 1000.`,
  }),
  PayerNamedTwice: ({ party }) => ({
    detail: `${party} står två gånger i samma rad.`,
    detail_en: `${party} stands twice in one line.`,
  }),
  PeriodEndsBeforeItBegins: ({ from, to }) => ({
    expected: `dag / day ≥ ${from}`,
    detail: `Perioden börjar ${from} men slutar ${to}.`,
    detail_en: `The period begins on ${from} but ends on ${to}.`,
  }),
  DateInconsistent: ({ expected }) => ({ expected: `dag / day ${expected}` }),
  DateInTheFuture: ({ on, today }) => ({
    expected: `dag / day ≤ ${today}`,
    detail: `${on} har inte kommit; i dag är ${today}.`,
    detail_en: `${on} has not come; today is ${today}.`,
  }),
  EmergencyAccessOver: ({ until }) => ({
    detail: `Nödåtkomsten gällde till ${until}.`,
    detail_en: `The emergency access held until ${until}.`,
  }),
  AlreadyFixed: ({ version }) => ofVersion(version, 'är redan fastställd', 'is already fixed'),
  AlreadyWithdrawn: ({ version }) => ofVersion(version, 'är återkallad', 'has been withdrawn'),
  NotAPayer: ({ party, version }) => ({
    detail: `${party} är inte betalare i version ${version}.`,
    detail_en: `${party} is no payer in version ${version}.`,
  }),
  CountersignedFact: ({ by }) => ({
    detail: `Det är godkänt av ${by.join(', ')}; ersätt det med något nytt.`,
    detail_en: `It is countersigned by ${by.join(', ')}; supersede it.`,
  }),
  LaterFactsDependOnIt: ({ dependents }) => ({
    expected: `id: ${dependents.join(', ')}`,
    detail: `Ta först tillbaka ${dependents.join(', ')}.`,
    detail_en: `First take back ${dependents.join(', ')}.`,
  }),
  CorrectionNamesNothing: () => ({ pointer: '/corrects' }),
  CorrectionOfOtherType: ({ expected }) => ({ pointer: '/type', expected: `text: ${expected}` }),
  FieldNotAllowedHere: ({ expected }) => ({ expected }),
};

function ofVersion(version: number, sv: string, en: string): ProblemFacts {
  return { detail: `Version ${version} ${sv}.`, detail_en: `Version ${version} ${en}.` };
}

function factsOf(rejection: Rejection): ProblemFacts {
  const facts = FACTS[rejection.code] as ((rejection: Rejection) => ProblemFacts) | undefined;
  return facts?.(rejection) ?? {};
}
