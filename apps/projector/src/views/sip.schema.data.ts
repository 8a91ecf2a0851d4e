/** The forms of what the views of a SIP and of a consent answer, for the API description. */
import {
  AREA_KINDS,
  COUNT_SCHEMA,
  DAY_SCHEMA,
  listed,
  orNull,
  PARTY_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
} from '#contracts';
import {
  type ConsentStatus,
  type ConsentView,
  type InvitationView,
  type SipMeasure,
  type SipStatus,
  type SipView,
} from '#domain';
import { OPENED } from './opened.schema.data.js';
import { type PlanInWords } from './sip-plan-shown.js';
import { HEAD_FIELDS, reducible, WHY, words } from './view.schema.data.js';

type Given = ConsentView['givers'][number];

const GIVER = shape<Given>(
  'ConsentGiver',
  {
    role: words<Given['role']>({ self: true, guardian: true, child: true, representative: true }),
    ref: UUID_SCHEMA,
    on: DAY_SCHEMA,
  },
  {},
);
const KINDS = listed(wordsOf(AREA_KINDS));

const CONSENT_ALWAYS = {
  consentId: UUID_SCHEMA,
  status: words<ConsentStatus>({
    ...{ valid: true, partial: true, withdrawn: true, voided: true, expired: true, notYet: true },
  }),
  validFrom: DAY_SCHEMA,
  validTo: DAY_SCHEMA,
  form: words<ConsentView['form']>({ written: true, oral: true, conclusive: true, presumed: true }),
  documentedIn: words<ConsentView['documentedIn']>({ sharedRecord: true, ownRecord: true }),
  givers: listed(GIVER),
  custodyHolders: COUNT_SCHEMA,
  recipients: listed(PARTY_SCHEMA),
  categories: KINDS,
  excludedCategories: KINDS,
  excludedRecipients: listed(TEXT_SCHEMA),
  coveredMeasures: listed(UUID_SCHEMA),
  why: WHY,
};

const CONSENT = shape<ConsentView>('ConsentOfSip', CONSENT_ALWAYS, { reviewOn: DAY_SCHEMA });

interface OfSip {
  readonly sipId: string;
  readonly asOf: string;
  readonly asOfPosition: string;
}
const SIP_HEAD = { sipId: UUID_SCHEMA, ...HEAD_FIELDS };

export const CONSENT_VIEW = reducible(
  shape<ConsentView & OfSip>('Consent', { ...CONSENT_ALWAYS, ...SIP_HEAD }, { reviewOn: DAY_SCHEMA }),
  ['consentId', ...Object.keys(SIP_HEAD)],
);

const MEASURE = shape<SipMeasure>(
  'SipMeasure',
  { measureId: UUID_SCHEMA, kind: wordsOf(AREA_KINDS), responsible: PARTY_SCHEMA },
  {},
);

type Called = InvitationView['invitee'];

const INVITATION = shape<InvitationView>(
  'SipInvitation',
  {
    invitationId: UUID_SCHEMA,
    invitee: shape<Called>(
      'SipInvitee',
      {},
      {
        party: PARTY_SCHEMA,
        role: words<NonNullable<Called['role']>>({
          ...{ guardian: true, relative: true, school: true, authority: true, organisation: true },
        }),
        ref: UUID_SCHEMA,
      },
    ),
    status: words<InvitationView['status']>({ open: true, accepted: true, redirected: true, annulled: true }),
    meetingOn: DAY_SCHEMA,
    opened: listed(OPENED),
  },
  { redirectTo: PARTY_SCHEMA },
);

const WHOLE_SIP = shape<SipView & OfSip & Omit<PlanInWords, 'withheld'>>(
  'Sip',
  {
    ...SIP_HEAD,
    kind: words<SipView['kind']>({ sip: true, internal: true }),
    status: words<SipStatus>({
      ...{ considered: true, needed: true, invited: true, held: true },
      ...{ established: true, declined: true, closed: true, annulled: true },
    }),
    personId: UUID_SCHEMA,
    measures: listed(MEASURE),
    overallResponsible: orNull(PARTY_SCHEMA),
    invitations: listed(INVITATION),
    consents: listed(CONSENT),
    nextFollowUpOn: orNull(DAY_SCHEMA),
    why: WHY,
  },
  { placementId: UUID_SCHEMA, byOthers: listed(TEXT_SCHEMA) },
);

export const SIP_VIEW = reducible(WHOLE_SIP, Object.keys(SIP_HEAD));
