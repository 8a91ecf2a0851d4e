/** What is told in a history of deliveries, and, as the specification has it, who has a part once it is told. */
import { streamNamed, type PartyId, type StreamName } from '#domain';
import { aCase, kommun, PLACING_PARTY, REGION, uuid, type CaseBuilder } from '../support/case-builder.js';
import { endOf, groundOf } from '../support/grounds.js';
import { aSip, GUARDIAN, plannedMeasures, type SipBuilder } from '../support/sip-builder.js';
import { eventsOf, type WireEvent } from '../support/wire-events.js';

/** A unit of the region: it hears of a SIP of its region (B3), and of no case. */
export const UNIT = 'region-20.bup' as PartyId;
/** The region of the county to which a registration is corrected, and whom a ground names in another case. */
export const OTHER_REGION = 'region-21' as PartyId;
const IN_OTHER_COUNTY = kommun('2180');

/** Who has a part in a stream. */
export interface Parts {
  readonly named: readonly PartyId[];
  /** Whom a part reaches beside whoever has it. */
  readonly reach: 'nobodyElse' | 'unitsOfRegions';
  /** Whom the individual has left out, with all that is a part of them. */
  readonly excluded: readonly PartyId[];
  /** Whose part has been shown never to have been (A9). */
  readonly never: readonly PartyId[];
}

/** What is said next of a stream. */
export interface Telling {
  readonly events: readonly WireEvent[];
  readonly parts: Parts;
  /** Of what the hub says of a ground with it: whom that names, and whose words it opens where they are one's (B4). */
  readonly ground?: Ground;
}

export interface Ground {
  readonly recipient: PartyId;
  readonly discloser?: PartyId;
}

export interface Story {
  readonly stream: StreamName;
  readonly kind: 'case' | 'sip';
  /** On a day, later than the last; undefined where all is told. */
  next(on: string): Telling | undefined;
}

type Step<B> = Omit<Telling, 'events'> & { readonly tell: (told: B, on: string) => B };

function story<B extends { readonly sent: Parameters<typeof eventsOf>[0]['sent'] }>(
  of: Pick<Story, 'stream' | 'kind'>,
  begin: B,
  steps: readonly Step<B>[],
): Story {
  let told = begin;
  let at = 0;
  return {
    ...of,
    next: (on) => {
      const step = steps[at];
      if (!step) return undefined;
      at += 1;
      const before = told.sent.length;
      told = step.tell(told, on);
      const { tell: _tell, ...after } = step;
      return { ...after, events: eventsOf(told).slice(before) };
    },
  };
}

const ofCase = (named: readonly PartyId[], never: readonly PartyId[] = []): Parts => ({
  ...{ named, never, reach: 'nobodyElse', excluded: [] },
});
const ofSip = (named: readonly PartyId[], more: Partial<Parts> = {}): Parts => ({
  ...{ named, never: [], reach: 'unitsOfRegions', excluded: [], ...more },
});

/** the kommun that places, and the region of the county where the person is registered. */
const BOTH = ofCase([PLACING_PARTY, REGION]);
const ALONE = ofSip([PLACING_PARTY]);
const TOGETHER = ofSip([PLACING_PARTY, REGION]);

const caseStory = (label: string, steps: readonly Step<CaseBuilder>[]): Story => {
  const begin = aCase(label);
  return story({ kind: 'case', stream: begin.stream as StreamName }, begin, steps);
};
const sipStory = (label: string, steps: readonly Step<SipBuilder>[]): Story => {
  const begin = aSip(label);
  return story({ kind: 'sip', stream: streamNamed('sip', begin.sipId) }, begin, steps);
};

/** The two have a part from its beginning to its end, and nobody else. */
const thatStays = (label: string): Story =>
  caseStory(label, [
    { tell: (told, on) => told.emergency({}, { at: on }), parts: BOTH },
    { tell: (told, on) => told.started(on), parts: BOTH },
    { tell: (told, on) => told.proposed(on, {}, { at: on, by: REGION, of: label }), parts: BOTH },
    { tell: (told, on) => told.childHeard(on), parts: BOTH },
    { tell: (told, on) => told.approved(on, {}, { of: label }), parts: BOTH },
    { tell: (told, on) => told.ended(on), parts: BOTH },
  ]);

