/** The views of one SIP: who sees it, and how each is answered. */
import { type Principal, type Sight } from '#access';
import { listed, type JsonSchema } from '#contracts';
import { consentOn, standingSip, stateOf, subjectText, takesPart, type TakingPart, type Uuid } from '#domain';
import { deadlineAnswer, findingAnswer } from '../lists/answers.js';
import { nameOfThings } from './names.js';
import { readTimeline } from './read-timeline.js';
import { type Answering, type Shown, type ViewEntry } from './shown.js';
import { CONSENT_VIEW, SIP_VIEW } from './sip.schema.data.js';
import { TIMELINE_VIEW } from './timeline.schema.data.js';
import { DEADLINE_ITEM, FINDING_ITEM } from './view.schema.data.js';

/**
 * Those who take part in a SIP by its head see it, also where the question is about the past, and no one whom the individual
 * has excluded. To everybody else it does not exist.
 */
function sightOfSip(caller: Principal, head: TakingPart): Sight {
  if (caller.kind === 'auditor') return 'everything';
  return caller.kind === 'party' && takesPart(head, caller.party) ? 'asPrincipal' : 'nothing';
}

/** A view and the form of its answer, where nothing is erased. */
interface DescribedView extends ViewEntry<'sip'> {
  readonly schema: JsonSchema;
}

/** All consents of the SIP, also such as are given later than the day that is asked about. */
function consentsOf({ read, reading }: Answering<'sip'>) {
  const sip = standingSip(stateOf<'sip'>(read.opened), read.surroundings.surroundings);
  const ids = sip.facts.flatMap((fact): readonly Uuid[] =>
    fact.type === 'sip.consentGiven' ? [fact.data.consentId] : [],
  );
  return ids.flatMap((consentId) => consentOn(sip, consentId, reading.asOf, nameOfThings) ?? []);
}

export const SIP_VIEWS: { readonly [V in 'sip' | 'consents' | 'deadlines' | 'findings' | 'timeline']: DescribedView } =
  {
    sip: {
      toThirdPayers: false,
      schema: SIP_VIEW,
      answer: ({ read }) => read.assessment.sip,
    },
    consents: {
      sv: 'samtycken',
      toThirdPayers: false,
      schema: listed(CONSENT_VIEW),
      answer: consentsOf,
    },
    deadlines: {
      sv: 'frister',
      toThirdPayers: false,
      schema: listed(DEADLINE_ITEM),
      answer: ({ read, reading, id }) =>
        read.assessment.deadlines.map((one) => ({
          ...deadlineAnswer(one, reading.asOf),
          subject: subjectText({ kind: 'sip', id }),
        })),
    },
    findings: {
      sv: 'anmärkningar',
      toThirdPayers: false,
      schema: listed(FINDING_ITEM),
      answer: ({ read, reading, id }) => {
        const subject = subjectText({ kind: 'sip', id });
        return read.assessment.findings.map((finding) => findingAnswer(finding, reading.asOf, subject));
      },
    },
    timeline: {
      sv: 'tidslinje',
      toThirdPayers: false,
      schema: TIMELINE_VIEW,
      answer: async ({ deps, read, ...asked }) => ({
        entries: await readTimeline(deps, { stream: read.opened.stream, ...asked }),
      }),
    },
  };

export const SIP_SHOWN: Shown<'sip'> = {
  sight: async (caller, { opened, assessment }, head) => {
    if (opened.facts.length === 0 || assessment.sip === null) return 'nothing';
    return sightOfSip(caller, (await head()).assessment.takingPart);
  },
  views: SIP_VIEWS,
  named: (sipId) => ({ sipId }),
};
