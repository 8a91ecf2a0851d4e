/** Opens what was gathered for whoever fetches it, by what it may see then, and not when it asked (decision B17). */
import { MANDATE_CLASSES, mandatesOf, type MandateInForce, type PersonAccesses, type Principal } from '#access';
import {
  filesOf,
  writeTar,
  type Bundle,
  type BundleEvent,
  type CompareKeyTold,
  type LedgerLine,
  type MandateTold,
} from '#bundle';
import { decodeEvent, isMessage, metaOf, type Entry, type RecordedFact } from '#cases';
import { CODE_VERSION, contentHashOf, readMessage, WHOLE_STREAM, type StreamKeys } from '#contracts';
import {
  controllerOf,
  personOf,
  subjectText,
  type Controller,
  type StreamCategory,
  type Uuid,
  type WhatIsShown,
} from '#domain';
import { type RecordedEvent } from '#event-log';
import { bodyHash } from '#proof';
import { type EntryBook } from '../views/entered.js';
import { readAsShown, type ReadUnder } from '../views/read-as-shown.js';
import { noteThatRead, showing, type Eyes, type Showing } from '../views/showing.js';
import { type ViewDeps } from '../views/stream-view.js';
import { orNotThere, streamAsked, type Gathered, type GatheredStream, type ProvedEvent } from './gather.js';

export interface DiscloseDeps extends ViewDeps {
  readonly book: Pick<EntryBook, 'ledger' | 'now'>;
}

/** The archive. Refuses with `NotFound` where what was asked for is no longer there for whoever fetches it. */
export async function answerBundle(deps: DiscloseDeps, gathered: Gathered, eyes: Eyes): Promise<Uint8Array> {
  const { asked, asOf, origin, size, note, consistency, entries, streams } = gathered;
  const head = await deps.log.head();
  eyes.noted.readUpTo(head);
  const opened: OpenedStreamOf[] = [];
  for (const one of streams) {
    const isAskedFor = 'of' in asked && one.stream === streamAsked(asked.of);
    const read = await orNotThere(
      readAsShown(deps, one.stream, { asOf: deps.clock.today(), upTo: head }, eyes.caller),
      isAskedFor,
    );
    if (read !== null) opened.push(await openedStream(deps, one, read, eyes));
  }
  const mandates = mandatesOf(eyes.caller);
  const bundle: Bundle = {
    manifest: {
      ...{ format: 'hvb-bundle/v1', origin, size, asked, asOf },
      ...{ madeAt: deps.book.now(), codeVersion: CODE_VERSION, complete: entries !== undefined },
      ...(mandates === null ? {} : { mandates: mandates.map(mandateTold) }),
    },
    checkpoint: note,
    consistency,
    events: opened.flatMap(({ events }) => events).sort((a, b) => a.index - b.index),
    keys: opened.flatMap(({ keys }) => keys),
    ledger: await ledgerOf(deps.book, opened),
    ...(entries === undefined ? {} : { entries }),
  };
  return writeTar(filesOf(bundle));
}

const mandateTold = ({ mandateId, parties, classes, statute, from, to }: MandateInForce): MandateTold => ({
  ...{ mandateId, parties, classes, from, to },
  statute: { act: statute.act, section: statute.section },
});

interface OpenedStreamOf {
  readonly events: readonly BundleEvent[];
  readonly keys: readonly CompareKeyTold[];
  /** Whose reads are told of: absent where whom the stream is about is not told. */
  readonly readOf?: { readonly person: Uuid; readonly controllers: readonly Controller[] };
}

