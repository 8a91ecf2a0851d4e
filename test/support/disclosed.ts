/** What is shown of a message to a party on a day: the grounds of its stream, and the message with the class of each field. */
import { disclosureOf, wireType } from '#contracts';
import {
  disclose,
  groundsOfDisclosure,
  streamNamed,
  type Asker,
  type Day,
  type Fact,
  type FieldSeen,
  type Ground,
  type Grounds,
  type NamedOnMessages,
  type PartyId,
  type Said,
  type Shown,
  type StreamCategory,
  type StreamRead,
  type Surroundings,
  type WhatIsShown,
} from '#domain';
import { dalarna, name, type CaseBuilder } from './case-builder.js';
import { type ConcernBuilder } from './concern-builder.js';
import { type DischargeBuilder } from './discharge-builder.js';
import { type SipBuilder } from './sip-builder.js';

/** A told stream, with what bears on it. */
export interface ToldStream {
  readonly read: StreamRead<StreamCategory>;
  readonly surroundings?: Surroundings;
}

export const ofCase = ({ placementId, facts }: CaseBuilder, named?: NamedOnMessages): ToldStream => ({
  read: { category: 'case', stream: streamNamed('case', placementId), facts, ...(named ? { named } : {}) },
});
export const ofSip = ({ sipId, facts }: SipBuilder, named?: NamedOnMessages): ToldStream => ({
  read: { category: 'sip', stream: streamNamed('sip', sipId), facts, ...(named ? { named } : {}) },
});
export const ofConcern = ({ concernId, facts }: ConcernBuilder): ToldStream => ({
  read: { category: 'concern', stream: streamNamed('concern', concernId), facts },
});
export const ofDischarge = ({ dischargeId, facts }: DischargeBuilder): ToldStream => ({
  read: { category: 'discharge', stream: streamNamed('discharge', dischargeId), facts },
});

/** Every ground of the stream, as each stands on a day. */
export const groundsOn = ({ read, surroundings = dalarna() }: ToldStream, on: string): Grounds =>
  groundsOfDisclosure(read, { surroundings, day: on as Day, name });

/** The grounds of a name that are to a party, whatever their status. */
export const groundsTo = (told: ToldStream, party: string, ground: Ground['ground'], on: string): readonly Ground[] =>
  groundsOn(told, on).all.filter((one) => one.recipient === party && one.ground === ground);

/** A message as it would be shown, whole. */
export const messageShown = ({ type, data, meta }: Said<Fact>): Shown => ({
  ...{ subject: meta.subject, by: meta.party, messageId: meta.messageId, value: data },
  fields: disclosureOf(wireType(type)),
});

/** The message of that id, else the first of the type. */
export function factOf({ read: { facts } }: ToldStream, idOrType: string): Said<Fact> {
  const all = facts as readonly Said<Fact>[];
  const found = all.find(({ meta }) => meta.messageId === idOrType) ?? all.find(({ type }) => type === idOrType);
  if (!found) throw new Error(`nothing told is ${idOrType}`);
  return found;
}

export const machine = (party: string): Asker => ({ party: party as PartyId, unit: null });
export const person = (party: string, unit: string): Asker => ({ party: party as PartyId, unit });

/** What a party is shown of a message on a day. */
export const shownTo = (told: ToldStream, idOrType: string, asker: Asker | string, on: string): WhatIsShown =>
  disclose(
    messageShown(factOf(told, idOrType)),
    typeof asker === 'string' ? machine(asker) : asker,
    groundsOn(told, on),
  );

/** The pointers that are withheld, each with its reason. */
export const withheldFrom = (shown: WhatIsShown): Readonly<Record<string, string>> =>
  'withheld' in shown ? Object.fromEntries(shown.withheld.map(({ pointer, reason }) => [pointer, reason])) : {};

/** The names of the members that are shown. */
export const membersOf = (shown: WhatIsShown): readonly string[] =>
  'value' in shown ? Object.keys(shown.value).sort() : [];

/** Pointers of fields, each with the ground that opens it, else why it is withheld. */
export const inWords = (seen: readonly FieldSeen[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    seen.map(({ pointer, ground, withheld }) => [pointer, ground?.ground ?? withheld ?? 'none is needed']),
  );
