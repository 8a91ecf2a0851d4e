/** The read side over a hub for specs, asked without HTTP. */
import { principalOf, type DoorName, type Principal } from '#access';
import { memoryBearingIndex } from '#cases';
import { type Problem } from '#contracts';
import { type Uuid } from '#domain';
import { type EventLog } from '#event-log';
import { projectorParts, type ProjectorParts, type WhereRows } from '#projector';
import { answerAgreements } from '../../apps/projector/src/views/agreement-view.js';
import { type Asked } from '../../apps/projector/src/views/asked.js';
import { CASE_VIEWS, type CaseView } from '../../apps/projector/src/views/case-view.js';
import { type ListName } from '../../apps/projector/src/lists/lists.js';
import { answerList, type ListPage } from '../../apps/projector/src/views/list-view.js';
import { entered } from '../../apps/projector/src/views/entered.js';
import { noted } from '../../apps/projector/src/views/noted.js';
import { type Eyes } from '../../apps/projector/src/views/showing.js';
import { type ViewAnswer } from '../../apps/projector/src/views/stream-view.js';
import {
  answerCaseView,
  answerDeviation,
  answerOf,
  type SubjectQuestion,
} from '../../apps/projector/src/views/subject-view.js';
import { NO_PROOFS } from './kept-proofs.js';
import { type SpecHub } from './open-hub.js';
import { openSpecRows, type SpecRows } from './open-rows.js';
import { recordingLedger, type RecordingLedger } from './recording-ledger.js';

export interface SpecViews {
  readonly parts: ProjectorParts;
  readonly rows: SpecRows;
  /** What the doors of HTTP would have entered in the ledger. */
  readonly entered: RecordingLedger['entries'];
  /** A view of one placement, as `who` sees it. */
  view(who: string, view: CaseView, placementId: Uuid, asked?: Asked): Promise<ViewAnswer>;
  /** Deadlines or findings of a subject. */
  of(who: string, view: SubjectQuestion['view'], of: string, asked?: Asked): Promise<ViewAnswer>;
  deviation(who: string, deviationId: Uuid, asked?: Asked): Promise<ViewAnswer>;
  agreements(who: string, asked?: Asked): Promise<ViewAnswer>;
  /** A list, once the rows have caught up. */
  list(who: string, list: ListName, asked?: Asked): Promise<ListPage>;
}

/** The principal of that name. */
export function callerOf(who: string): Principal {
  const principal = principalOf(who);
  if (!principal) throw new Error(`${who} is nobody`);
  return principal;
}

/** The eyes of that name, which have seen nothing yet. */
export const eyesOf = (who: string): Eyes => ({ caller: callerOf(who), noted: noted() });

/** Opens the views, rows in a file of their own over the hub's log unless said; `rows.stop()` ends them. */
export async function openSpecViews(
  hub: SpecHub,
  where: { readonly rows?: WhereRows; readonly log?: EventLog } = {},
): Promise<SpecViews> {
  const { keys, time: clock } = hub;
  const { log = hub.log } = where;
  const rows = await openSpecRows(hub, where);
  const { book, entries } = recordingLedger();
  const parts = projectorParts({ log, keys, rows, bearing: memoryBearingIndex(), clock, book, proofs: NO_PROOFS });
  const asking = <Answer>(who: string, door: DoorName, answer: (eyes: Eyes) => Promise<Answer>): Promise<Answer> =>
    entered(parts, { caller: callerOf(who), door }, answer);
  return {
    parts,
    rows,
    entered: entries,
    view: (who, view, placementId, asked = {}) =>
      asking(who, CASE_VIEWS[view].door, (eyes) => answerCaseView(parts, { ...asked, view, placementId, eyes })),
    of: (who, view, of, asked = {}) => asking(who, view, (eyes) => answerOf(parts, { ...asked, view, of, eyes })),
    deviation: (who, deviationId, asked = {}) =>
      asking(who, 'deviations', (eyes) => answerDeviation(parts, { ...asked, id: deviationId, eyes })),
    agreements: (who, asked = {}) => answerAgreements(parts, asked, callerOf(who)),
    list: async (who, list, asked = {}) => {
      await rows.all();
      return asking(who, list, (eyes) => answerList(parts, list, asked, eyes));
    },
  };
}

/** What a question is refused with; fails where it is answered. */
export async function refusedWith(question: Promise<unknown>): Promise<Pick<Problem, 'code' | 'pointer'>> {
  const refusal = await question.then(
    () => new Error('it was answered'),
    (error: unknown) => error,
  );
  if (!(refusal instanceof Error) || !('problem' in refusal)) throw refusal;
  const { code, pointer } = refusal.problem as Problem;
  return { code, ...(pointer === undefined ? {} : { pointer }) };
}