async function openedStream(
  { log, keys: keysOf }: DiscloseDeps,
  { stream, events: proved }: GatheredStream,
  { read, caller }: ReadUnder,
  eyes: Eyes,
): Promise<OpenedStreamOf> {
  const own: Eyes = { ...eyes, caller };
  noteThatRead(own, read);
  const show = await showing(own, () => Promise.resolve(read));
  const last = proved.at(-1);
  const recorded = await log.readStream(stream, last === undefined ? {} : { upTo: last.position });
  const keys = await keysOf.of(stream);
  const opens = opensTo(caller);
  const erasures = new Set(
    recorded
      .slice(0, proved.length)
      .map((event) => decodeEvent(event, keys, 'assess'))
      .flatMap((entry) => (entry.kind === 'erasure' ? [entry.owner as Controller] : [])),
  );
  const isTold = (owner: Controller | undefined): boolean => owner !== undefined && erasures.has(owner);
  const all = recorded.flatMap((event, at): readonly OpenedEvent[] => {
    const place = proved[at];
    return place === undefined ? [] : [openedEvent(event, place, { keys, show, opens, isTold })];
  });
  return {
    events: all.map(({ told }) => told),
    keys: opensAll(caller) ? compareKeys(stream, all, keys) : [],
    ...readOf({ read, caller }, all, opens),
  };
}

type Opens = (name: 'identity' | 'sensitive') => boolean;

/** Whether what has no class of its own in a message is opened: free text beside its data, and who somebody is. */
const opensTo = (caller: Principal): Opens => {
  const mandates = mandatesOf(caller);
  return (name) => mandates === null || mandates.some(({ classes }) => classes.includes(name));
};

/** Every class, so that nothing under a key is closed to whoever has it, today or later. */
const opensAll = (caller: Principal): boolean => {
  const mandates = mandatesOf(caller);
  return mandates === null || MANDATE_CLASSES.every((one) => mandates.some(({ classes }) => classes.includes(one)));
};

interface OpenedEvent {
  readonly told: BundleEvent;
  readonly entry: Entry;
}

interface OpenedWith {
  readonly keys: StreamKeys;
  readonly show: Showing;
  readonly opens: Opens;
  /** Whether the erasure of an owner's keys stands among the events: told after the keys are gone, and perhaps after the checkpoint. */
  readonly isTold: (owner: Controller | undefined) => boolean;
}

const ERASED = { withheld: [{ pointer: '', reason: 'erased' }] };

function openedEvent(
  event: RecordedEvent,
  { index, proof }: ProvedEvent,
  { keys, show, opens, isTold }: OpenedWith,
): OpenedEvent {
  const { stream, revision, type, eventId, recordedAt, body } = event;
  const leaf = { stream, revision, type, eventId, recordedAt, bodySha256: bodyHash(body) };
  const base = { index, leaf, proof: proof.map((hash) => Buffer.from(hash).toString('base64')) };
  const whole = { ...base, body: Buffer.from(body).toString('base64') };
  const entry = decodeEvent(event, keys, 'show');
  if (entry.kind === 'erasedFact' && !isTold(entry.owner)) return { told: { ...whole, shown: ERASED }, entry };
  if (entry.kind !== 'fact') return { told: whole, entry };
  const shown = show.message(entry);
  if (shown.outcome === 'gone') return { told: base, entry };
  return { told: { ...whole, ...contentShown(entry, shown, { keys, opens, event }) }, entry };
}

type Seen = Exclude<WhatIsShown, { readonly outcome: 'gone' }>;

/** The message where all of it is shown; else what is, and the pointers of what is not. */
function contentShown(
  entry: RecordedFact,
  shown: Seen,
  { keys, opens, event }: { readonly keys: StreamKeys; readonly opens: Opens; readonly event: RecordedEvent },
): Pick<BundleEvent, 'message' | 'shown'> {
  const withheld = [
    ...(shown.outcome === 'full'
      ? []
      : shown.withheld.map(({ pointer, reason }) => ({ pointer: `/data${pointer}`, reason }))),
    ...(opens('sensitive') ? [] : besideData(entry)),
  ];
  if (withheld.length === 0) return { message: messageOf(entry, event, keys) };
  return {
    shown: {
      ...(shown.outcome === 'thin' ? {} : { data: shown.value as Readonly<Record<string, unknown>> }),
      withheld,
    },
  };
}

/** A reason for a correction is free text, and a ground may tell of misuse. */
const besideData = ({ correctionReason, disclosure }: RecordedFact) => [
  ...(correctionReason === undefined ? [] : [{ pointer: '/correctionreason', reason: 'noGround' }]),
  ...(disclosure.length === 0 ? [] : [{ pointer: '/data/disclosure', reason: 'noGround' }]),
];

