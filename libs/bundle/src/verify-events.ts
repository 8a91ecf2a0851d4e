/** Whether each event of a bundle stands in the log at its place, and whether what is opened of it is what stands sealed there. */
import { comparingBy } from '#access';
import { ContractBroken, contentHashOf, readMessage, type InTheOpen, type Message } from '#contracts';
import { bodyHash, isIncluded, leafHash, leafRecordOf, type Checkpoint } from '#proof';
import { FILES, type CompareKeyTold } from './format.js';
import { type Bytes, type EventLine } from './read.js';
import { isFact, isOfRegister, readEvent, type ReadEvent } from './told.js';
import { wrongWith, type Tried, type Wrong } from './verdict.js';
import { type WrongCode } from './wrong.data.js';

export interface EventsToTry {
  readonly lines: readonly EventLine[];
  readonly keys: readonly CompareKeyTold[];
  readonly head: Checkpoint | null;
  /** False of what was exported under mandates that do not open every class: of that no keys are handed out. */
  readonly hasKeys: boolean;
}

interface Line extends ReadEvent {
  readonly bytes: Bytes;
}

type Tell = (line: EventLine, code: WrongCode) => void;

/** Tells of each event that is not what it is said to be; what could be tried of all. */
export function verifyEvents({ lines, keys, head, hasKeys }: EventsToTry, tellOf: (wrong: Wrong) => void): Tried {
  const tell: Tell = (line, code) => {
    tellOf(wrongWith(line, code));
  };
  if (head !== null) for (const line of lines) if (!standsInLog(line, head)) tell(line, 'notIncluded');
  tryOrder(lines, tell);
  const read = lines.flatMap(({ event, bytes }): readonly Line[] => {
    const one = bodyRead(event);
    if (one === null) tell({ event, bytes }, 'bodyChanged');
    return one === null ? [] : [{ ...one, bytes }];
  });
  const compared = new Compared(read, keys, hasKeys);
  for (const { stream, controller } of compared.ofNobody())
    tellOf({ code: 'keyOfNobody', file: FILES.keys, known: `${stream} ${controller}` });
  return tally(read, compared, tell);
}

function standsInLog({ event }: EventLine, { size, root }: Checkpoint): boolean {
  const { index, leaf, proof } = event;
  const hashes = proof.map((one) => Buffer.from(one, 'base64'));
  return isIncluded({ leaf: leafHash(leafRecordOf(leaf)), index, size, root, proof: hashes });
}

/** Leaves in their order, and of each stream every revision from 0 on. */
function tryOrder(lines: readonly EventLine[], tell: Tell): void {
  const next = new Map<string, number>();
  let last = -1;
  for (const line of lines) {
    const { index, leaf } = line.event;
    const isInOrder = index > last;
    if (!isInOrder) tell(line, 'outOfOrder');
    last = Math.max(last, index);
    // The register is no stream that is shown whole: of it stands what gave the mandates.
    const due = isOfRegister(leaf.stream) ? leaf.revision : (next.get(leaf.stream) ?? 0);
    if (leaf.revision > due) tell(line, 'revisionMissing');
    else if (leaf.revision < due && isInOrder) tell(line, 'outOfOrder');
    next.set(leaf.stream, Math.max(due, leaf.revision + 1));
  }
}

/** The event with what its body says in the open; null where the body is not the one of its leaf, or none of ours. */
function bodyRead(event: EventLine['event']): ReadEvent | null {
  const { body, leaf } = event;
  if (body !== undefined && bodyHash(Buffer.from(body, 'base64')) !== leaf.bodySha256) return null;
  if (isOfRegister(leaf.stream)) return { event, open: null };
  try {
    return readEvent(event);
  } catch (error) {
    if (error instanceof ContractBroken) return null;
    throw error;
  }
}

/** By which key what is opened is compared. */
class Compared {
  private readonly keys: ReadonlyMap<string, Uint8Array>;
  private readonly named: ReadonlySet<string>;
  /** Under whose key not every message is opened whole: of these no key is handed out. */
  private readonly inPart = new Set<string>();

  constructor(
    read: readonly Line[],
    private readonly told: readonly CompareKeyTold[],
    private readonly hasKeys: boolean,
  ) {
    this.keys = new Map(told.map((one) => [nameOf(one.stream, one.controller), Buffer.from(one.compareKey, 'base64')]));
    const named = new Set<string>();
    for (const line of read) {
      const { event, open } = line;
      if (open === null) continue;
      const name = nameOf(event.leaf.stream, open.key);
      named.add(name);
      if (isFact(line) && event.message === undefined) this.inPart.add(name);
    }
    this.named = named;
  }

  ofNobody(): readonly CompareKeyTold[] {
    return this.told.filter(({ stream, controller }) => !this.named.has(nameOf(stream, controller)));
  }

  /** What is wrong with an opened message; `unproved` where there is nothing to compare it by. */
  of({ event: { leaf, message }, open }: ReadEvent): WrongCode | 'proved' | 'unproved' {
    const read = readMessage(message);
    if (!read.ok) return 'messageMalformed';
    const isHere = read.message.stream === leaf.stream && read.message.envelope.type === leaf.type;
    if (!isHere) return 'messageElsewhere';
    return open === null ? 'unproved' : this.content(read.message, leaf.stream, open);
  }

  private content(message: Message, stream: string, open: InTheOpen): WrongCode | 'proved' | 'unproved' {
    const name = nameOf(stream, open.key);
    const key = this.keys.get(name);
    if (key === undefined) return this.inPart.has(name) || !this.hasKeys ? 'unproved' : 'keyMissing';
    return contentHashOf(message, comparingBy(key)) === open.hash ? 'proved' : 'messageChanged';
  }
}

const nameOf = (stream: string, controller: string): string => `${stream} ${controller}`;

/** As what an event counts. */
type Counted = 'register' | 'saying' | 'opened' | 'erased' | 'inPart';

function countedAs(line: ReadEvent): Counted {
  const { event, open } = line;
  if (isOfRegister(event.leaf.stream)) return 'register';
  if (!isFact(line)) return 'saying';
  if (event.message !== undefined) return 'opened';
  // Its body is there, and nothing of it is shown.
  return open !== null && event.shown === undefined ? 'erased' : 'inPart';
}

/** Goes through what is opened, and counts. */
function tally(read: readonly Line[], compared: Compared, tell: Tell): Tried {
  const counts: Record<Counted | 'proved', number> = {
    ...{ register: 0, saying: 0, opened: 0, proved: 0, erased: 0, inPart: 0 },
  };
  const erasures = erasuresIn(read);
  for (const line of read) {
    const as = countedAs(line);
    counts[as] += 1;
    if (as === 'erased' && !isErased(line, erasures)) tell(line, 'notErased');
    if (as !== 'opened') continue;
    const found = compared.of(line);
    if (found === 'proved') counts.proved += 1;
    else if (found !== 'unproved') tell(line, found);
  }
  const { opened, proved, inPart, erased, saying } = counts;
  return { events: read.length, opened, proved, inPart, erased, sayings: saying };
}

/** By stream and controller, the last revision by which its keys were destroyed. */
const erasuresIn = (read: readonly Line[]): ReadonlyMap<string, number> =>
  new Map(
    read.flatMap(({ event: { leaf }, open }) =>
      open?.erased === true ? [[nameOf(leaf.stream, open.key), leaf.revision] as const] : [],
    ),
  );

const isErased = ({ event: { leaf }, open }: ReadEvent, erasures: ReadonlyMap<string, number>): boolean =>
  (erasures.get(nameOf(leaf.stream, open?.key ?? '')) ?? -1) > leaf.revision;
