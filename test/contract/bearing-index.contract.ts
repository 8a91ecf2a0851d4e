/** What every index of what bears on what must do. */
import { type BearingIndex, type Bears } from '#cases';
import { type PartyId, type StreamName } from '#domain';
import { type Position } from '#event-log';

const REGION = 'region-20' as PartyId;
const KOMMUN = 'kommun-2080' as PartyId;
const A: StreamName = 'agreement-a';
const B: StreamName = 'agreement-b';
const SIP: StreamName = 'sip-a';
const CASE: StreamName = 'case-1';
const at = (n: number): Position => String(n) as Position;
const bears = (bearer: StreamName, bearsOn: Bears['bearsOn'], n: number): Bears => ({
  bearer,
  bearsOn,
  position: at(n),
});

export function bearingIndexContract(open: () => Promise<BearingIndex>): void {
  let index: BearingIndex;
  beforeEach(async () => {
    index = await open();
  });
  afterEach(async () => {
    await index.close();
  });

  it('is empty before anything is committed', async () => {
    expect(await index.checkpoint('agreement-')).toBeNull();
    expect(await index.bearing({ allOf: 'agreement' })).toEqual([]);
    expect(await index.bearing([KOMMUN])).toEqual([]);
    expect(await index.namesOf(A)).toEqual([]);
  });

  it('finds what bears by any of the names, in the order in which it was added, and what each bears on', async () => {
    const first = [bears(A, REGION, 1), bears(A, KOMMUN, 1)];
    await index.commit({ bears: first, prefix: 'agreement-', next: at(1) });
    await index.commit({ bears: [bears(B, CASE, 2)], prefix: 'agreement-', next: at(3) });
    expect(await index.bearing([KOMMUN, CASE])).toEqual([first[1], bears(B, CASE, 2)]);
    await index.commit({ bears: [bears(SIP, CASE, 3)], prefix: 'sip-', next: at(3) });
    expect(await index.bearing({ allOf: 'agreement' })).toEqual([...first, bears(B, CASE, 2)]);
    expect(await index.bearing({ allOf: 'sip' })).toEqual([bears(SIP, CASE, 3)]);
    expect(await index.namesOf(A)).toEqual([REGION, KOMMUN]);
    expect(await index.namesOf(B)).toEqual([CASE]);
  });

  it('keeps the first position, whoever brings the same again', async () => {
    await index.commit({ bears: [bears(A, KOMMUN, 1)], prefix: 'agreement-', next: at(1) });
    await index.commit({ bears: [bears(A, KOMMUN, 5)], prefix: 'agreement-', next: at(5) });
    expect(await index.bearing([KOMMUN])).toEqual([bears(A, KOMMUN, 1)]);
  });

  it('knows how far each kind of stream is read', async () => {
    await index.commit({ bears: [], prefix: 'agreement-', next: at(7) });
    expect(await index.checkpoint('agreement-')).toBe('7');
    expect(await index.checkpoint('sip-')).toBeNull();
    await index.commit({ bears: [], prefix: 'agreement-', next: at(9) });
    expect(await index.checkpoint('agreement-')).toBe('9');
  });
}