/** The message as it was sent, in the form that was kept of it. */
function messageOf(entry: RecordedFact, event: RecordedEvent, keys: StreamKeys): Readonly<Record<string, unknown>> {
  const { said, disclosure, correctionReason, contentHash, owner } = entry;
  const { messageId, source, time, corrects, subject } = said.meta;
  const withGrounds = (grounds: object): Readonly<Record<string, unknown>> => ({
    ...{ specversion: '1.0', id: messageId, source, type: event.type, subject: subjectText(subject), time },
    ...(corrects === undefined ? {} : { corrects }),
    ...(correctionReason === undefined ? {} : { correctionreason: correctionReason }),
    data: { ...said.data, ...grounds },
  });
  if (disclosure.length > 0) return withGrounds({ disclosure });
  // A list of grounds that was sent empty is part of what was said, and is not told apart from none when it is read.
  const bare = withGrounds({});
  const key = owner === undefined ? undefined : keys.get(owner);
  const read = readMessage(bare);
  const isSame = key === undefined || key === 'erased' || !read.ok || contentHashOf(read.message, key) === contentHash;
  return isSame ? bare : withGrounds({ disclosure: [] });
}

/** Of whoever has said something that is opened whole; where anything of theirs is not, what is closed could be guessed by the key (decision A13). */
function compareKeys(stream: string, all: readonly OpenedEvent[], keys: StreamKeys): readonly CompareKeyTold[] {
  return [...keys].flatMap(([controller, key]) => {
    if (key === 'erased' || controller === WHOLE_STREAM) return [];
    const own = all.filter(({ entry }) => entry.kind === 'fact' && entry.owner === controller);
    if (own.length === 0 || own.some(({ told }) => told.message === undefined)) return [];
    return [{ stream, controller, compareKey: Buffer.from(key.compareKey()).toString('base64') }];
  });
}

function readOf(
  { read, caller }: ReadUnder,
  all: readonly OpenedEvent[],
  opens: Opens,
): Pick<OpenedStreamOf, 'readOf'> {
  const { category, facts } = read.opened;
  const person = personOf<StreamCategory>(category, facts);
  if (person === null || !opens('identity')) return {};
  const publishers = all.map(({ entry }) => entry).filter(isMessage);
  const controllers = [...new Set(publishers.map((message) => controllerOf(metaOf(message).party)))]
    .filter((one) => isOver(caller, one))
    .sort();
  return { readOf: { person, controllers } };
}

/** Each authority's log is of what was read there: an auditor is told of those that its mandates are over. */
const isOver = (caller: Principal, controller: Controller): boolean =>
  mandatesOf(caller)?.some(({ parties }) => parties === 'all' || (parties as readonly string[]).includes(controller)) ??
  true;

const LEDGER_PAGE = 1_000;
/** Lines of the extract of one person at one authority. */
const LEDGER_LINES_MAX = 10_000;

/** Who has read of the persons of the bundle, by unit and time, as an extract for the person tells it. */
async function ledgerOf(
  { ledger }: Pick<EntryBook, 'ledger'>,
  opened: readonly OpenedStreamOf[],
): Promise<readonly LedgerLine[]> {
  const asked = opened.flatMap(({ readOf: one }) =>
    (one?.controllers ?? []).flatMap((controller) => (one ? [{ controller, person: one.person }] : [])),
  );
  const once = new Map(asked.map((one) => [`${one.controller} ${one.person}`, one]));
  const lines: LedgerLine[] = [];
  for (const name of [...once.keys()].sort()) {
    const one = once.get(name);
    if (one) lines.push(...(await extractOf(ledger, one)));
  }
  return lines;
}

async function extractOf(
  ledger: EntryBook['ledger'],
  of: { readonly controller: Controller; readonly person: Uuid },
): Promise<readonly LedgerLine[]> {
  const lines: LedgerLine[] = [];
  let after: number | null = 0;
  while (after !== null && lines.length < LEDGER_LINES_MAX) {
    const page: PersonAccesses = await ledger.ofPerson({ ...of, after, limit: LEDGER_PAGE, extractTo: 'self' });
    lines.push(...page.accesses.map((access) => ({ ...of, access: { ...access } })));
    after = page.next;
  }
  return lines;
}
