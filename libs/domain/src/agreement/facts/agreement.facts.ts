/** Every fact about an agreement: from when it counts, what it signs, and a sample of it. */
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type AgreementFact } from './agreement.js';
import { type PackId } from './pack.js';

const PACKS: readonly PackId[] = ['dalarna-hvb-2025', 'vetlanda-2015', 'vetlanda-2023', 'karlsborg-internal'];

/** The agreement itself, which each party approves. */
const theAgreement = (): string => 'agreement';

export const AGREEMENT_FACTS = {
  'agreement.registered': {
    ownDate: () => null,
    paper: theAgreement,
    // A-110 "tillsammans formulerar lokala överenskommelser"; A-111 "De skriftliga lokala överenskommelserna… ska klargöra"; A-113
    // "kan med fördel inkluderas i redan befintliga"; C-001 "gäller från och med 2015-03-26"; A-022 "Kommun och region ska ha
    // överenskommelser … om barn och unga som vårdas utanför det egna hemmet".
    represents: ['A-110', 'A-111', 'A-113', 'C-001', 'A-022'],
    sample: (pick) => {
      const validFrom = pick.day();
      return {
        kind: pick.oneOf(['regional', 'local', 'internal']),
        title: pick.text(),
        parties: [pick.party('kommun'), pick.party('region')],
        validFrom,
        validTo: pick.day(validFrom),
        rulePack: pick.oneOf(PACKS),
        ...pick.maybe({ supersedes: pick.uuid('agreement') }),
        header: {
          ...pick.maybe({ documentType: pick.text(), appliesTo: pick.text(), validFrom }),
          ...pick.maybe({ decidedBy: pick.text(), responsible: pick.text() }),
          ...pick.maybe({ lastRevisedOn: pick.day(), lastReviewedOn: pick.day() }),
        },
        ...pick.oneOf([
          {},
          {
            secrecyRoutine: {
              decidedOn: validFrom,
              ground: 'necessaryForOwnActivity' as const,
              statute: 'OSL 2009:400 10:2',
              classes: pick.oneOf([['case' as const], ['case' as const, 'identity' as const]]),
            },
          },
        ]),
      };
    },
  },
  'agreement.approvedByParty': {
    ownDate: on,
    signs: theAgreement,
    sample: (pick) => ({ on: pick.day(), decisionRef: pick.text() }),
  },
  'agreement.superseded': { ownDate: whenSaid, sample: (pick) => ({ by: pick.uuid('agreement') }) },
  'agreement.minorChange': {
    ownDate: on,
    // A-129 "ändringar och tillägg av enklare innebörd".
    represents: ['A-129'],
    sample: (pick) => ({ on: pick.day(), summary: pick.text() }),
  },
  'agreement.revisionStarted': { ownDate: on, sample: (pick) => ({ on: pick.day() }) },
  'agreement.followedUp': {
    ownDate: on,
    // A-117 "Exempel på frågor"; A-131 "kan även övergripande följas upp på regional nivå": the region is a party to each.
    represents: ['A-117', 'A-131'],
    sample: (pick) => ({ on: pick.day(), answers: [pick.text(), pick.text()] }),
  },
  'agreement.activityPlanned': {
    ownDate: whenSaid,
    // A-112 "vilka aktiviteter, när, hur, av vem och hur det följs upp"; B-016 "Handlingsplanen följer kalenderår… delges respektive
    // nämnd".
    represents: ['A-112', 'B-016'],
    sample: (pick) => ({
      ...{ what: pick.text(), when: pick.text(), how: pick.text() },
      ...{ byWhom: pick.text(), followUp: pick.text() },
    }),
  },
  'agreement.meetingHeld': {
    ownDate: on,
    // B-018 "barn upp till 18 år"; B-020 "fasta chefer och fasta medarbetare"; C-004 "vuxna samt våld i nära relationer"; A-114
    // "utsedd processledare… rapporterar… lokala styrgruppen"; D-039 "varannan vecka".
    represents: ['B-018', 'B-020', 'C-004', 'A-114', 'D-039'],
    sample: (pick) => ({
      group: pick.oneOf(['steeringGroup', 'coordinationGroup', 'workplaceMeeting', 'other']),
      on: pick.day(),
    }),
  },
  'agreement.annulled': {
    ownDate: whenSaid,
    sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }),
  },
} satisfies FactEntries<AgreementFact>;
