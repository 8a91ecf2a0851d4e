import { type SipFact } from '#domain';
import { sipAnswer } from '../../../../test/support/assessed-sip.js';
import { uuid } from '../../../../test/support/case-defaults.data.js';
import { type How } from '../../../../test/support/case-steps.js';
import { SIP_SCENES, sipUnderWay } from '../../../../test/support/sip-scenes.js';
import { aSip, type SipBuilder } from '../../../../test/support/sip-builder.js';

type Type = SipFact['type'];
const TYPES = Object.keys(SIP_SCENES) as Type[];

const before = (type: Type): SipBuilder => (SIP_SCENES[type].before ?? sipUnderWay)();
const tell = (type: Type, told: SipBuilder, how: How): SipBuilder => SIP_SCENES[type].tell(told, how, false);

/** What becomes of it, in a word: what it waits for, the refusal's code with where it points, or that it is accepted. */
function outcome(story: SipBuilder, today?: string): string {
  const answer = sipAnswer(story, today);
  if (answer.outcome === 'waiting') return `waits for ${answer.waitsFor.what}`;
  if (answer.outcome !== 'rejected') return answer.outcome;
  const { code, ...facts } = answer.rejection;
  return 'pointer' in facts ? `${code} ${facts.pointer}` : code;
}

/** The types, without `sip.`, by what becomes of each. */
function byOutcome(story: (type: Type) => SipBuilder, today?: string): Readonly<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const type of TYPES) {
    const what = outcome(story(type), today);
    const name = type.replace('sip.', '');
    outcomes[what] = what in outcomes ? `${outcomes[what]} ${name}` : name;
  }
  return outcomes;
}

const AT = { at: '2026-01-18' };

describe('what is said of a SIP', () => {
  it('waits for that it is opened, unless it opens it (A-023)', () => {
    expect(byOutcome((type) => tell(type, aSip(), AT))).toEqual({
      accepted: 'considered needIdentified',
      'waits for sip':
        'consentGiven consentJoined guardianConsentReplaced consentWithdrawn consentVoided invited guardianNotCalled guardianInformed invitationAnswered opened childHeard meetingHeld established followedUp declined closed disclosureDecided disclosureEnded',
      'UnknownReference /data/annulsId': 'annulled',
    });
  });

  it('is refused where its need was taken back', () => {
    const gone = aSip().needed({}, { at: '2026-01-12' }).annulled('m1');
    expect(byOutcome((type) => tell(type, gone, AT))).toEqual({
      SubjectAnnulled:
        'considered needIdentified consentGiven consentJoined guardianConsentReplaced consentWithdrawn consentVoided invited guardianNotCalled guardianInformed invitationAnswered opened childHeard meetingHeld established followedUp declined closed disclosureDecided disclosureEnded',
      'UnknownReference /data/annulsId': 'annulled',
    });
    const considered = aSip().considered({}, { id: 'c' }).needed({}, { id: 'n' });
    expect(outcome(considered.annulled('n').annulled('c'))).toBe('accepted');
  });

  it('is refused of one who takes no part in it, unless that opens it (A-023, A-049)', () => {
    expect(byOutcome((type) => tell(type, before(type), { ...AT, by: 'region-99' }))).toEqual({
      NotYourFactToState:
        'considered consentGiven consentJoined guardianConsentReplaced consentWithdrawn consentVoided invited guardianNotCalled guardianInformed invitationAnswered opened childHeard meetingHeld established followedUp declined closed disclosureDecided disclosureEnded annulled',
      accepted: 'needIdentified',
    });
    const considered = aSip().considered();
    expect(outcome(considered.needed({}, { by: 'region-99' }))).toBe('NotYourFactToState');
  });

  it('is refused of a day that has not come, where it tells of what was done on a day', () => {
    expect(byOutcome((type) => tell(type, before(type), { at: '2026-01-16' }), '2026-01-16')).toEqual({
      accepted:
        'considered needIdentified consentGiven consentVoided invited invitationAnswered disclosureEnded annulled',
      'DateInTheFuture /data/decidedOn': 'disclosureDecided',
      'DateInTheFuture /data/on':
        'consentJoined guardianConsentReplaced consentWithdrawn guardianNotCalled guardianInformed opened childHeard followedUp declined closed',
      'DateInTheFuture /data/heldOn': 'meetingHeld',
      'DateInTheFuture /data/establishedOn': 'established',
    });
    const given = sipUnderWay().consent('2026-01-17', { consentId: uuid('consent/C2') }, { at: '2026-01-16' });
    expect(outcome(given, '2026-01-16')).toBe('DateInTheFuture /data/givers/0/on');
  });

  it('is refused from the day after its end, where it is a new step (A-052)', () => {
    const closed = (type: Type, on: string): SipBuilder =>
      (type === 'sip.needIdentified' ? aSip().considered() : before(type)).closed(on, { at: '2026-01-18' });
    expect(byOutcome((type) => tell(type, closed(type, '2026-01-15'), AT))).toEqual({
      SipClosed: 'considered needIdentified consentGiven invited meetingHeld established declined',
      accepted:
        'consentJoined guardianConsentReplaced consentWithdrawn consentVoided guardianNotCalled guardianInformed invitationAnswered opened childHeard followedUp disclosureDecided disclosureEnded annulled',
      'AlreadySaid /data/on': 'closed',
    });
    expect(byOutcome((type) => tell(type, closed(type, '2026-01-18'), AT))).toEqual({
      accepted:
        'considered needIdentified consentGiven consentJoined guardianConsentReplaced consentWithdrawn consentVoided invited guardianNotCalled guardianInformed invitationAnswered opened childHeard meetingHeld established followedUp declined disclosureDecided disclosureEnded annulled',
      'AlreadySaid /data/on': 'closed',
    });
  });

  it('is refused the second time, where it is said once', () => {
    const twice = (type: Type) => tell(type, tell(type, before(type), { ...AT, id: 'x' }), { ...AT, id: 'y' });
    expect(byOutcome(twice)).toEqual({
      accepted:
        'considered consentJoined guardianConsentReplaced consentWithdrawn consentVoided guardianNotCalled guardianInformed invitationAnswered opened childHeard meetingHeld established followedUp declined',
      AlreadyRegistered: 'needIdentified',
      'AlreadySaid /data/consentId': 'consentGiven',
      'AlreadySaid /data/invitationId': 'invited',
      'AlreadySaid /data/groundId': 'disclosureDecided disclosureEnded',
      'AlreadySaid /data/on': 'closed',
      'AlreadySaid /data/annulsId': 'annulled',
    });
  });
});
