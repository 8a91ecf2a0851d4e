/**
 * Which types are pushed by their own name (decision A10): those whose name tells no more of a person than that there is
 * something of that kind. All others are pushed as `<kind>.changed`, since what lies in a broker or in another's log can no
 * longer be decided about.
 */
import { type SubjectKind } from '#domain/facts';

/** What is pushed by its own name of a kind that is not below: the least. */
export const PUSHED_OF_ANY: readonly string[] = ['annulled', 'erased', 'disclosureWidened', 'disclosureRecalled'];

/** Kinds of which more is. `all`: nothing of the kind is about a person. */
export const PUSHED_BY_NAME: Readonly<Partial<Record<SubjectKind, 'all' | readonly string[]>>> = {
  placement: ['registered', 'started', 'ended', 'annulled', 'erased', 'disclosureWidened', 'disclosureRecalled'],
  costAllocation: [
    ...(['proposed', 'approved', 'disputed', 'disputeSettled', 'withdrawn', 'fixed', 'fixedTakenBack'] as const),
    ...(['annulled', 'disclosureWidened', 'disclosureRecalled'] as const),
  ],
  handover: [
    ...(['initiated', 'materialSent', 'accepted', 'rejected', 'completed', 'withdrawn'] as const),
    ...(['annulled', 'disclosureWidened', 'disclosureRecalled'] as const),
  ],
  agreement: 'all',
  sip: [
    ...(['invited', 'invitationAnswered', 'meetingHeld', 'established', 'followedUp', 'closed'] as const),
    ...(['annulled', 'erased', 'disclosureWidened', 'disclosureRecalled'] as const),
  ],
};

/** Of the log itself, which is about nobody: all that is ever said of it. */
export const PUSHED_OF_LOG: readonly string[] = ['checkpointSigned'];
