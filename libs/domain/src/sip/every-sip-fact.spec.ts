import { accepted, ownDate, type SipFact, type SipView } from '#domain';
import { sipAnswer, sipOn, sipRefusal } from '../../../../test/support/assessed-sip.js';
import { type How } from '../../../../test/support/case-steps.js';
import { SIP_SCENES, sipUnderWay } from '../../../../test/support/sip-scenes.js';
import { type SipBuilder } from '../../../../test/support/sip-builder.js';

type Type = SipFact['type'];
const TYPES = Object.keys(SIP_SCENES) as Type[];
const AT = '2026-01-18';
const LATE = '2026-03-18';
const DAYS = ['2026-01-14', '2026-01-17', '2026-02-03', '2026-09-01', '2027-02-01'];

const before = (type: Type): SipBuilder => (SIP_SCENES[type].before ?? sipUnderWay)();
const tell = (type: Type, how: How, again = false, told = before(type)): SipBuilder =>
  SIP_SCENES[type].tell(told, how, again);
const told = (type: Type): SipBuilder => tell(type, { id: 'x', at: AT });
const partyOf = (story: SipBuilder) => story.facts.at(-1)!.meta.party;

const corrected = (type: Type, by: string = partyOf(told(type))): SipBuilder =>
  tell(type, { by, at: AT, id: 'y', corrects: 'x' }, true, told(type));

const takenBack = (type: Type): SipBuilder => told(type).annulled('x', { by: partyOf(told(type)), at: AT });

/** All that holds on a day, but not which messages it follows from: those of a correction are two. */
const holding = (story: SipBuilder, asOf: string): unknown =>
  JSON.parse(JSON.stringify(sipOn(story, asOf), (key, part: unknown) => (key === 'causedBy' ? undefined : part)));

/** The same without the calls that are shown as taken back, and the turning days of what no longer holds. */
function besideTakenBack(story: SipBuilder, asOf: string): unknown {
  const { sip, ...rest } = holding(story, asOf) as { readonly sip: SipView | null };
  const invitations = sip?.invitations.filter(({ status }) => status !== 'annulled');
  return { ...rest, sip: sip && { ...sip, invitations } };
}

/** They carry no day of their own, and count from the day they are said; what never was, on none. */
const DAYLESS: readonly Type[] = [
  ...(['sip.considered', 'sip.needIdentified', 'sip.invited', 'sip.invitationAnswered', 'sip.annulled'] as const),
];
/** An annulment is final: what it took back is said anew. */
const FINAL: readonly Type[] = ['sip.annulled'];
const ONES_OWN = TYPES.filter((type) => !FINAL.includes(type));

describe.each(TYPES)('%s', (type) => {
  it('is accepted where it fits', () => {
    expect(sipAnswer(told(type))).toEqual(accepted);
  });

  it('is refused of one who has no part in the SIP, unless it opens it', () => {
    if (type === 'sip.needIdentified') return;
    expect(sipRefusal(tell(type, { at: AT, by: 'region-99' }))).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('told late is accepted, and counts from its own day, else from the day it was said', () => {
    const stories = [told(type), tell(type, { at: LATE })];
    expect(stories.map((story) => sipAnswer(story))).toEqual([accepted, accepted]);
    const [inTime, late] = stories.map(({ facts }) => ownDate(facts.at(-1)!));
    expect(late).toBe(DAYLESS.includes(type) ? LATE : inTime);
  });
});

describe.each(ONES_OWN)('%s', (type) => {
  it('is corrected by who said it, and the SIP is then as one that was right from the start', () => {
    const [story, right] = [corrected(type), tell(type, { id: 'x', at: AT }, true)];
    expect(sipAnswer(story)).toEqual(accepted);
    for (const asOf of DAYS) expect(holding(story, asOf)).toEqual(holding(right, asOf));
  });

  it('is not corrected by another', () => {
    const another = partyOf(told(type)) === 'region-20' ? 'kommun-2080.socialnamnden' : 'region-20';
    expect(sipAnswer(corrected(type, another)).outcome).toBe('rejected');
  });

  it('is taken back by who said it, and the SIP is then as if it had not been said', () => {
    const story = takenBack(type);
    expect(sipAnswer(story)).toEqual(accepted);
    if (type === 'sip.needIdentified') {
      for (const asOf of DAYS.slice(3))
        expect(sipOn(story, asOf)).toMatchObject({ sip: { status: 'annulled' }, deadlines: [] });
      return;
    }
    for (const asOf of DAYS) expect(besideTakenBack(story, asOf)).toEqual(besideTakenBack(before(type), asOf));
  });
});

describe('sip.annulled', () => {
  it('is not taken back, nor corrected', () => {
    for (const story of [corrected('sip.annulled'), takenBack('sip.annulled')])
      expect(sipAnswer(story).outcome).toBe('rejected');
  });
});
