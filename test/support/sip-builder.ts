/** Tells a SIP in a few words, for specs: `aSip().needed().consent('2026-01-12').invited('region-20')`. */
import {
  ownDate,
  streamNamed,
  type AsSent,
  type Day,
  type Meta,
  type Said,
  type SipData,
  type SipFact,
  type SipRead,
  type Uuid,
} from '#domain';
import { asJudged } from './as-judged.js';
import { PLACING_PARTY, REGION, uuid } from './case-defaults.data.js';
import { type How } from './case-steps.js';
import { toldMeta } from './told-meta.js';

type Data<Name extends keyof SipData> = AsSent<SipData[Name]>;
type Part<Name extends keyof SipData> = Partial<Data<Name>>;

export interface SipBuilder {
  readonly sipId: Uuid;
  readonly facts: readonly Said<SipFact>[];
  /** The same facts, as the parties send them. */
  readonly sent: readonly SentOfSip[];
  readonly read: SipRead;
  /** Any fact in full, by the placing nämnd unless said. */
  readonly said: <T extends SipFact['type']>(
    type: T,
    data: AsSent<Extract<SipFact, { readonly type: T }>['data']>,
    how?: How,
  ) => SipBuilder;
  readonly considered: (data?: Part<'considered'>, how?: How) => SipBuilder;
  /** Of the boy of thirteen. */
  readonly needed: (data?: Part<'needIdentified'>, how?: How) => SipBuilder;
  /** Of the one guardian, written, from the day, for a year, to the region, for health care and psychiatry. */
  readonly consent: (on: string, data?: Part<'consentGiven'>, how?: How) => SipBuilder;
  readonly joined: (on: string, ref: string, data?: Part<'consentJoined'>, how?: How) => SipBuilder;
  readonly withdrawn: (on: string, ref: string, data?: Part<'consentWithdrawn'>, how?: How) => SipBuilder;
  readonly voided: (data?: Part<'consentVoided'>, how?: How) => SipBuilder;
  readonly replaced: (on: string, ref: string, data?: Part<'guardianConsentReplaced'>, how?: How) => SipBuilder;
  /** Calls a party, told on `how.at`, to a meeting on 1 February. */
  readonly invited: (party: string, data?: Part<'invited'>, how?: How) => SipBuilder;
  readonly answered: (by: string, data?: Part<'invitationAnswered'>, how?: How) => SipBuilder;
  /** By the region, the last call of the story, unless said. */
  readonly opened: (on: string, data?: Part<'opened'>, how?: How) => SipBuilder;
  readonly notCalled: (on: string, ref: string, how?: How) => SipBuilder;
  readonly informed: (on: string, ref: string, how?: How) => SipBuilder;
  readonly childHeard: (on: string, how?: How) => SipBuilder;
  readonly met: (on: string, data?: Part<'meetingHeld'>, how?: How) => SipBuilder;
  /** Health care is the region's, social support the kommun's; followed up on 1 August. */
  readonly established: (on: string, data?: Part<'established'>, how?: How) => SipBuilder;
  readonly followedUp: (on: string, data?: Part<'followedUp'>, how?: How) => SipBuilder;
  readonly declined: (on: string, how?: How) => SipBuilder;
  readonly closed: (on: string, how?: How) => SipBuilder;
  readonly annulled: (annulsId: string, how?: How) => SipBuilder;
  /** The same facts in another order of arrival. */
  readonly inOrder: (facts: readonly Said<SipFact>[]) => SipBuilder;
}

/** A fact of a SIP as its party sends it. */
export type SentOfSip = AsSent<SipFact> & Pick<Said<SipFact>, 'meta'>;

export const GUARDIAN = uuid('person/G1');
export const OTHER_GUARDIAN = uuid('person/G2');
export const CHILD = uuid('person/A');
export const CONSENT = uuid('consent/C1');
export const INVITATION = uuid('invitation/I1');

const day = (text: string): Day => text as Day;

const yearAfter = (on: string): Day => `${Number(on.slice(0, 4)) + 1}${on.slice(4)}` as Day;

/** The measures of a plan of both. */
export const plannedMeasures: Data<'established'>['measures'] = [
  { measureId: uuid('measure/M1'), kind: 'socialSupport', title: 'Kontaktperson', responsible: PLACING_PARTY },
  { measureId: uuid('measure/M2'), kind: 'healthcare', title: 'Samtal', responsible: REGION },
];

/** A SIP of which nothing has been said. `label` sets it apart from others in one spec. */
export const aSip = (label = 'S1'): SipBuilder => builder(uuid(`sip/${label}`), [], []);

