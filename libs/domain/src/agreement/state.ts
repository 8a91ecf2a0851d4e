/** An agreement as its stream tells it, corrections and annulments resolved. */
import { type AgreementState } from '../saying/case.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { standings, type Standing } from '../saying/effective.js';
import { compareText, messageKeyOf, type Day, type Said, type Uuid } from '../kernel/index.js';
import { agreementFactsOf, type AgreementFactOf } from './agreement.decider.js';
import { type AgreementFact } from './facts/agreement.js';
import { packNamedBy, RULE_PACKS, type Packs } from './facts/packs.js';

/**
 * The agreement, from every fact of its stream up to `revision`; null before it is registered and after its registration
 * was taken back. The same facts in another order give the same state. Throws `RangeError` where it names a pack version
 * that this program lacks.
 */
export function agreementStateOf(
  agreementId: Uuid,
  stream: string,
  facts: readonly Said<AgreementFact>[],
  revision: number,
): AgreementState | null {
  return agreementUnder(RULE_PACKS, { agreementId, stream, revision }, facts);
}

/** The same, with the pack versions that there are. */
export function agreementUnder(
  packs: Packs,
  { agreementId, stream, revision }: Pick<AgreementState, 'agreementId' | 'stream' | 'revision'>,
  facts: readonly Said<AgreementFact>[],
): AgreementState | null {
  const all = standings(facts);
  const standing = all.flatMap(({ current }) => (current ? [current] : []));
  const [registered] = agreementFactsOf(standing, 'agreement.registered');
  if (!registered) return null;
  // A registration that was corrected keeps the day on which its first word was recorded.
  const first = all.find(({ current }) => current === registered)?.original ?? registered;
  const approvals = approvalsIn(all, standing);
  const vain = approvals.flatMap(({ answer, undone }) =>
    undone ? [{ ...approval(answer), key: messageKeyOf(answer), undone: undoneBy(undone) }] : [],
  );
  const [superseded] = agreementFactsOf(standing, 'agreement.superseded');
  return {
    agreementId,
    stream,
    revision,
    registered: registered.data,
    pack: packNamedBy(registered.data, first.meta.recordedOn, packs),
    registeredBy: registered.meta.eventId,
    registeredOn: registered.meta.saidOn,
    approvals: approvals
      .filter(({ undone }) => undone === null)
      .map(({ answer }) => approval(answer))
      .sort(byDayThenParty),
    ...(vain.length > 0 ? { vain } : {}),
    ...(superseded ? { supersededBy: { agreementId: superseded.data.by, on: superseded.meta.saidOn } } : {}),
    ...courseIn(standing),
  };
}

/** What has happened to it since; nothing where nothing has been told. */
function courseIn(standing: readonly Said<AgreementFact>[]): Pick<AgreementState, 'course' | 'revisionStarted'> {
  const course = {
    minorChanges: agreementFactsOf(standing, 'agreement.minorChange').toSorted(byOwnDay),
    followUps: agreementFactsOf(standing, 'agreement.followedUp').toSorted(byOwnDay),
    activities: agreementFactsOf(standing, 'agreement.activityPlanned').toSorted(bySaidOn),
    meetings: agreementFactsOf(standing, 'agreement.meetingHeld').toSorted(byOwnDay),
  };
  const [begun] = agreementFactsOf(standing, 'agreement.revisionStarted').toSorted(byOwnDay);
  return {
    ...(Object.values(course).some((told) => told.length > 0) ? { course } : {}),
    ...(begun ? { revisionStarted: { on: begun.data.on, eventId: begun.meta.eventId } } : {}),
  };
}

type OnADay = Said<Extract<AgreementFact, { readonly data: { readonly on: Day } }>>;

const byOwnDay = (a: OnADay, b: OnADay): number =>
  compareText(`${a.data.on} ${messageKeyOf(a)}`, `${b.data.on} ${messageKeyOf(b)}`);

const bySaidOn = (a: Said<AgreementFact>, b: Said<AgreementFact>): number =>
  compareText(`${a.meta.saidOn} ${messageKeyOf(a)}`, `${b.meta.saidOn} ${messageKeyOf(b)}`);

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": an approval of other terms is none. */
const approvalsIn = (
  chains: readonly Standing<AgreementFact>[],
  standing: readonly Said<AgreementFact>[],
): readonly { readonly answer: ApprovedByParty; readonly undone: Undone<AgreementFact> | null }[] =>
  agreementFactsOf(standing, 'agreement.approvedByParty').map((answer) => ({
    answer,
    undone: answerOf<AgreementFact>(answer, chains, standing)?.undone ?? null,
  }));

type ApprovedByParty = AgreementFactOf<'agreement.approvedByParty'>;

const undoneBy = ({ because, by }: Undone<AgreementFact>) => ({
  because,
  by: by.meta.party,
  on: by.meta.saidOn,
  eventId: by.meta.eventId,
});

type Approval = AgreementState['approvals'][number];

function approval({ data, meta }: AgreementFactOf<'agreement.approvedByParty'>): Approval {
  return { party: meta.party, on: data.on, eventId: meta.eventId };
}

function byDayThenParty(a: Approval, b: Approval): number {
  return `${a.on} ${a.party}` < `${b.on} ${b.party}` ? -1 : 1;
}
