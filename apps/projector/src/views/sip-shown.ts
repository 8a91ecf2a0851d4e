/** The views of one SIP: who sees it, and how each is answered. */
import { sightAmong, type Principal, type Sight } from '#access';
import { consentOn, fieldsOf, standingSip, stateOf, STREAMS, takesPart, type TakingPart, type Uuid } from '#domain';
import { recipientsInSip } from '../feed/recipients.js';
import { type ReadSide } from '../read-side.js';
import { sipRows } from '../rows/sip-rows.js';
import { leftOf, rowsLeft, type Left } from './left.js';
import { nameOfThings } from './names.js';
import { ownViews } from './own-views.js';
import { planInWords, type PlanInWords } from './sip-plan-shown.js';
import { type Answering } from './shown.js';
import { orByGround } from './showing.js';
import { CONSENT_VIEW, SIP_VIEW } from './sip.schema.data.js';

/**
 * Those who take part in a SIP by its head see it, also where the question is about the past, and no one whom the individual
 * has excluded. To everybody else it does not exist, but by a ground that names it.
 */
const sightOfSip = (caller: Principal, head: TakingPart): Sight =>
  sightAmong(caller, (party) => takesPart(head, party));

const SIP = fieldsOf('sip');
const CONSENT = fieldsOf('consent');

const sipLeft = ({ read, show }: Answering<'sip'>): Left =>
  read.assessment.sip ? leftOf(show.part({ value: read.assessment.sip, fields: SIP })) : {};

/** The plan's own words beside what is computed of it; both may withhold something. */
function withBoth(sip: Left, plan: PlanInWords): object {
  const withheld = [...(sip.withheld ?? []), ...(plan.withheld ?? [])];
  return { ...sip, ...plan, ...(withheld.length > 0 ? { withheld } : {}) };
}

/** Each consent as far as it is shown. */
const consentsLeft = (answering: Answering<'sip'>): readonly object[] =>
  rowsLeft(
    answering.show,
    consentsOf(answering).map((value) => ({ value, fields: CONSENT })),
  );

/** All consents of the SIP, also such as are given later than the day that is asked about. */
function consentsOf({ read, reading }: Answering<'sip'>) {
  const sip = standingSip(stateOf<'sip'>(read.opened), read.surroundings.surroundings);
  const ids = sip.facts.flatMap((fact): readonly Uuid[] =>
    fact.type === 'sip.consentGiven' ? [fact.data.consentId] : [],
  );
  return ids.flatMap((consentId) => consentOn(sip, consentId, reading.asOf, nameOfThings) ?? []);
}

export const SIP_SHOWN: ReadSide<'sip'> = {
  sight: async (caller, { opened, assessment }, head, at) => {
    if (opened.facts.length === 0 || assessment.sip === null) return 'nothing';
    const now = await head();
    return orByGround(sightOfSip(caller, now.assessment.takingPart), { caller, head: now, at });
  },
  views: {
    sip: {
      toThirdPayers: false,
      answer: async (answering) => withBoth(sipLeft(answering), await planInWords(answering)),
    },
    consents: { sv: 'samtycken', toThirdPayers: false, answer: consentsLeft },
    ...ownViews(),
  },
  named: (sipId) => ({ sipId }),
  things: {
    sip: {
      path: STREAMS.sip.path,
      schema: SIP_VIEW,
      uuidOf: 'SIP:ens uuid / of the SIP',
      operation: { operationId: 'SipViewController_sip', summary: 'En samordnad individuell plan (one SIP)' },
    },
    consent: {
      path: 'consents',
      schema: CONSENT_VIEW,
      uuidOf: 'Samtyckets uuid / of the consent',
      operation: { operationId: 'SipViewController_consent', summary: 'Ett samtycke till SIP (one consent to a SIP)' },
    },
  },
  recipients: (_subject, before, after) => recipientsInSip(before.holds().takingPart, after.holds().takingPart),
  rows: (read, surroundings, name) => sipRows(stateOf(read), surroundings, name),
  rowsBy: 'personConsents',
};
