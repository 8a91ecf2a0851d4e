/** What is asked after by a uuid of its own, outside any placement: how each is answered, at which door and in what form. */
import { type DoorName } from '#access';
import { type JsonSchema } from '#contracts';
import { streamNamed, type ViewOf } from '#domain';
import { CONCERN_VIEW } from './concern.schema.data.js';
import { DISCHARGE_VIEW } from './discharge.schema.data.js';
import { CONSENT_VIEW, SIP_VIEW } from './sip.schema.data.js';
import { answerConsent } from './consent-view.js';
import { answerStreamView, type ThingQuestion, type ViewAnswer, type ViewDeps } from './stream-view.js';
import { answerDeviation } from './subject-view.js';
import { AGREEMENT_VIEW, DEVIATION_VIEW } from './view.schema.data.js';

interface Thing {
  /** Its door, by the table and at `/v1/<path>/<uuid>`. */
  readonly path: DoorName;
  readonly schema: JsonSchema;
  /** Whose uuid it is, and what is shown, in OpenAPI. */
  readonly uuidOf: string;
  readonly operation: { readonly operationId: string; readonly summary: string };
  /** Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
  readonly answer: (deps: ViewDeps, question: ThingQuestion) => Promise<ViewAnswer>;
}

/** Answers for what has a stream of its own, by the view that is named as its kind. */
const ofItsStream =
  <C extends 'agreement' | 'sip' | 'discharge' | 'concern'>(kind: C & ViewOf<C>): Thing['answer'] =>
  (deps, { id, ...asked }) =>
    answerStreamView<C>(deps, { ...asked, view: kind, stream: streamNamed<C>(kind, id) });

export const THINGS = {
  agreement: {
    path: 'agreements',
    schema: AGREEMENT_VIEW,
    uuidOf: 'Överenskommelsens uuid / of the agreement',
    operation: { operationId: 'ViewsController_agreement', summary: 'En överenskommelse (one agreement)' },
    answer: ofItsStream('agreement'),
  },
  sip: {
    path: 'sips',
    schema: SIP_VIEW,
    uuidOf: 'SIP:ens uuid / of the SIP',
    operation: { operationId: 'SipViewController_sip', summary: 'En samordnad individuell plan (one SIP)' },
    answer: ofItsStream('sip'),
  },
  consent: {
    path: 'consents',
    schema: CONSENT_VIEW,
    uuidOf: 'Samtyckets uuid / of the consent',
    operation: { operationId: 'SipViewController_consent', summary: 'Ett samtycke till SIP (one consent to a SIP)' },
    answer: answerConsent,
  },
  discharge: {
    path: 'discharges',
    schema: DISCHARGE_VIEW,
    uuidOf: 'Utskrivningens uuid / of the discharge',
    operation: {
      operationId: 'DischargeViewController_discharge',
      summary: 'En utskrivning från sluten vård (one discharge from hospital)',
    },
    answer: ofItsStream('discharge'),
  },
  concern: {
    path: 'concerns',
    schema: CONCERN_VIEW,
    uuidOf: 'Orosanmälans uuid / of the report of concern',
    operation: { operationId: 'ConcernViewController_concern', summary: 'En orosanmälan (one report of concern)' },
    answer: ofItsStream('concern'),
  },
  deviation: {
    path: 'deviations',
    schema: DEVIATION_VIEW,
    uuidOf: 'Avvikelsens uuid / of the deviation',
    operation: { operationId: 'ViewsController_deviation', summary: 'En avvikelse (one deviation)' },
    answer: answerDeviation,
  },
} as const satisfies Readonly<Record<string, Thing>>;

export type ThingName = keyof typeof THINGS;
