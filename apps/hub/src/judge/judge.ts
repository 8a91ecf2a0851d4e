/** Judges: what a party says is weighed by the law, recorded, and answered with what the hub says because of it. */
import {
  WHOLE_STREAM,
  contentHashOf,
  problem,
  problemOfRejection,
  type Message,
  type Problem,
  type StreamName,
} from '#contracts';
import {
  controllerOf,
  decideOn,
  nextLook,
  personOf,
  type BearingName,
  type CaseFact,
  type Controller,
  type Day,
  type Derived,
  type Fact,
  type Heard,
  type PartyId,
  type Said,
  type Submission,
  type Uuid,
  type WaitsFor,
} from '#domain';
import { withTold, type KnownMessage, type OpenedStream } from '#cases';
import { AppendConflict, type Position } from '#event-log';
import { type ReceiptFinding } from '../receipt/receipt.js';
import { homeOf, isElsewhere, settleHome, type Home } from './home.js';
import { holding, type Holding } from './law.js';
import { appendDraft, newSayings, occasionOf, saidTogether, type JudgeDeps, type Occasion } from './record.js';
import { sealingsOf, type Sealings } from './sealings.js';
import { draftFact, draftSayings, findingsAmong, type Draft, type Where } from './to-append.js';
import { untilItStands } from './until-it-stands.js';

/** How a message was judged. `position` is the last of the append: a view that has come there knows all of it. */
export type Judged =
  | {
      readonly outcome: 'accepted' | 'duplicate';
      readonly position: Position;
      readonly findings: readonly ReceiptFinding[];
    }
  | { readonly outcome: 'rejected'; readonly problem: Problem }
  /** `revision`: up to which the stream had been read. */
  | { readonly outcome: 'waiting'; readonly waitsFor: WaitsFor; readonly revision: number };

/** What the clock keeps of a stream that was judged. */
export interface Outlook {
  readonly stream: StreamName;
  readonly revision: number;
  /** By what names the streams are found that bear on it, and by which of them it was judged. */
  readonly heeds: readonly BearingName[];
  readonly surroundedBy: string;
  /** Something holds of it that has not been said: it is to be judged anew. */
  readonly unsaid: boolean;
  /** No later than the next day on which another answer may hold, and told by no birth date (ADR 48); null for none. */
  readonly nextOn: Day | null;
  /** The placing party of a case. */
  readonly placingParty: PartyId | null;
}

export interface Judge {
  /** Judges and records a message. One at a time per stream. Faults: `LogUnavailable`, `KeysUnavailable`. */
  message(message: Message): Promise<Judged>;
  /** Says what time or a moved agreement brings on a stream, if anything. Same faults. */
  say(stream: StreamName): Promise<Outlook>;
  /** What holds of a stream without saying it: for the clock's index. Same faults. */
  look(stream: StreamName): Promise<Outlook>;
  /** Whose a case is as it stands, whom it is about, and what has been said of it. Same faults. */
  about(stream: StreamName<'case'>): Promise<About>;
  /** The stream's last revision, as it stands in the log. Same faults. */
  endOf(stream: StreamName): Promise<number>;
}

/** A case as whoever asks after one thing in it needs it. */
export interface About {
  /** Under whose key the hub says what it says of it. */
  readonly keeper: Controller;
  readonly person: Uuid | null;
  readonly facts: readonly Said<CaseFact>[];
}

/** A judge over a log. `onAppended` is told after each append, before the answer. */
export function judge(deps: JudgeDeps, onAppended: (outlook: Outlook) => void): Judge {
  return {
    message: (message) =>
      withRetry(deps, message.stream, (opened) => judgeMessage(deps, message, { opened, onAppended })),
    say: (stream) =>
      withRetry(deps, stream, async (opened) => {
        const outlook = await sayOn(deps, opened);
        onAppended(outlook);
        return outlook;
      }),
    look: async (stream) => {
      const opened = await deps.cache.upToDate(stream);
      const occasion = await occasionOf(deps, opened);
      if (isErased(opened)) return erasedOutlook(opened, occasion);
      const held = holding(opened, occasion);
      return { ...outlookOf(opened, held, occasion), unsaid: newSayings(opened, held).length > 0 };
    },
    about: async (stream) => {
      const opened = await deps.cache.upToDate(stream);
      const { keeper } = holding(opened, await occasionOf(deps, opened));
      const { facts } = opened;
      return { keeper, person: personOf('case', facts), facts };
    },
    endOf: async (stream) => (await deps.cache.upToDate(stream)).revision,
  };
}

