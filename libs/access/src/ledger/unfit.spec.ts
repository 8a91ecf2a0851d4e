import {
  type AccessEntry,
  type AccessItem,
  type LedgerEntry,
  type Purpose,
  type ReviewEntry,
  type StaffId,
} from '#access';
import { type Instant, type PartyId, type Uuid } from '#domain/facts';
import { type Position } from '#event-log';
import {
  item,
  NAMND,
  NURSE,
  ownRead,
  readByRegion,
  REGION,
  reviewed,
} from '../../../../test/support/ledger-entries.js';
import { refuseUnfit, type UnfitForLedger } from './unfit.js';

const unfitIn = (entry: LedgerEntry): string | undefined => {
  try {
    refuseUnfit(entry);
    return undefined;
  } catch (error) {
    return (error as UnfitForLedger).member;
  }
};
const ofItem = (given: Partial<AccessItem>): AccessEntry => ownRead({ items: [item(), item(given)] });
const ground = (given: object): AccessEntry => ofItem({ ground: { ...item().ground!, ...given } });
const statute = (act: string, section = '10:2'): AccessEntry => ground({ statute: { act, section } });

/** Skatteverket's test number, as it might be written. */
const NUMBER = '191212121212';
const NUMBER_AS_UUID = '19121212-1212-0000-0000-000000000000' as Uuid;

describe('what may stand in the ledger (A6)', () => {
  it.each<[string, LedgerEntry]>([
    ['a read of one’s own', ownRead()],
    ['a read of another’s', readByRegion()],
    ['a review', reviewed()],
    ['a review on suspicion', reviewed({ drawn: null })],
    ['the hub’s own', ownRead({ controller: 'hub' })],
    ['an auditor’s', ownRead({ who: { party: 'auditor', machine: true } })],
    ['an operator’s', ownRead({ who: { party: 'operator', machine: true } })],
    ['a unit with an id of its own', ownRead({ who: { party: REGION, unit: 'SE2321000016-17', machine: true } })],
    ['a machine that was to say it', ownRead({ who: { party: REGION, machine: true, unattended: true } })],
    ['a machine that says whom it shows it to', ownRead({ who: { party: REGION, machine: true, shownTo: NURSE } })],
    ['a position of a cluster', ownRead({ position: 'C:191212121212/P:191212121212' as Position })],
    ['a version between two releases', ownRead({ codeVersion: '0.1.0-rc.1+2aeb36f' })],
    ['nobody whom it is about', ofItem({ person: null })],
    ['no ground', ofItem({ ground: null })],
    ['a ground that rests on a decision', ground({ groundId: item().subject.id })],
    ['a section of two figures', statute('SoL 2025:400', '16:2 a')],
    ['a section of one', statute('LVM 1988:870', '18 b')],
    ['a point of a section', statute('SoL 2025:400', '16:2 p 3')],
    ['an act with a hyphen', statute('HSLF-FS 2016:40', '4:9')],
    ['a denied consent', ownRead({ outcome: 'denied', items: [], asked: { consent: item().subject.id } })],
    ['a denied event', ownRead({ outcome: 'denied', items: [], asked: { event: '41' as Position } })],
    ['a thousand items', ownRead({ items: Array.from({ length: 1_000 }, () => item()) })],
  ])('%s', (_, entry) => {
    expect(unfitIn(entry)).toBeUndefined();
  });
});

