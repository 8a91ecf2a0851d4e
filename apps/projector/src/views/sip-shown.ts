/** The views of one SIP: who sees it, and how each is answered. */
import { sightAmong, type Principal, type Sight } from '#access';
import { consentOn, standingSip, stateOf, takesPart, type TakingPart, type Uuid } from '#domain';
import { nameOfThings } from './names.js';
import { ownViews } from './own-views.js';
import { planInWords } from './sip-plan-shown.js';
import { type Answering, type Shown } from './shown.js';

/**
 * Those who take part in a SIP by its head see it, also where the question is about the past, and no one whom the individual
 * has excluded. To everybody else it does not exist.
 */
const sightOfSip = (caller: Principal, head: TakingPart): Sight =>
  sightAmong(caller, (party) => takesPart(head, party));

/** All consents of the SIP, also such as are given later than the day that is asked about. */
function consentsOf({ read, reading }: Answering<'sip'>) {
  const sip = standingSip(stateOf<'sip'>(read.opened), read.surroundings.surroundings);
  const ids = sip.facts.flatMap((fact): readonly Uuid[] =>
    fact.type === 'sip.consentGiven' ? [fact.data.consentId] : [],
  );
  return ids.flatMap((consentId) => consentOn(sip, consentId, reading.asOf, nameOfThings) ?? []);
}

export const SIP_SHOWN: Shown<'sip'> = {
  sight: async (caller, { opened, assessment }, head) => {
    if (opened.facts.length === 0 || assessment.sip === null) return 'nothing';
    return sightOfSip(caller, (await head()).assessment.takingPart);
  },
  views: {
    sip: {
      toThirdPayers: false,
      answer: async (answering) => ({ ...answering.read.assessment.sip, ...(await planInWords(answering)) }),
    },
    consents: { sv: 'samtycken', toThirdPayers: false, answer: consentsOf },
    ...ownViews(),
  },
  named: (sipId) => ({ sipId }),
};
