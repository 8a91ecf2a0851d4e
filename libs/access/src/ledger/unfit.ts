/** What may not stand in the ledger: whatever could be a number, a name or a birth date (decision A6). */
import { holdsNumber, isOpenPartyId, isOpenUuid, isPublisherId } from '#contracts';
import { DISCLOSURE_CLASSES, HUB_CONTROLLER, isSubjectKind, type DisclosureClass } from '#domain/facts';
import {
  EXTRACT_TO,
  ITEMS_MAX,
  OUTCOMES,
  REVIEW_FINDINGS,
  type AccessEntry,
  type AccessItem,
  type AskedAfter,
  type EntryGround,
  type LedgerEntry,
  type ReviewEntry,
} from './ledger-entry.js';
import { DOORS } from '../doors.data.js';
import { isPurpose } from '../purposes.js';

/** A defect of who calls: an entry holds what none may. Names the member, and repeats nothing of it. */
export class UnfitForLedger extends Error {
  override readonly name = 'UnfitForLedger';
  constructor(readonly member: string) {
    super(`an entry of the ledger may not hold what stands in ${member}`);
  }
}

const WORD = /^[a-z]+(?:[A-Z0-9][a-z]*)*$/;
/** Always with its number, so that no name is one: `OSL 2009:400`. */
const ACT = /^[\p{L}-]{1,20} [0-9]{4}:[0-9]{1,4}$/u;
/** `16:2 a`, `12`, `16:2 p 3`. */
const SECTION = /^[0-9]{1,3}(?: [a-z])?(?::[0-9]{1,3}(?: [a-z])?)?(?: [a-z]{1,2} [0-9]{1,2}){0,2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const VERSION = /^[0-9A-Za-z.+-]{1,64}$/;
const POSITION = /^[0-9A-Za-z:/]{1,64}$/;
const SEED = /^[A-Za-z0-9-]{1,40}$/;
const WORD_CHARS_MAX = 40;

const CLASSES: ReadonlySet<DisclosureClass> = new Set(DISCLOSURE_CLASSES);
const ROLES: ReadonlySet<string> = new Set(['auditor', 'operator']);

const isWord = (text: string): boolean => text.length <= WORD_CHARS_MAX && WORD.test(text);
const isController = (text: string): boolean => text === HUB_CONTROLLER || isOpenPartyId(text);
const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;

/** What each member of a thing may hold; asked in order. */
type Members<Thing> = readonly (readonly [member: string, isFit: (thing: Thing) => boolean])[];

/** The first member that is not as it may be. */
function firstUnfit<Thing>(members: Members<Thing>, thing: Thing): string | undefined {
  for (const [member, isFit] of members) if (!isFit(thing)) return member;
  return undefined;
}

const SHARED: Members<LedgerEntry> = [
  ['request', ({ request }) => isOpenUuid(request)],
  ['controller', ({ controller }) => isController(controller)],
  ['readAt', ({ readAt }) => INSTANT.test(readAt)],
  ['hubTime', ({ hubTime }) => hubTime === undefined || INSTANT.test(hubTime)],
  ['codeVersion', ({ codeVersion }) => isVersion(codeVersion)],
  ['who.party', ({ who }) => ROLES.has(who.party) || isOpenPartyId(who.party)],
  ['who.unit', ({ who }) => who.unit === undefined || isOpenPartyId(who.unit) || isPublisherId(who.unit)],
  ['who.person', ({ who }) => !('person' in who) || isOpenUuid(who.person)],
  ['who.unattended', ({ who }) => !('unattended' in who) || who.shownTo === undefined],
  ['who.shownTo', ({ who }) => !('shownTo' in who) || isOpenUuid(who.shownTo)],
];

const ACCESS: Members<AccessEntry> = [
  ['receiver', ({ receiver, controller }) => receiver === undefined || isReceiver(receiver, controller)],
  ['purpose', ({ purpose }) => isPurpose(purpose)],
  ['door', ({ door }) => Object.hasOwn(DOORS, door)],
  ['outcome', ({ outcome }) => OUTCOMES.includes(outcome)],
  ['position', ({ position }) => POSITION.test(position)],
  ['items', ({ items }) => items.length <= ITEMS_MAX],
  ['asked', ({ asked, outcome }) => asked === undefined || (outcome === 'denied' && isFitAsked(asked))],
];

const ITEM: Members<AccessItem> = [
  ['subject', ({ subject }) => isSubjectKind(subject.kind) && isOpenUuid(subject.id)],
  ['person', ({ person }) => person === null || isOpenUuid(person)],
  ['classes', ({ classes }) => classes.every((one) => CLASSES.has(one))],
  ['ground', ({ ground }) => ground === null || isFitGround(ground)],
  ['withheld', ({ withheld }) => isCount(withheld)],
  ['extractTo', ({ extractTo }) => EXTRACT_TO.includes(extractTo)],
];

const REVIEW: Members<ReviewEntry> = [
  ['drawn', ({ drawn }) => drawn === null || isFitDraw(drawn)],
  ['found', ({ found }) => found.length > 0 && found.length <= ITEMS_MAX],
];

const FOUND: Members<ReviewEntry['found'][number]> = [
  ['seq', ({ seq }) => isCount(seq) && seq > 0],
  ['finding', ({ finding }) => REVIEW_FINDINGS.includes(finding)],
];

/** Throws `UnfitForLedger` where an entry holds anything but ids of our own making, closed words, times and counts. */
export function refuseUnfit(entry: LedgerEntry): void {
  const member = firstUnfit(SHARED, entry) ?? (entry.is === 'access' ? unfitAccess(entry) : unfitReview(entry));
  if (member !== undefined) throw new UnfitForLedger(member);
}

const unfitAccess = (entry: AccessEntry): string | undefined =>
  firstUnfit(ACCESS, entry) ?? unfitAmong('items', entry.items, ITEM);

const unfitReview = (entry: ReviewEntry): string | undefined =>
  firstUnfit(REVIEW, entry) ?? unfitAmong('found', entry.found, FOUND);

function unfitAmong<Thing>(where: string, all: readonly Thing[], members: Members<Thing>): string | undefined {
  for (const [at, one] of all.entries()) {
    const member = firstUnfit(members, one);
    if (member !== undefined) return `${where}[${at}].${member}`;
  }
  return undefined;
}

/** A position as somebody has written it: what could be a number is none to be kept. */
export const isFitAsked = (asked: AskedAfter): boolean =>
  'consent' in asked ? isOpenUuid(asked.consent) : POSITION.test(asked.event) && !holdsNumber(asked.event);

/** Another authority than the one whose data it is. */
export const isReceiver = (receiver: string, controller: string): boolean =>
  receiver !== controller && isController(receiver);

/** The program's own, one or two in a process. */
const knownVersions = new Set<string>();
const VERSIONS_KNOWN_MAX = 100;

function isVersion(text: string): boolean {
  if (knownVersions.has(text)) return true;
  if (!VERSION.test(text) || !isPublisherId(text.replaceAll('+', '.'))) return false;
  if (knownVersions.size < VERSIONS_KNOWN_MAX) knownVersions.add(text);
  return true;
}

const isFitGround = ({ kind, statute: { act, section }, groundId }: EntryGround): boolean =>
  isWord(kind) && ACT.test(act) && SECTION.test(section) && (groundId === undefined || isOpenUuid(groundId));

const isFitDraw = ({ from, to, seed }: NonNullable<ReviewEntry['drawn']>): boolean =>
  INSTANT.test(from) && INSTANT.test(to) && SEED.test(seed) && isPublisherId(seed);