function withRetry<T>(
  { cache }: JudgeDeps,
  stream: StreamName,
  attempt: (opened: OpenedStream) => Promise<T>,
): Promise<T> {
  return untilItStands(stream, 'it was judged', async () => {
    try {
      return await attempt(withTold(await cache.lastKnown(stream)));
    } catch (error) {
      // Whatever went wrong, what is known here of the stream may be behind.
      cache.forget(stream);
      throw error;
    }
  });
}

interface Attempt {
  readonly opened: OpenedStream;
  readonly onAppended: (outlook: Outlook) => void;
}

async function judgeMessage(deps: JudgeDeps, message: Message, attempt: Attempt): Promise<Judged> {
  const { opened } = attempt;
  const seen = opened.messages.of(message.envelope);
  if (seen) return saidBefore(opened, seen, message);
  if (isErased(opened)) return { outcome: 'rejected', problem: erasedCase() };
  const home = await homeOf(deps.cache, message);
  if (isElsewhere(home, message)) {
    return { outcome: 'rejected', problem: problemOfRejection({ code: 'SubjectElsewhere' }) };
  }
  const heard = [...opened.facts, { ...message.fact, meta: { party: message.envelope.party } }];
  const occasion = await occasionOf(deps, opened, heard);
  const decision = decideOn(submissionOf(message, occasion.today), opened, occasion);
  if (decision.outcome !== 'accepted') await confirm(deps, opened, occasion);
  switch (decision.outcome) {
    case 'rejected':
      return { outcome: 'rejected', problem: problemOfRejection(decision.rejection) };
    case 'waiting':
      return { ...decision, revision: opened.revision };
    case 'accepted':
      return record(deps, message, { ...attempt, occasion, heard, home });
  }
}

/**
 * What is accepted is confirmed by its append at the revision that was judged; what is not has no append, and other hubs
 * may have said more meanwhile, on the stream or on one that bears on it. Throws `AppendConflict` where they have: it is
 * judged again.
 */
async function confirm(
  { cache, bearing, bearingCaughtUp }: JudgeDeps,
  judged: OpenedStream,
  on: Occasion,
): Promise<void> {
  await bearingCaughtUp?.();
  const { stream, revision } = await cache.upToDate(judged.stream);
  const { key } = await bearing.of(on.heeds);
  if (revision !== judged.revision || key !== on.surroundedBy)
    throw new AppendConflict(stream, judged.revision, revision);
}

interface Taken extends Attempt {
  readonly occasion: Occasion;
  /** All that has been said on the stream, and what is taken. */
  readonly heard: readonly Heard<Fact>[];
  readonly home: Home | null;
}

async function record(
  deps: JudgeDeps,
  message: Message,
  { opened, occasion, heard, home, onAppended }: Taken,
): Promise<Judged> {
  const sealings = sealingsOf(deps.keys, opened, personOf(opened.category, heard));
  const sealing = await sealings.of(controllerOf(message.envelope.party));
  if (sealing === 'erased') return { outcome: 'rejected', problem: erasedCase() };
  const { traceparent } = message.envelope;
  const where = { opened, recordedAt: occasion.recordedAt, traceparent };
  const { draft, said, disclosure } = draftFact(message, where, sealing);
  const held = holding(opened, occasion, { said, disclosure });
  const sayings = newSayings(opened, held);
  if (!(await addSayings(draft, sayings, where, { sealings, held })))
    return { outcome: 'rejected', problem: erasedCase() };
  if (home) await settleHome(deps, message, { home, said, where });
  const after = await appendDraft(deps, { opened, keys: sealings.keys }, draft);
  onAppended(outlookOf(after.opened, held, occasion));
  return { outcome: 'accepted', position: after.position, findings: findingsAmong(sayings) };
}

