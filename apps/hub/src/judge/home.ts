/**
 * Where a subject stands that may stand with a placement or by itself. Whoever opens it settles that, by one append on the
 * subject's own stream before any other: of two hubs that open it in two places at once, one finds it settled.
 */
import { type Message, type StreamName } from '#contracts';
import {
  HUB_CONTROLLER,
  opensSubject,
  placementBound,
  placementIdOf,
  registerOf,
  streamOf,
  whyOf,
  type Derived,
  type Fact,
  type Said,
} from '#domain';
import { type OpenedStream, type StreamCache } from '#cases';
import { appendDraft, type JudgeDeps } from './record.js';
import { sealingsOf } from './sealings.js';
import { draftSayings, type Where } from './to-append.js';

/** A subject's own stream, and what that says of where the subject stands. */
export interface Home {
  readonly register: OpenedStream;
  /** null while nobody has opened it. */
  readonly stream: StreamName | null;
}

/** The home of what a message is about; null of what stands in one kind of stream only. Faults: those of the log and the keys. */
export async function homeOf(cache: Pick<StreamCache, 'upToDate'>, { subject }: Message): Promise<Home | null> {
  const own = registerOf(subject);
  if (own === null) return null;
  const register = await cache.upToDate(own);
  const placementId = placementBound(register.derived);
  if (placementId !== null) return { register, stream: streamOf(subject, { placementId }) };
  return { register, stream: register.facts.length > 0 ? own : null };
}

/** True where it was opened for another placement, or for none: that is never undone. */
export const isElsewhere = (home: Home | null, { stream }: Message): boolean =>
  home !== null && home.stream !== null && home.stream !== stream;

interface Opening {
  readonly home: Home;
  /** The fact as it is about to be recorded. */
  readonly said: Said<Fact>;
  readonly where: Where;
}

/**
 * A-106 "i samverkan av insatser": says on the subject's own stream with which placement it stands, where this message opens it and nobody has yet. What
 * comes between this and the message's own append leaves it settled: the message is sent again, and finds it so. Faults:
 * `AppendConflict` where another was first, `LogUnavailable`, `KeysUnavailable`.
 */
export async function settleHome(deps: JudgeDeps, message: Message, { home, said, where }: Opening): Promise<void> {
  const { register, stream } = home;
  if (stream !== null || register.stream === message.stream || !opensSubject(said.type)) return;
  const placementId = placementIdOf(message.stream);
  if (placementId === null) return;
  const bound: Derived = {
    type: 'deviation.boundToPlacement',
    thing: message.subject.id,
    data: { placementId },
    why: whyOf({ judgedBy: { agreement: null, rulePackVersion: null } }, 'A-106', [said]),
  };
  const sealings = sealingsOf(deps.keys, register, null);
  const sealing = await sealings.of(HUB_CONTROLLER);
  if (sealing === 'erased') return;
  const draft = draftSayings({ events: [], entries: [] }, [bound], { ...where, opened: register }, sealing);
  await appendDraft(deps, { opened: register, keys: sealings.keys }, draft);
}