function builder(sipId: Uuid, facts: readonly Said<SipFact>[], sent: readonly SentOfSip[]): SipBuilder {
  const say = (type: SipFact['type'], data: object, how: How = {}): SipBuilder => {
    const fact = { type, data } as unknown as AsSent<SipFact>;
    const judged = said(sipId, fact, facts, how);
    return builder(sipId, [...facts, judged], [...sent, { ...fact, meta: judged.meta }]);
  };
  const stream = streamNamed('sip', sipId);
  return {
    sipId,
    facts,
    sent,
    read: { sipId, stream, revision: facts.length - 1, facts },
    said: say,
    considered: (data = {}, how) =>
      say('sip.considered', { personId: CHILD, needed: true, reason: 'Insatser från båda', ...data }, how),
    needed: (data = {}, how) =>
      say(
        'sip.needIdentified',
        { personId: CHILD, birthDate: '2012-03-04', initiator: 'kommun', kind: 'sip', ...data },
        how,
      ),
    consent: (on, data = {}, how) =>
      say(
        'sip.consentGiven',
        {
          consentId: CONSENT,
          purpose: 'sip',
          givers: [{ role: 'guardian', ref: GUARDIAN, on }],
          custodyHolders: 1,
          form: 'written',
          documentedIn: 'sharedRecord',
          recipients: [REGION],
          categories: ['socialSupport', 'healthcare', 'psychiatry'],
          excludedCategories: [],
          excludedRecipients: [],
          validFrom: on,
          validTo: yearAfter(on),
          ...data,
        },
        how,
      ),
    joined: (on, ref, data = {}, how) =>
      say('sip.consentJoined', { consentId: CONSENT, giver: { role: 'guardian', ref }, on, ...data }, how),
    withdrawn: (on, ref, data = {}, how) =>
      say('sip.consentWithdrawn', { consentId: CONSENT, by: { role: 'guardian', ref }, on, ...data }, how),
    voided: (data = {}, how) => say('sip.consentVoided', { consentId: CONSENT, reason: 'Fel person', ...data }, how),
    replaced: (on, ref, data = {}, how) =>
      say(
        'sip.guardianConsentReplaced',
        {
          consentId: CONSENT,
          guardianRef: ref,
          covers: plannedMeasures.map(({ measureId }) => measureId),
          decisionId: uuid('decision/B9'),
          ground: 'violence',
          on,
          ...data,
        },
        how,
      ),
    invited: (party, data = {}, how) =>
      say('sip.invited', { invitationId: INVITATION, invitee: { party }, meetingOn: '2026-02-01', ...data }, how),
    answered: (by, data = {}, how) =>
      say('sip.invitationAnswered', { invitationId: INVITATION, answer: 'accepted', ...data }, { by, ...how }),
    opened: (on, data = {}, how = {}) =>
      say('sip.opened', { eventId: lastCall(facts), unit: 'bup', on, ...data }, { by: REGION, ...how }),
    notCalled: (on, ref, how) => say('sip.guardianNotCalled', { ref, reason: 'safety', on }, how),
    informed: (on, ref, how) => say('sip.guardianInformed', { ref, on }, how),
    childHeard: (on, how) => say('sip.childHeard', { on, how: 'Eget samtal' }, how),
    met: (on, data = {}, how) =>
      say(
        'sip.meetingHeld',
        { heldOn: on, participants: [PLACING_PARTY, REGION], individualPresent: true, ...data },
        how,
      ),
    established: (on, data = {}, how) =>
      say(
        'sip.established',
        {
          establishedOn: on,
          whatMatters: 'Att få gå i skolan',
          goals: ['Skolgång varje dag'],
          measures: plannedMeasures,
          byOthers: ['Skolan ordnar studiero'],
          overallResponsible: PLACING_PARTY,
          ownPart: 'Säger till när det blir svårt',
          followUpOn: '2026-08-01',
          ...data,
        },
        how,
      ),
    followedUp: (on, data = {}, how) => say('sip.followedUp', { on, outcome: 'goalsMet', ...data }, how),
    declined: (on, how) => say('sip.declined', { on, reason: 'Vill inte' }, how),
    closed: (on, how) => say('sip.closed', { on, reason: 'Målen är nådda' }, how),
    annulled: (annulsId, how) => say('sip.annulled', { annulsId, reason: 'Felregistrering' }, how),
    inOrder: (order) =>
      builder(
        sipId,
        order,
        order.flatMap(({ meta }) => sent.filter((one) => one.meta.eventId === meta.eventId)),
      ),
  };
}

const lastCall = (facts: readonly Said<SipFact>[]): Uuid =>
  facts.findLast(({ type }) => type === 'sip.invited')?.meta.eventId ?? uuid('event/none');

/** Told on `how.at`, else on the fact's own day, else on the day of the fact before. */
function said(sipId: Uuid, sent: AsSent<SipFact>, before: readonly Said<SipFact>[], how: How): Said<SipFact> {
  const latest = before.at(-1)?.meta.saidOn ?? day('2026-01-10');
  const fact = asJudged(sent);
  const metaAt = (at: string): Meta =>
    toldMeta({ kind: 'sip', id: sipId }, before.length, { by: PLACING_PARTY, ...how, at });
  const own = ownDate({ ...fact, meta: metaAt(latest) });
  return { ...fact, meta: metaAt(how.at ?? own ?? latest) };
}
