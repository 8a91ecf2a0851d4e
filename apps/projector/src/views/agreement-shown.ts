/** The views of one agreement: who sees it, and how each is answered. */
import { type Principal } from '#access';
import { covers, stateOf, subjectText, type AgreementState } from '#domain';
import { deadlineAnswer, findingAnswer } from '../lists/answers.js';
import { readTimeline } from './read-timeline.js';
import { type Shown } from './shown.js';

/**
 * A party sees the agreements that it is a party of, by what the log's head says, also where the question is about the
 * past; one that has been taken back since, by what it said then. Everybody else's do not exist to it.
 */
export function maySeeAgreement(caller: Principal, { parties }: AgreementState['registered']): boolean {
  if (caller.kind === 'auditor') return true;
  return caller.kind === 'party' && parties.some((party) => covers(party, caller.party));
}

export const AGREEMENT_SHOWN: Shown<'agreement'> = {
  sight: async (caller, { opened }, head) => {
    const state = stateOf(opened);
    if (!state) return 'nothing';
    const { registered } = stateOf((await head()).opened) ?? state;
    if (!maySeeAgreement(caller, registered)) return 'nothing';
    return caller.kind === 'auditor' ? 'everything' : 'asPrincipal';
  },
  views: {
    deadlines: {
      sv: 'frister',
      toThirdPayers: false,
      answer: ({ read, reading }) => read.assessment.deadlines.map((one) => deadlineAnswer(one, reading.asOf)),
    },
    findings: {
      sv: 'anmärkningar',
      toThirdPayers: false,
      answer: ({ read, reading, id }) => {
        const subject = subjectText({ kind: 'agreement', id });
        return read.assessment.findings.map((finding) => findingAnswer(finding, reading.asOf, subject));
      },
    },
    timeline: {
      sv: 'tidslinje',
      toThirdPayers: false,
      answer: async ({ deps, read, ...asked }) => ({
        entries: await readTimeline(deps, { stream: read.opened.stream, ...asked }),
      }),
    },
  },
  named: (agreementId) => ({ agreementId }),
};