/** A ground opens it to another region, which hears of that ground and of nothing else (B4). */
const withAGround = (label: string): Story => {
  const ground = { recipient: OTHER_REGION, discloser: PLACING_PARTY };
  const how = (on: string) => ({ at: on });
  return caseStory(label, [
    { tell: (told, on) => told.registered({}, { at: on }), parts: BOTH },
    {
      tell: (told, on) => told.said('placement.disclosureDecided', groundOf(on, { recipient: OTHER_REGION }), how(on)),
      ...{ parts: BOTH, ground },
    },
    { tell: (told, on) => told.started(on), parts: BOTH },
    { tell: (told, on) => told.said('placement.disclosureEnded', endOf(on), how(on)), parts: BOTH, ground },
    { tell: (told, on) => told.childHeard(on), parts: BOTH },
  ]);
};

/** The region was never its region: the registration is corrected to another county (A9, A-075). */
const thatIsCorrected = (label: string): Story => {
  const right = ofCase([PLACING_PARTY, OTHER_REGION], [REGION]);
  return caseStory(label, [
    { tell: (told, on) => told.registered({}, { at: on, id: `wrong-${label}` }), parts: BOTH },
    { tell: (told, on) => told.started(on), parts: BOTH },
    {
      tell: (told, on) =>
        told.registered({ registeredKommun: IN_OTHER_COUNTY }, { at: on, corrects: `wrong-${label}` }),
      parts: right,
    },
    { tell: (told, on) => told.childHeard(on), parts: right },
  ]);
};

const consentOf = (label: string) => uuid(`consent/${label}`);
const kommunsOwn = plannedMeasures.slice(0, 1);

/** A consent names the region, and is withdrawn or told never to have held. */
const withAConsent = (label: string, ends: 'withdrawn' | 'voided'): Story => {
  const ground = { recipient: REGION };
  const consentId = consentOf(label);
  const end: Step<SipBuilder> =
    ends === 'withdrawn'
      ? { tell: (told, on) => told.withdrawn(on, GUARDIAN, { consentId }, { at: on }), parts: ALONE, ground }
      : {
          tell: (told, on) => told.voided({ consentId }, { at: on }),
          parts: ofSip([PLACING_PARTY], { never: [REGION] }),
          ground,
        };
  const parts = end.parts;
  return sipStory(label, [
    { tell: (told, on) => told.needed({}, { at: on }), parts: ALONE },
    { tell: (told, on) => told.consent(on, { consentId }), parts: TOGETHER, ground },
    { tell: (told, on) => told.childHeard(on), parts: TOGETHER },
    { tell: (told, on) => told.established(on, { measures: kommunsOwn }, { at: on }), parts: TOGETHER },
    end,
    { tell: (told, on) => told.met(on, { participants: [PLACING_PARTY] }), parts },
    { tell: (told, on) => told.closed(on), parts },
  ]);
};

/** The region is called, and takes part; its unit is left out by a newer consent. */
const thatLeavesOut = (label: string): Story => {
  const [first, newer] = [consentOf(label), consentOf(`${label} newer`)];
  const ground = { recipient: REGION };
  const without = ofSip([PLACING_PARTY, REGION], { excluded: [UNIT] });
  return sipStory(label, [
    { tell: (told, on) => told.needed({}, { at: on }), parts: ALONE },
    { tell: (told, on) => told.invited(REGION, { meetingOn: on as never }, { at: on }), parts: TOGETHER },
    { tell: (told, on) => told.consent(on, { consentId: first }), parts: TOGETHER, ground },
    {
      tell: (told, on) => told.consent(on, { consentId: newer, excludedRecipients: [UNIT] }),
      ...{ parts: without, ground },
    },
    { tell: (told, on) => told.childHeard(on), parts: without },
    { tell: (told, on) => told.withdrawn(on, GUARDIAN, { consentId: newer }, { at: on }), parts: without, ground },
    { tell: (told, on) => told.closed(on), parts: without },
  ]);
};

/** One of each kind, untold. */
export const allStories = (): readonly Story[] => [
  thatStays('D1'),
  thatStays('D2'),
  withAGround('D3'),
  thatIsCorrected('D4'),
  withAConsent('D5', 'withdrawn'),
  withAConsent('D6', 'voided'),
  thatLeavesOut('D7'),
];
