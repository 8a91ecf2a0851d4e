/** To whom a stream is known, and what is told of in it: more than see it on any one day, and none who never could. */
import { factsIn, isMessage, metaOf, subjectOf, type Entry, type OpenedStream } from '#cases';
import {
  decisionsIn,
  mainSubjectOf,
  registerOf,
  subjectText,
  type Fact,
  type PartyId,
  type Said,
  type StreamName,
  type Subject,
} from '#domain';
import { partiesOfDeviation } from '../feed/recipients.js';
import { type Dated } from '../lists/list.js';
import { type PartyRow } from '../lists/case-party-table.js';
import { AUDITORS, named, namedWithParts, type Asker, type KnownRow } from '../lists/known-to-table.js';
import { type StreamRows } from '../lists/lists.js';
import { BEGINNING, END } from './spans.js';

type Naming = (party: PartyId) => readonly Asker[];

/** With its nämnder or units, and every auditor. */
function inAgreement(party: PartyId): readonly Asker[] {
  return [...namedWithParts(party), AUDITORS];
}

/** How each role is named; `keeper` says whose the stream is, and gives no sight of it. */
const BY_ROLE: Readonly<Record<PartyRow['role'], Naming>> = {
  principal: named,
  thirdPayer: named,
  agreementParty: inAgreement,
  sipOpener: named,
  sipParty: named,
  sipExcluded: named,
  deviationParty: namedWithParts,
  dischargeParty: namedWithParts,
  concernParty: named,
  keeper: () => [],
};

/** What a stream tells of who is to know of it. */
export interface KnownOf extends Pick<OpenedStream, 'stream' | 'entries'> {
  /** Its rows, on all days. */
  readonly rows: Pick<StreamRows, 'parties'>;
}

/** A row for each thing and asker, none twice. */
export function knownRows({ stream, entries, rows }: KnownOf): readonly Dated<KnownRow>[] {
  const subject = subjectText(mainSubjectOf(stream));
  const askers = askersIn(entries, rows);
  return thingsIn(stream, entries).flatMap((thing) =>
    askers.map((asker) => ({ validFrom: BEGINNING, validTo: END, subject, row: { thing, asker } })),
  );
}

/** The stream, and whatever in it has a name of its own by which it is asked after. */
function thingsIn(stream: StreamName, entries: readonly Entry[]): readonly string[] {
  return [...new Set([stream, ...entries.flatMap((entry) => registerOf(subjectOf(entry)) ?? [])])];
}

function askersIn(entries: readonly Entry[], { parties }: KnownOf['rows']): readonly Asker[] {
  const facts = factsIn(entries);
  const askers = [
    ...entries.filter(isMessage).flatMap((message) => named(metaOf(message).party)),
    ...parties.flatMap(({ row: { role, party } }) => BY_ROLE[role](party)),
    ...namedIn(facts),
    ...deviationsIn(facts)
      .flatMap((one) => partiesOfDeviation(facts, one))
      .flatMap(namedWithParts),
    ...entries
      .flatMap((entry) => (entry.kind === 'fact' ? entry.disclosure : []))
      .flatMap(({ recipient }) => named(recipient)),
  ];
  return [...new Set(askers)].sort();
}

const deviationsIn = (facts: readonly Said<Fact>[]): readonly Subject[] => [
  ...new Map(
    facts.flatMap(({ type, meta: { subject } }) =>
      type === 'deviation.reported' ? [[subjectText(subject), subject] as const] : [],
    ),
  ).values(),
];

/** Whom facts name as recipients or parties, also where that has been corrected or taken back since. */
const namedIn = (facts: readonly Said<Fact>[]): readonly Asker[] => [
  ...decisionsIn(facts).flatMap(({ data: { recipient } }) => named(recipient)),
  ...facts.flatMap((fact) => {
    if (fact.type === 'agreement.registered') return fact.data.parties.flatMap(inAgreement);
    return fact.type === 'sip.consentGiven' ? fact.data.recipients.flatMap(named) : [];
  }),
];
