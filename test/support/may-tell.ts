/** Whether a party may tell a fact of a type in a stream, as far as whose it is: tried by the law itself, with what the stream has to name. */
import {
  addDays,
  categoryOf,
  categoryOfKind,
  decideOn,
  FACT_ENTRIES,
  handoversEver,
  idOf,
  mainSubjectOf,
  namesGivenBy,
  namesUsedBy,
  storyOf,
  type Day,
  type Fact,
  type Instant,
  type PartyId,
  type RejectionCode,
  type Said,
  type StreamName,
  type SubjectKind,
  type Submission,
  type ToldType,
} from '#domain';
import { dalarna, day, name, noAgreement, uuid } from './case-builder.js';
import { pickerBy } from './pickers.js';
import { type ToldIn } from './told-streams.js';

export interface Heard {
  readonly told: readonly ToldIn[];
  readonly stream: StreamName;
  readonly asOf: Day;
}

/** What the law says where a fact is not that party's to tell. */
const NOT_THEIRS: ReadonlySet<RejectionCode> = new Set(['NotYourFactToState', 'NotAPayer', 'IndividualIsNoParty']);
/** Nothing is known of whose it is where what it names is not there. */
const NOTHING_TO_NAME: ReadonlySet<RejectionCode> = new Set(['UnknownReference']);
const ATTEMPTS = 6;

/** Also where it may correct what it has told, and where the fact stands in a stream of its own. */
export function mayTell({ told, stream, asOf }: Heard, party: PartyId, type: ToldType): boolean {
  const kind = type.slice(0, type.indexOf('.')) as SubjectKind;
  if (isToldElsewhere(kind, stream)) return true;
  const facts = told
    .filter((one) => one.stream === stream)
    .map(({ fact }, revision) => ({ ...fact, meta: { ...fact.meta, revision } }));
  if (facts.some((fact) => fact.type === type && fact.meta.party === party)) return true;
  const read = { category: categoryOf(stream), stream, facts } as never;
  const beside = { surroundings: dalarna(), today: asOf, name };
  const codes = Array.from({ length: ATTEMPTS }, (_, attempt) => {
    const submission = submitted({ stream, facts, asOf, party, type, attempt });
    const decision = decideOn(submission as never, read, beside);
    return decision.outcome === 'rejected' ? decision.rejection.code : null;
  });
  const known = codes.filter((code) => code === null || !NOTHING_TO_NAME.has(code));
  return known.length === 0 || known.some((code) => code === null || !NOT_THEIRS.has(code));
}

/** A deviation stands in a case too. */
const isToldElsewhere = (kind: SubjectKind, stream: StreamName): boolean =>
  kind !== 'deviation' && categoryOfKind(kind) !== categoryOf(stream);

interface Attempt extends Omit<Heard, 'told'> {
  readonly facts: readonly Said<Fact>[];
  readonly party: PartyId;
  readonly type: ToldType;
  readonly attempt: number;
}

/** What is submitted at one attempt: by turns it names each of what has been told. */
function submitted({ stream, facts, asOf, party, type, attempt }: Attempt): Submission {
  let drawn = attempt * 7;
  const pick = pickerBy(() => (drawn += 1));
  const sample = FACT_ENTRIES[type].sample({ ...pick, day: () => addDays(asOf, -1) }) as object;
  const fact = { type, data: named({ type, data: sample } as Fact, { stream, facts, attempt }) } as Fact;
  return {
    ...{ fact, eventId: uuid(`event/may/${attempt}`), subject: subjectOf(type, { stream, facts, attempt }) },
    ...{ messageId: `may-${attempt}`, source: `/party/${party}`, party, today: asOf, saidOn: asOf },
    time: `${asOf}T08:00:00.000Z` as Instant,
  };
}

type Told = Pick<Attempt, 'stream' | 'facts' | 'attempt'>;

function subjectOf(type: ToldType, { stream, facts, attempt }: Told): Submission['subject'] {
  const kind = type.slice(0, type.indexOf('.')) as SubjectKind;
  if (kind !== 'deviation') return { kind, id: idOf(stream) };
  const deviations = facts.filter((one) => one.type === 'deviation.reported').map(({ meta }) => meta.subject);
  return deviations[attempt % Math.max(deviations.length, 1)] ?? mainSubjectOf(stream);
}

/** The same, naming things that are there. */
function named(fact: Fact, { stream, facts, attempt }: Told): object {
  const known = facts.flatMap(namesGivenBy);
  const data: Record<string, unknown> = { ...fact.data };
  for (const used of namesUsedBy(fact)) {
    const member = used.pointer.split('/')[2];
    const others =
      used.thing === 'handover'
        ? handoversIn({ stream, facts })
        : known.filter(({ thing }) => thing === used.thing).map(({ id }) => id);
    const id = others[attempt % Math.max(others.length, 1)];
    if (member !== undefined && member in data && id !== undefined)
      data[member] = typeof data[member] === 'number' ? Number(id) : id;
  }
  return data;
}

/** Those that the hub has started by a registration, too. */
const handoversIn = ({ stream, facts }: Pick<Told, 'stream' | 'facts'>): readonly string[] => [
  ...handoversEver(
    storyOf({ placementId: idOf(stream), facts: facts as never }, noAgreement, day('2032-01-01'), name),
  ).keys(),
];
