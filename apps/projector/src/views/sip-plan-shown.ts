/** What of a SIP's plan stands in clear text: shown to who wrote it, withheld and named to others, as in the timeline. */
import { maySeePersonalData } from '#access';
import { decodeEvent } from '#cases';
import { type Fact, type Said } from '#domain';
import { type Answering } from './shown.js';
import { type Withheld } from './timeline.js';

/** E-014 "Av planen ska det framgå": what somebody else does, or that it is not shown. Neither where there is no plan. */
export interface PlanInWords {
  readonly byOthers?: readonly string[];
  readonly withheld?: readonly Withheld[];
}

type Plan = Extract<Said<Fact>, { readonly type: 'sip.established' }>;

/** The plan that the view is read from: its why names it. */
function planOf({ read: { assessment, opened } }: Answering<'sip'>): Plan | undefined {
  const read = new Set(assessment.sip?.why.causedBy);
  return opened.facts.find((fact): fact is Plan => fact.type === 'sip.established' && read.has(fact.meta.eventId));
}

/** The plan as it was sent: what the law may read of a stream holds no free text. */
export async function planInWords(answering: Answering<'sip'>): Promise<PlanInWords> {
  const { deps, read, reading, caller, sight } = answering;
  const plan = planOf(answering);
  if (!plan) return {};
  if (!maySeePersonalData(caller, sight, plan.meta.party)) return { withheld: [BY_OTHERS_WITHHELD] };
  const { stream } = read.opened;
  const keys = await deps.keys.of(stream);
  for (const event of await deps.log.readStream(stream, { upTo: reading.upTo })) {
    if (event.eventId !== plan.meta.eventId) continue;
    const entry = decodeEvent(event, keys, 'show');
    if (entry.kind === 'fact') return { byOthers: (entry.said.data as unknown as Sent).byOthers };
  }
  return {};
}

interface Sent {
  readonly byOthers: readonly string[];
}

const BY_OTHERS_WITHHELD: Withheld = { pointer: '/byOthers', reason: 'personalDataOfAnother' };
