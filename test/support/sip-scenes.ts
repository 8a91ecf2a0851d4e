/** A scene for every fact of a SIP: a story in which it fits, and how it is told there, also with another word. */
import { type SipFact } from '#domain';
import { day, party, REGION, uuid } from './case-builder.js';
import { type How } from './case-steps.js';
import { endOf, groundOf } from './grounds.js';
import { aSip, GUARDIAN, OTHER_GUARDIAN, type SipBuilder } from './sip-builder.js';

export interface SipScene {
  /** What has been said before; else a SIP to which the region is called. */
  readonly before?: () => SipBuilder;
  /** The fact, of 17 January or so; `again` with another word, as a correction of it. */
  readonly tell: (told: SipBuilder, how: How, again: boolean) => SipBuilder;
}

/** The need is seen, one of two guardians has consented, and the region is called. */
export const sipUnderWay = (): SipBuilder =>
  aSip().needed({}, { at: '2026-01-12' }).consent('2026-01-12', { custodyHolders: 2 }).invited('region-20');

const planned = (): SipBuilder => sipUnderWay().established('2026-01-16');

const on = (again: boolean): string => (again ? '2026-01-16' : '2026-01-17');

export const SIP_SCENES: { readonly [T in SipFact['type']]: SipScene } = {
  'sip.considered': {
    tell: (told, how, again) => told.considered(again ? { needed: false } : {}, how),
  },
  'sip.needIdentified': {
    before: () => aSip(),
    tell: (told, how, again) => told.needed(again ? { initiator: 'relative' } : {}, how),
  },
  'sip.consentGiven': {
    tell: (told, how, again) =>
      told.consent('2026-01-16', { consentId: uuid('consent/C2'), ...(again ? { form: 'oral' } : {}) }, how),
  },
  'sip.consentJoined': { tell: (told, how, again) => told.joined(on(again), OTHER_GUARDIAN, {}, how) },
  'sip.guardianConsentReplaced': { tell: (told, how, again) => told.replaced(on(again), OTHER_GUARDIAN, {}, how) },
  'sip.consentWithdrawn': { tell: (told, how, again) => told.withdrawn(on(again), GUARDIAN, {}, how) },
  'sip.consentVoided': { tell: (told, how) => told.voided({}, how) },
  'sip.invited': {
    tell: (told, how, again) =>
      told.invited(
        'region-20.bup',
        { invitationId: uuid('invitation/I2'), ...(again ? { meetingOn: day('2026-02-05') } : {}) },
        how,
      ),
  },
  'sip.guardianNotCalled': { tell: (told, how, again) => told.notCalled(on(again), OTHER_GUARDIAN, how) },
  'sip.guardianInformed': { tell: (told, how, again) => told.informed(on(again), OTHER_GUARDIAN, how) },
  'sip.invitationAnswered': {
    tell: (told, how, again) =>
      told.answered('region-20', again ? { answer: 'redirected', redirectTo: party('region-20.bup') } : {}, {
        by: REGION,
        ...how,
      }),
  },
  'sip.opened': { tell: (told, how, again) => told.opened(on(again), {}, how) },
  'sip.childHeard': { tell: (told, how, again) => told.childHeard(on(again), how) },
  'sip.meetingHeld': { tell: (told, how, again) => told.met(on(again), {}, how) },
  'sip.established': {
    tell: (told, how, again) => told.established(on(again), {}, how),
  },
  'sip.followedUp': {
    before: planned,
    tell: (told, how, again) => told.followedUp('2026-01-17', again ? { outcome: 'moved' } : {}, how),
  },
  'sip.declined': { tell: (told, how, again) => told.declined(on(again), how) },
  'sip.closed': { tell: (told, how, again) => told.closed(on(again), how) },
  'sip.disclosureDecided': {
    tell: (told, how, again) => told.said('sip.disclosureDecided', groundOf(on(again)), how),
  },
  'sip.disclosureEnded': {
    before: () => sipUnderWay().said('sip.disclosureDecided', groundOf('2026-01-16')),
    tell: (told, how, again) => told.said('sip.disclosureEnded', endOf(on(again)), how),
  },
  'sip.annulled': {
    before: () => sipUnderWay().childHeard('2026-01-16', { id: 'heard' }),
    tell: (told, how) => told.annulled('heard', how),
  },
};
