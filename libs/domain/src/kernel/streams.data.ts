/** The kinds of stream: what stands in each, what the hub says there, what each bears on, and how it is asked after. */

/** A kind of subject, as it stands in a kind of stream. */
export interface StandingSubject<Kind extends string = string> {
  readonly kind: Kind;
  /** The fact by which it begins; null for what stands there as soon as the stream's first subject does. */
  readonly openedBy: string | null;
  /** Whose uuid the stream has: the subject's own, or that of the placement that the fact's data name. */
  readonly stream: 'subject' | 'placementId';
  /** Its messages may rest on a consent to a SIP, which carries the work with the SIP and nothing else. */
  readonly restsOnConsent?: true;
  /** What the hub says of it, without the kind: `deadlineSet`. */
  readonly says: readonly string[];
}

/** A kind of stream. */
export interface StreamKind<Kind extends string = string, Category extends string = string> {
  /** The first is what deadlines and findings of the stream are told of. */
  readonly subjects: readonly [StandingSubject<Kind>, ...StandingSubject<Kind>[]];
  /** The streams whose assessment its facts are read for, or with which it is shown. */
  readonly bearsOn: readonly Category[];
  /** Where the API answers for one: `/v1/<path>/<uuid>`. */
  readonly path: string;
  /** True where its other views stand under that too; else they are asked for by its name, in `of`. */
  readonly isAskedUnderItsPath?: true;
  /** What may be asked of one such stream. */
  readonly views: readonly string[];
  /** True where grounds alone tell who sees what of it, and no role. */
  readonly isByGrounds?: true;
  /** True of what a guardian is not told of in an extract (OSL 12:3). */
  readonly isKeptFromGuardians?: true;
  readonly sv: string;
  readonly en: string;
}

const TERMS_AND_FINDINGS = [
  'deadlineSet',
  'deadlineReminder',
  'deadlineMet',
  'deadlineMissed',
  'deadlineCancelled',
  'findingRaised',
  'findingResolved',
] as const;

/** To every recipient that a ground names, of every kind that is about a person. */
const DISCLOSURES = ['disclosureWidened', 'disclosureRecalled'] as const;

export const STREAMS = {
  case: {
    subjects: [
      {
        kind: 'placement',
        openedBy: 'registered',
        stream: 'subject',
        says: [...TERMS_AND_FINDINGS, ...DISCLOSURES],
      },
      {
        kind: 'costAllocation',
        openedBy: null,
        stream: 'subject',
        says: ['fixed', 'fixedTakenBack', 'claimDecided', 'claimDecisionTakenBack', ...DISCLOSURES],
      },
      // What is due, found and opened in one that concerns a placement is told of the placement.
      { kind: 'deviation', openedBy: 'reported', stream: 'placementId', says: [] },
      { kind: 'handover', openedBy: null, stream: 'subject', says: ['initiated', 'withdrawn', ...DISCLOSURES] },
    ],
    bearsOn: [],
    path: 'placements',
    isAskedUnderItsPath: true,
    views: [
      ...(['placement', 'responsibility', 'costs', 'deviations', 'handovers'] as const),
      ...(['deadlines', 'timeline', 'findings', 'retention'] as const),
    ],
    sv: 'ärende',
    en: 'case',
  },
  agreement: {
    subjects: [
      {
        kind: 'agreement',
        openedBy: 'registered',
        stream: 'subject',
        says: [...TERMS_AND_FINDINGS, 'extended', 'extensionTakenBack'],
      },
    ],
    bearsOn: ['case', 'sip', 'discharge'],
    path: 'agreements',
    views: ['agreement', 'deadlines', 'findings', 'timeline'],
    sv: 'överenskommelse',
    en: 'agreement',
  },
  sip: {
    subjects: [
      {
        kind: 'sip',
        openedBy: 'needIdentified',
        stream: 'subject',
        restsOnConsent: true,
        says: [...TERMS_AND_FINDINGS, 'consentExpired', ...DISCLOSURES],
      },
    ],
    bearsOn: ['case'],
    path: 'sips',
    views: ['sip', 'consents', 'deadlines', 'findings', 'timeline'],
    isByGrounds: true,
    sv: 'samordnad individuell plan',
    en: 'individual plan (SIP)',
  },
  // Of one that concerns no placement; of one that does, the hub says here where it stands, and nothing else is said.
  deviation: {
    subjects: [
      {
        kind: 'deviation',
        openedBy: 'reported',
        stream: 'subject',
        says: [...TERMS_AND_FINDINGS, 'boundToPlacement', ...DISCLOSURES],
      },
    ],
    bearsOn: [],
    path: 'deviations',
    views: ['deviation', 'deadlines', 'findings', 'timeline'],
    sv: 'avvikelse',
    en: 'deviation',
  },
  // Shown with the case that it names, whose law reads nothing of it.
  discharge: {
    subjects: [
      {
        kind: 'discharge',
        openedBy: 'admitted',
        stream: 'subject',
        says: [...TERMS_AND_FINDINGS, ...DISCLOSURES],
      },
    ],
    bearsOn: ['case'],
    path: 'discharges',
    views: ['discharge', 'deadlines', 'findings', 'timeline'],
    sv: 'utskrivning från sluten vård',
    en: 'discharge from hospital',
  },
  // Of no case, and shown with none: who reports it and whom it is to are all who see it.
  concern: {
    subjects: [
      {
        kind: 'concern',
        openedBy: 'reported',
        stream: 'subject',
        says: [...TERMS_AND_FINDINGS, ...DISCLOSURES],
      },
    ],
    bearsOn: [],
    path: 'concerns',
    views: ['concern', 'deadlines', 'findings', 'timeline'],
    isKeptFromGuardians: true,
    sv: 'orosanmälan',
    en: 'report of concern',
  },
} as const satisfies Readonly<Record<string, StreamKind>>;