interface Saying {
  readonly sealings: Sealings;
  readonly held: Holding;
}

/** Adds to the draft, under the keeper's key; false where that is erased. */
async function addSayings(
  draft: Draft,
  sayings: readonly Derived[],
  where: Where,
  { sealings, held }: Saying,
): Promise<boolean> {
  if (sayings.length === 0) return true;
  const sealing = await sealings.of(held.keeper);
  if (sealing === 'erased') return false;
  draftSayings(draft, sayings, where, sealing);
  return true;
}

async function sayOn(deps: JudgeDeps, opened: OpenedStream): Promise<Outlook> {
  const occasion = await occasionOf(deps, opened);
  if (isErased(opened)) return erasedOutlook(opened, occasion);
  const held = holding(opened, occasion);
  const sayings = newSayings(opened, held);
  if (sayings.length === 0) return outlookOf(opened, held, occasion);
  const sealings = sealingsOf(deps.keys, opened, personOf(opened.category, opened.facts));
  const draft: Draft = { events: [], entries: [] };
  const where = { opened, recordedAt: occasion.recordedAt };
  // Its erasure is under way: it is told on the stream in a moment.
  if (!(await addSayings(draft, sayings, where, { sealings, held }))) return erasedOutlook(opened, occasion);
  const after = await appendDraft(deps, { opened, keys: sealings.keys }, draft);
  return outlookOf(after.opened, held, occasion);
}

/** The same identity again: the first answer where the content is the same, or can no longer be compared. */
function saidBefore(opened: OpenedStream, seen: KnownMessage, message: Message): Judged {
  const key = opened.keys.get(seen.owner ?? WHOLE_STREAM);
  if (typeof key === 'object' && contentHashOf(message, key) !== seen.contentHash) {
    return { outcome: 'rejected', problem: problem('DuplicateIdDifferentContent', { pointer: '/id' }) };
  }
  const { sayings, position } = saidTogether(opened, seen);
  return { outcome: 'duplicate', position, findings: findingsAmong(sayings) };
}

/** Its stored id is made when it is recorded, of its hash: what is refused is not worth one, and has perhaps no key. */
const NOT_RECORDED = '00000000-0000-0000-0000-000000000000' as Uuid;

function submissionOf({ envelope, subject, fact, saidOn, disclosure = [] }: Message, today: Day): Submission {
  const { id, source, party, time, corrects } = envelope;
  return {
    fact,
    eventId: NOT_RECORDED,
    subject,
    messageId: id,
    source,
    party,
    time,
    saidOn,
    ...(corrects === undefined ? {} : { corrects }),
    grounds: disclosure.map(({ ground }) => ground),
    today,
  };
}

/** Of a stream on which all that holds has been said. */
function outlookOf(
  { stream, revision }: OpenedStream,
  { assessment, placingParty }: Holding,
  { heeds, surroundedBy }: Occasion,
): Outlook {
  return { stream, revision, heeds, surroundedBy, unsaid: false, nextOn: nextLook(assessment), placingParty };
}

/** From the first erasure on nothing more is said or judged on a stream. */
const isErased = ({ erased }: OpenedStream): boolean => erased.length > 0;

/** Of a stream on which nothing more is said: no day brings anything, and no agreement. */
export function erasedOutlook(
  { stream, revision }: OpenedStream,
  { heeds, surroundedBy }: Pick<Occasion, 'heeds' | 'surroundedBy'>,
): Outlook {
  return { stream, revision, heeds, surroundedBy, unsaid: false, nextOn: null, placingParty: null };
}

const erasedCase = (): Problem =>
  problem('SubjectAnnulled', {
    detail: 'Uppgifterna om personen är raderade; inget mer kan sägas om ärendet.',
    detail_en: 'What was known of the person has been erased; nothing more can be said of the case.',
  });
