/** What of a SIP's plan stands in clear text, as far as a ground opens it to the one who asks; else withheld and named. */
import { decodeEvent, type RecordedFact } from '#cases';
import { type Withheld } from '#domain';
import { type Answering } from './shown.js';

/** E-014 "Av planen ska det framgå": what somebody else does, or that it is not shown. Neither where there is no plan. */
export interface PlanInWords {
  readonly byOthers?: readonly string[];
  readonly withheld?: readonly Withheld[];
}

/** The message of the plan that the view is read from, whole: what the law may read of a stream holds no free text. */
async function planOf({ deps, read, reading }: Answering<'sip'>): Promise<RecordedFact | undefined> {
  const { assessment, opened } = read;
  const causes = new Set(assessment.sip?.why.causedBy);
  const plan = opened.facts.find(({ type, meta }) => type === 'sip.established' && causes.has(meta.eventId));
  if (!plan) return undefined;
  const keys = await deps.keys.of(opened.stream);
  const events = await deps.log.readStream(opened.stream, { upTo: reading.upTo });
  const [entry] = events
    .filter(({ eventId }) => eventId === plan.meta.eventId)
    .map((event) => decodeEvent(event, keys, 'show'));
  return entry?.kind === 'fact' ? entry : undefined;
}

const POINTER = '/byOthers';

/** What is shown of the plan in words. */
export async function planInWords(answering: Answering<'sip'>): Promise<PlanInWords> {
  const plan = await planOf(answering);
  if (!plan) return {};
  const shown = answering.show.message(plan);
  if (shown.outcome === 'gone') return {};
  const withheld = shown.outcome === 'full' ? [] : shown.withheld.filter(({ pointer }) => pointer === POINTER);
  if (withheld.length > 0) return { withheld };
  const { byOthers } = shown.outcome === 'thin' ? {} : (shown.value as PlanInWords);
  return byOthers === undefined ? {} : { byOthers };
}
