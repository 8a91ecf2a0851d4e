/** Tells of a transfer between kommuner in a few words, for specs. */
import { type AgreementState, type Surroundings } from '#domain';
import { dalarna, uuid, type CaseBuilder, type How } from './case-builder.js';
import { day, party } from './case-steps.js';

export const RECEIVER = party('kommun-2081.socialnamnden');

const id = (label: string) => ({ transferId: uuid(`transfer/${label}`) });

interface Asked {
  readonly label?: string;
  readonly to?: string;
  readonly inWriting?: boolean;
}

/** Asked of the receiver unless said, in writing. */
export const asked = (
  story: CaseBuilder,
  on: string,
  { label = 'T1', to = RECEIVER, inWriting = true }: Asked = {},
  how: How = {},
) =>
  story.said(
    'placement.caseTransferRequested',
    { ...id(label), toKommun: party(to), requestedOn: day(on), inWriting },
    how,
  );

/** Answered by the receiver unless said. */
export const answered = (
  story: CaseBuilder,
  answer: 'accepted' | 'refused',
  on: string,
  { label = 'T1', ...how }: How & { readonly label?: string } = {},
) =>
  story.said('placement.caseTransferAnswered', { ...id(label), answer, answeredOn: day(on) }, { by: RECEIVER, ...how });

/** Told to have been asked of IVO, by the one that asked. */
export const applied = (
  story: CaseBuilder,
  on: string,
  { label = 'T1', ...how }: How & { readonly label?: string } = {},
) => story.said('placement.caseTransferApplied', { ...id(label), on: day(on) }, how);

/** Told to be decided, by the one that asked unless said. */
export const tried = (
  story: CaseBuilder,
  [by, outcome, on]: readonly ['ivo' | 'court', 'accepted' | 'refused', string],
  { label = 'T1', ...how }: How & { readonly label?: string } = {},
) => story.said('placement.caseTransferDecided', { ...id(label), by, outcome, on: day(on) }, how);

/** Asked for on one day and granted on another. */
export const transferred = (story: CaseBuilder, asksOn: string, takesOn: string, to: string = RECEIVER): CaseBuilder =>
  answered(asked(story, asksOn, { to }), 'accepted', takesOn, { by: to });

/** The Dalarna agreement with both kommuner under it. */
export const BOTH: Surroundings = (() => {
  const { agreements } = dalarna();
  return {
    sips: [],
    agreements: agreements.map((agreement): AgreementState => {
      const more = party('kommun-2081');
      return {
        ...agreement,
        registered: { ...agreement.registered, parties: [...agreement.registered.parties, more] },
        approvals: [
          ...agreement.approvals,
          { party: more, on: day('2025-07-01'), eventId: uuid('event/approval/2081') },
        ],
      };
    }),
  };
})();