describe('what may not', () => {
  it.each<[string, LedgerEntry]>([
    ['request', ownRead({ request: NUMBER_AS_UUID })],
    ['controller', ownRead({ controller: 'kommun-0000' as PartyId })],
    ['controller', ownRead({ controller: `region-20.${NUMBER}` as PartyId })],
    ['receiver', readByRegion({ receiver: `region-20.${NUMBER}` as PartyId })],
    ['receiver', readByRegion({ receiver: NAMND })],
    ['who.party', ownRead({ who: { party: 'somebody' as PartyId, machine: true } })],
    ['who.unit', ownRead({ who: { party: NAMND, unit: NUMBER, machine: true } })],
    ['who.unit', ownRead({ who: { party: NAMND, unit: 'Anna Svensson', machine: true } })],
    ['who.person', ownRead({ who: { party: NAMND, person: 'anna.svensson' as StaffId } })],
    ['who.person', ownRead({ who: { party: NAMND, person: NUMBER_AS_UUID as string as StaffId } })],
    ['purpose', ownRead({ purpose: 'curiosity' as Purpose })],
    ['who.shownTo', ownRead({ who: { party: NAMND, machine: true, shownTo: 'anna.svensson' as StaffId } })],
    ['who.unattended', ownRead({ who: { party: NAMND, machine: true, shownTo: NURSE, unattended: true } })],
    ['door', ownRead({ door: '/v1/persons/191212121212' as 'costs' })],
    ['door', ownRead({ door: 'toString' as 'costs' })],
    ['outcome', ownRead({ outcome: 'decided' as 'denied' })],
    ['position', ownRead({ position: 'at Anna’s' as Position })],
    ['readAt', ownRead({ readAt: '1912-12-12' as Instant })],
    ['hubTime', ownRead({ hubTime: 'then' as Instant })],
    ['codeVersion', ownRead({ codeVersion: NUMBER })],
    ['codeVersion', ownRead({ codeVersion: 'of Anna' })],
    ['items', ownRead({ items: Array.from({ length: 1_001 }, () => item()) })],
    ['asked', ownRead({ outcome: 'denied', asked: { consent: NUMBER_AS_UUID } })],
    ['asked', ownRead({ outcome: 'denied', asked: { event: NUMBER as Position } })],
    ['asked', ownRead({ outcome: 'denied', asked: { event: 'of Anna' as Position } })],
    ['asked', ownRead({ outcome: 'disclosed', asked: { event: '41' as Position } })],
    ['items[1].subject', ofItem({ subject: { kind: 'person' as 'placement', id: item().subject.id } })],
    ['items[1].subject', ofItem({ subject: { kind: 'placement', id: NUMBER_AS_UUID } })],
    ['items[1].person', ofItem({ person: NUMBER as Uuid })],
    ['items[1].classes', ofItem({ classes: ['case', 'name' as 'case'] })],
    ['items[1].withheld', ofItem({ withheld: -1 })],
    ['items[1].withheld', ofItem({ withheld: 0.5 })],
    ['items[1].extractTo', ofItem({ extractTo: 'Anna' as 'self' })],
    ['items[1].ground', ground({ kind: 'Anna' })],
    ['items[1].ground', ground({ kind: 'a'.repeat(41) })],
    ['items[1].ground', ground({ groundId: NUMBER_AS_UUID })],
    ['items[1].ground', statute('Anna Svensson')],
    ['items[1].ground', statute('OSL 2009:400', '1912-12-12')],
    ['found', reviewed({ found: [] })],
    ['found', reviewed({ found: Array.from({ length: 1_001 }, () => ({ seq: 1, finding: 'inOrder' })) })],
    ['found[0].seq', reviewed({ found: [{ seq: 0, finding: 'inOrder' }] })],
    ['found[0].finding', reviewed({ found: [{ seq: 1, finding: 'by Anna' as 'inOrder' }] })],
    ['drawn', reviewed({ drawn: drawnWith({ seed: 'Anna Svensson' }) })],
    ['drawn', reviewed({ drawn: drawnWith({ seed: NUMBER }) })],
    ['drawn', reviewed({ drawn: drawnWith({ from: '2026-11-01' as Instant }) })],
    ['drawn', reviewed({ drawn: drawnWith({ to: '2026-12-01' as Instant }) })],
  ])('in %s', (member, entry) => {
    expect(unfitIn(entry)).toBe(member);
  });

  it('is named by its member and never repeated', () => {
    expect(() => {
      refuseUnfit(ownRead({ who: { party: NAMND, unit: NUMBER, machine: true } }));
    }).toThrow('an entry of the ledger may not hold what stands in who.unit');
  });
});

function drawnWith(given: object): ReviewEntry['drawn'] {
  return { ...reviewed().drawn!, ...given };
}
