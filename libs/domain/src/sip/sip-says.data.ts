/** What is said after the rules on a SIP, its calls, its plan and its consents. */
import { type Sentences } from '../kernel/index.js';

export const SIP_SAYS = {
  noConsent: {
    sv: 'Planen är upprättad utan ett giltigt samtycke den dagen.',
    en: 'The plan was drawn up with no valid consent on that day.',
  },
  oneSided: {
    sv: 'Alla insatser i planen är en huvudmans.',
    en: 'All the measures of the plan are one principal’s.',
  },
  neededNotSeen: {
    sv: 'Den bedömdes behövas, men är inte påbörjad.',
    en: 'It was judged needed, and has not been begun.',
  },
  notStarted: {
    sv: 'Ingen är kallad och inget möte är hållet.',
    en: 'Nobody has been called and no meeting held.',
  },
  notNamed: {
    holes: ['party'],
    sv: 'Inget giltigt samtycke omfattar {party}.',
    en: 'No valid consent names {party}.',
  },
  excluded: {
    holes: ['party'],
    sv: '{party} är undantagen och ändå kallad.',
    en: '{party} is excluded and has been called all the same.',
  },
  relativeNotConsented: {
    sv: 'En närstående är kallad utan att den enskilde samtycker till det.',
    en: 'Somebody close has been called without the individual’s consent to it.',
  },
  relativeExcluded: {
    sv: 'En närstående är kallad fast den enskilde motsätter sig det.',
    en: 'Somebody close has been called although the individual objects to it.',
  },
  unanswered: {
    holes: ['party'],
    sv: '{party} har inte svarat på kallelsen och inte deltagit.',
    en: '{party} has not answered the call and has not taken part.',
  },
  notOpened: {
    holes: ['party'],
    sv: '{party} har inte öppnat kallelsen.',
    en: '{party} has not opened the call.',
  },
  sentOn: {
    holes: ['party'],
    sv: 'Kallelsen är hänvisad till {party}, som inte har svarat.',
    en: 'The call was sent on to {party}, which has not answered.',
  },
  beyondCategories: {
    holes: ['kinds'],
    sv: 'Samtycket omfattar inte: {kinds}.',
    en: 'The consent does not cover: {kinds}.',
  },
  excludedCategories: {
    holes: ['kinds'],
    sv: 'I planen står det som är undantaget: {kinds}.',
    en: 'The plan holds what is excluded: {kinds}.',
  },
  noOwnPart: {
    sv: 'Den enskildes eget ansvar är inte angivet.',
    en: 'The individual’s own part is not stated.',
  },
  childNotHeard: {
    sv: 'Det är inte lämnat uppgift om att barnet har hörts.',
    en: 'That the child has been heard has not been told.',
  },
  guardianNotInformed: {
    sv: 'Vårdnadshavaren kallades inte och är inte informerad om det som planerats.',
    en: 'The guardian was not called and has not been informed of what is planned.',
  },
  overallNotCalled: {
    holes: ['party'],
    sv: '{party} har det övergripande ansvaret men är inte kallad.',
    en: '{party} has the overall responsibility and has not been called.',
  },
  noNextDay: {
    sv: 'Ingen dag är bestämd för nästa uppföljning.',
    en: 'No day has been set for the next follow-up.',
  },
  followUpMissed: {
    sv: 'Planen är inte uppföljd i tid.',
    en: 'The plan was not followed up in time.',
  },
  spreadLate: {
    sv: 'Samtycket lämnades vidare först en senare dag än den då det inhämtades.',
    en: 'The consent was passed on only on a later day than the one on which it was obtained.',
  },
  notShown: {
    sv: 'Samtycket är presumerat och tillåter inget.',
    en: 'The consent is presumed, and permits nothing.',
  },
  noReviewDay: {
    sv: 'Ingen dag är bestämd för omprövning.',
    en: 'No day has been set for a review.',
  },
  oneGuardian: {
    sv: 'Den andra vårdnadshavaren samtycker inte; så länge tillåter samtycket inget.',
    en: 'The other guardian does not consent; until then the consent permits nothing.',
  },
  noGuardian: {
    sv: 'Ingen vårdnadshavare samtycker; så länge tillåter samtycket inget.',
    en: 'No guardian consents; until then the consent permits nothing.',
  },
} as const satisfies Sentences;
