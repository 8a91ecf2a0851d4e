/** A consent to a SIP by its own uuid, wherever it was given. */
import { consentNamed, idOf, type ConsentView, type StreamName } from '#domain';
import { ProblemError, refusal } from '#http';
import { NOTHING_NAMED, refuseUnknown } from './known-thing.js';
import { dayAsked } from './reading-question.js';
import { answerStreamView, type ThingQuestion, type ViewAnswer, type ViewDeps } from './stream-view.js';

/** Answers for one consent, as who sees its SIP. Refuses with `NotFound` as that does. */
export async function answerConsent(deps: ViewDeps, { id, ...asked }: ThingQuestion): Promise<ViewAnswer> {
  const streams = await deps.bearing.bearersOf(consentNamed(id));
  // Of a consent that never was as much is looked up as of another's.
  for (const stream of streams.length > 0 ? streams : [NOTHING_NAMED])
    await refuseUnknown(deps, asked.eyes.caller, stream);
  for (const stream of streams) {
    const answer = await consentIn(deps, stream as StreamName<'sip'>, { id, ...asked });
    if (answer) return answer;
  }
  throw refusal('NotFound');
}

/** The consent in one SIP; null where it is not there, or not for the one who asks. */
async function consentIn(
  deps: ViewDeps,
  stream: StreamName<'sip'>,
  { id, ...asked }: ThingQuestion,
): Promise<ViewAnswer | null> {
  const view = await orNothing(answerStreamView(deps, { ...asked, view: 'consents', stream }));
  if (!view) return null;
  const { body, asOfPosition } = view;
  // In the place of the list, where some of it is erased, stands who has erased.
  if (!Array.isArray(body)) return view;
  const consent = (body as readonly ConsentView[]).find(({ consentId }) => consentId === id);
  const asOf = dayAsked(asked.asOf, deps.clock.today());
  return consent ? { body: { ...consent, sipId: idOf(stream), asOf, asOfPosition }, asOfPosition } : null;
}

/** The answer, or null where there is nothing for the one who asks. */
async function orNothing(answer: Promise<ViewAnswer>): Promise<ViewAnswer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'NotFound') return null;
    throw error;
  }
}
