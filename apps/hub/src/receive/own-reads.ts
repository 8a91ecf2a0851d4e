/** That a party has read its own receipts and refused messages is in the ledger before it is answered, as any reading is (HSLF-FS 2016:40 4:9). */
import { randomUUID } from 'node:crypto';
import { askerOf, stamped, type AccessEntry, type AccessItem, type Ledger, type OfParty, type Stamps } from '#access';
import { openHead } from '#contracts';
import {
  classOfRule,
  controllerOf,
  DISCLOSURE_CLASSES,
  isSubjectKind,
  subjectOfText,
  type DisclosureClass,
  type Subject,
  type Uuid,
} from '#domain';
import { type EventLog } from '#event-log';
import { type Receipt } from '../receipt/receipt.js';
import { type Quarantined } from '../state/quarantine.port.js';

export interface OwnReadsDeps {
  readonly log: Pick<EventLog, 'head'>;
  readonly ledger: Ledger;
  readonly stamps: Stamps;
}

/** What has been read. Fault of each: `LedgerUnavailable`, and nothing is to be answered. */
export interface OwnReads {
  /** Receipts tell what was found of a message that the party told. */
  receipts(caller: OfParty, read: readonly Pick<Receipt, 'subject' | 'findings'>[]): Promise<void>;
  /** That messages were refused, and by which codes: nothing that stood in them. */
  refusals(caller: OfParty): Promise<void>;
  /** A message as it was sent; null where there is none of that id. */
  message(caller: OfParty, read: Pick<Quarantined, 'content' | 'encoding'> | null): Promise<void>;
}

type Read = Pick<AccessEntry, 'items' | 'outcome'>;

export function ownReads({ log, ledger, stamps }: OwnReadsDeps): OwnReads {
  const enter = async (caller: OfParty, read: Read): Promise<void> => {
    const entry: AccessEntry = {
      ...{ is: 'access', request: randomUUID() as string as Uuid, controller: controllerOf(caller.party), ...read },
      ...{ who: askerOf(caller), door: 'ownEntries', purpose: caller.purpose ?? 'caseHandling' },
      ...{ position: await log.head(), ...stamped(stamps) },
    };
    await ledger.write([entry]);
  };
  return {
    receipts: (caller, read) => enter(caller, { items: itemsOf(read), outcome: 'disclosed' }),
    refusals: (caller) => enter(caller, { items: [], outcome: 'thin' }),
    message: (caller, read) =>
      enter(caller, read ? { items: itemsIn(read), outcome: 'disclosed' } : { items: [], outcome: 'denied' }),
  };
}

const itemOf = (subject: Subject, classes: Iterable<DisclosureClass>): AccessItem => ({
  ...{ subject, person: null, ground: null, withheld: 0, extractTo: 'self' },
  classes: [...new Set(classes)].sort(),
});

/** Each subject once, with the classes of what was found. */
function itemsOf(read: readonly Pick<Receipt, 'subject' | 'findings'>[]): readonly AccessItem[] {
  const found = new Map<string, DisclosureClass[]>();
  for (const { subject, findings } of read) {
    const open = openSubject(subject);
    if (open === null) continue;
    const classes = findings.map(({ rule }) => classOfRule(rule));
    found.set(open, [...(found.get(open) ?? ['routing']), ...classes]);
  }
  return [...found].map(([subject, classes]) => itemOf(subjectOfText(subject), classes));
}

/** The subject of what was sent, where it names one; of every class, as nobody knows what stands in it. */
function itemsIn({ content, encoding }: Pick<Quarantined, 'content' | 'encoding'>): readonly AccessItem[] {
  const subject = encoding === 'utf-8' && content !== null ? openSubject(subjectIn(content)) : null;
  return subject === null ? [] : [itemOf(subjectOfText(subject), DISCLOSURE_CLASSES)];
}

function openSubject(sent: string | null): string | null {
  const { subject, subjectId } = openHead({ id: null, subject: sent });
  if (subject === null || subjectId === null) return null;
  const kind = subject.slice(0, subject.indexOf('/'));
  return isSubjectKind(kind) ? `${kind}/${subjectId}` : null;
}

function subjectIn(content: string): string | null {
  try {
    const sent = JSON.parse(content) as { readonly subject?: unknown } | null;
    return typeof sent?.subject === 'string' ? sent.subject : null;
  } catch {
    return null;
  }
}
