/** Answers what a recipient may see of a case or of one message, now or at a past moment: decided anew from the log as it was then. */
import { sightOfErased, type Principal, type Sight } from '#access';
import { isMessage, subjectOf, type AssessedAs } from '#cases';
import { formed, holdsNumber, PARTY_FORM, patterned, readInstant, stockholmDay, type Form } from '#contracts';
import {
  categoryOf,
  isSameSubject,
  type Asker,
  type Day,
  type Instant,
  type PartyId,
  type StreamCategory,
  type StreamName,
  type Subject,
} from '#domain';
import { ofSubjects, type Position } from '#event-log';
import { refusal, refuseOtherForm } from '#http';
import { readSide } from '../streams.js';
import { deviationInCase } from '../views/deviation-shown.js';
import { nameOfThing, NOTHING_NAMED, refuseUnknown } from '../views/known-thing.js';
import { askedUnder, askerFrom, groundsNow, NO_UNIT, noteThatRead, unitIn, type Eyes } from '../views/showing.js';
import { seenUnder } from '../views/under-mandate.js';
import { publishersIn, type ViewAnswer, type ViewDeps } from '../views/stream-view.js';
import { placeOfSubject, subjectNamed } from '../views/subject-view.js';
import { explainedErased, explainedMessage, type MessageTold, type ToldTo } from './explained-message.js';

/** The words of the question, as they came. */
export interface ExplainAsked {
  readonly recipient?: string;
  readonly unit?: string;
  readonly event?: string;
  readonly of?: string;
  readonly at?: string;
}

const UNIT_SAYS = 'enhet / unit: a–z 0–9 -, 1–40 tecken, inget personnummer / characters, no person number';
const UNIT = patterned('^[a-z0-9][a-z0-9-]{0,39}$', UNIT_SAYS);

export const EXPLAIN_FORMS = {
  recipient: PARTY_FORM,
  unit: formed({ ...UNIT.schema, format: 'hvb-unit' }, UNIT_SAYS, (text) => UNIT.holds(text) && !holdsNumber(text)),
} as const satisfies Readonly<Record<string, Form>>;

/** What an answer says of the question. */
export interface Explanation {
  readonly recipient: string;
  readonly unit?: string;
  /** The day whose grounds decide. */
  readonly asOf: Day;
  readonly asOfPosition: Position;
  readonly messages: readonly MessageTold[];
}

/** When is asked about: the hub's day then, and what it knew. */
interface Moment {
  readonly at: Instant;
  readonly day: Day;
  readonly upTo: Position;
}

const EXPECTED_AT = 'en position, eller en tidpunkt som har varit / a position, or an instant that has been (RFC 3339)';
const EXPECTED_EVENT = 'en position i loggen / a position of the log';

const refuse = (pointer: string, expected: string): never => {
  throw refusal('BadRequest', { pointer, expected });
};

async function momentOf({ log, clock }: ViewDeps, at: string | undefined): Promise<Moment> {
  if (at === undefined) return { at: clock.now(), day: clock.today(), upTo: await log.head() };
  const position = log.parsePosition(at);
  if (position !== undefined) {
    const event = await log.eventAt(position);
    return event
      ? { at: event.recordedAt, day: stockholmDay(event.recordedAt), upTo: position }
      : refuse('/at', EXPECTED_AT);
  }
  const instant = readInstant(at);
  if (instant === undefined || instant > clock.now()) return refuse('/at', EXPECTED_AT);
  return { at: instant, day: stockholmDay(instant), upTo: await log.positionAt(instant) };
}

/** A stream, and what of it is asked after. */
interface Place {
  readonly stream: StreamName;
  /** One thing of several in it. */
  readonly about?: Subject;
  /** One event. */
  readonly only?: Position;
}

/** Refuses with `NotFound` what is not known to whoever asks, before anything of it is opened. */
async function placeOf(deps: ViewDeps, { of, event }: ExplainAsked, caller: Principal): Promise<Place> {
  if ((of === undefined) === (event === undefined)) return refuse('/of', 'of | event');
  if (of === undefined) return placeOfEvent(deps, event ?? '', caller);
  const subject = subjectNamed(of);
  await refuseUnknown(deps, caller, nameOfThing(subject));
  return placeOfSubject(deps, subject);
}

/** Refuses with `NotFound` a position that is nobody's: as another's event is. */
async function placeOfEvent(deps: ViewDeps, text: string, caller: Principal): Promise<Place> {
  const { log } = deps;
  const position = log.parsePosition(text) ?? refuse('/event', EXPECTED_EVENT);
  const event = await log.eventAt(position);
  const [found] = event ? ofSubjects([event]) : [];
  await refuseUnknown(deps, caller, found?.stream ?? NOTHING_NAMED);
  if (!found) throw refusal('NotFound');
  return { stream: found.stream, only: position };
}

/** Whom it is about, and who asks: no operator, who sees no case. */
interface Between {
  readonly caller: Exclude<Principal, { readonly kind: 'operator' }>;
  readonly recipient: Asker;
}

