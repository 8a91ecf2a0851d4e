/** The read side over a hub for specs, asked without HTTP. */
import { principalOf, type Principal } from '#access';
import { memoryBearingIndex } from '#cases';
import { type Problem } from '#contracts';
import { type Uuid } from '#domain';
import { type EventLog } from '#event-log';
import { projectorParts, type ProjectorParts, type WhereRows } from '#projector';
import { answerAgreements } from '../../apps/projector/src/views/agreement-view.js';
import { type Asked } from '../../apps/projector/src/views/asked.js';
import { type CaseView } from '../../apps/projector/src/views/case-view.js';
import { type ListName } from '../../apps/projector/src/lists/lists.js';
import { answerList, type ListPage } from '../../apps/projector/src/views/list-view.js';
import { type ViewAnswer } from '../../apps/projector/src/views/stream-view.js';
import {
  answerCaseView,
  answerDeviation,
  answerOf,
  type SubjectQuestion,
} from '../../apps/projector/src/views/subject-view.js';
import { type SpecHub } from './open-hub.js';
import { openSpecRows, type SpecRows } from './open-rows.js';

export interface SpecViews {
  readonly parts: ProjectorParts;
  readonly rows: SpecRows;
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

/** Opens the views, rows in a file of their own over the hub's log unless said; `rows.stop()` ends them. */
export async function openSpecViews(
  hub: SpecHub,
  where: { readonly rows?: WhereRows; readonly log?: EventLog } = {},
): Promise<SpecViews> {
  const { keys, time: clock } = hub;
  const { log = hub.log } = where;
  const rows = await openSpecRows(hub, where);
  const parts = projectorParts({ log, keys, rows, bearing: memoryBearingIndex(), clock });
  return {
    parts,
    rows,
    view: (who, view, placementId, asked = {}) =>
      answerCaseView(parts, { ...asked, view, placementId, caller: callerOf(who) }),
    of: (who, view, of, asked = {}) => answerOf(parts, { ...asked, view, of, caller: callerOf(who) }),
    deviation: (who, deviationId, asked = {}) =>
      answerDeviation(parts, { ...asked, id: deviationId, caller: callerOf(who) }),
    agreements: (who, asked = {}) => answerAgreements(parts, asked, callerOf(who)),
    list: async (who, list, asked = {}) => {
      await rows.all();
      return answerList(parts, list, asked, callerOf(who));
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