/** A person reads of its own access as its unit; for the whole of its party a machine. */
const isOfItself = ({ caller, recipient }: Between): boolean =>
  caller.kind === 'party' && caller.party === recipient.party && unitIn(caller) === recipient.unit;

/** Of its own access a person is told as itself; of another's, what each there may see. */
function recipientOf(asked: ExplainAsked, caller: Principal, at: Instant): Asker {
  const party = partyAsked(asked);
  const own = caller.kind === 'party' && caller.party === party ? caller : undefined;
  const ofOwn = own ? unitIn(own) : null;
  const unit = asked.unit ?? ofOwn;
  return own && unit === ofOwn ? askerFrom(own, party, at) : { party, unit, person: 'anybody', at };
}

function partyAsked({ recipient, unit }: ExplainAsked): PartyId {
  for (const [word, form] of Object.entries(EXPLAIN_FORMS))
    refuseOtherForm(word, { recipient, unit }[word as keyof typeof EXPLAIN_FORMS], form);
  return (recipient ?? refuse('/recipient', PARTY_FORM.expected)) as PartyId;
}

/** Of what in the stream, and when the question is asked. */
interface Looked {
  readonly about: Subject | undefined;
  readonly at: Instant | undefined;
}

/**
 * Whom the answer is told to, by the log's head on the clock's day. Refuses with `NotFound` an auditor to whom the stream is
 * not there, and where something of it is erased a party, as the views do.
 */
async function toldTo<C extends StreamCategory>(
  between: Between,
  head: AssessedAs<C>,
  { about, at }: Looked,
): Promise<Told> {
  const { caller, sight } = await seenUnder(between.caller, (one) => sightAt(one, head, { about, at }));
  const isByGrounds = caller.kind === 'party' && head.opened.erased.length === 0;
  if (sight === 'nothing' && !isByGrounds) throw refusal('NotFound');
  if (caller.kind !== 'party') return { caller, to: toAuditor(caller) };
  const grounds = groundsNow(head);
  if (isOfItself(between)) return { caller, to: { kind: 'recipient', grounds } };
  const asker = askerFrom(caller, caller.party, at);
  return { caller, to: { kind: 'controller', asker, grounds, isPrincipal: sight === 'asPrincipal' } };
}

/** Without a mandate that is asked for it is told all. */
function toAuditor(caller: Principal): ToldTo {
  const asked = askedUnder(caller);
  return asked === null ? { kind: 'auditor' } : { kind: 'mandated', ...asked };
}

/** To whom it is told, and who asks, with the mandates that are over it. */
interface Told {
  readonly caller: Principal;
  readonly to: ToldTo;
}

/** What of a stream, or of one thing in it, whoever asks sees as it stands. */
async function sightAt<C extends StreamCategory>(
  caller: Principal,
  head: AssessedAs<C>,
  { about, at }: Looked,
): Promise<Sight> {
  const { erased, entries } = head.opened;
  if (erased.length > 0) return sightOfErased(caller, publishersIn(entries));
  const side = readSide({ category: categoryOf(head.opened.stream) });
  if (about === undefined) return side.sight(caller, head, () => Promise.resolve(head), at);
  const inCase = head as unknown as AssessedAs<'case'>;
  return deviationInCase(about).sight(caller, inCase, () => Promise.resolve(inCase));
}

/**
 * To a principal or the publisher for any recipient, to anybody else only its own access, to an auditor all (B12). Refuses
 * with `NotFound` alike what is not there, what is nobody's and what is not for the one who asks; with `BadRequest` what is
 * not in its form, and a moment that has not been.
 */
export async function answerExplain(deps: ViewDeps, asked: ExplainAsked, eyes: Eyes): Promise<ViewAnswer> {
  const { caller: asking } = eyes;
  if (asking.kind === 'operator') throw refusal('Forbidden');
  const moment = await momentOf(deps, asked.at);
  const recipient = recipientOf(asked, asking, moment.at);
  const { stream, about, only } = await placeOf(deps, asked, asking);
  const head = await deps.reader.read(stream, { asOf: deps.clock.today() });
  const { caller, to } = await toldTo({ caller: asking, recipient }, head, { about, at: eyes.at });
  const then = await deps.reader.read(stream, { asOf: moment.day, upTo: moment.upTo });
  const grounds = groundsNow(then);
  const messages = then.opened.entries
    .filter((entry) => about === undefined || isSameSubject(subjectOf(entry), about))
    .filter(({ place }) => only === undefined || place.position === only)
    .filter(isMessage)
    .flatMap((message) =>
      message.kind === 'fact'
        ? (explainedMessage(message, { recipient, grounds, to }) ?? [])
        : explainedErased(message),
    );
  if (messages.length === 0) throw refusal('NotFound');
  eyes.noted.readUpTo(moment.upTo);
  noteThatRead({ ...eyes, caller }, head);
  const { party, unit } = recipient;
  const body: Explanation = {
    ...{ recipient: party, ...(unit === null || unit === NO_UNIT ? {} : { unit }) },
    ...{ asOf: moment.day, asOfPosition: moment.upTo, messages },
  };
  return { body, asOfPosition: moment.upTo };
}
