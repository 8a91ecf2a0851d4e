/** A log with many SIPs in it, each of a case of its own, sealed as the hub seals: what stands around the one case that is judged. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { masterKey, sqliteKeys, type KeyStore } from '#access';
import { emptyStream } from '#cases';
import { wireType } from '#contracts';
import { addDays, controllerOf, streamNamed, type Day, type PartyId, type Uuid } from '#domain';
import { openSqliteLog, type EventLog, type EventToAppend } from '#event-log';
import { draftFact } from '../../apps/hub/src/judge/to-append.js';
import { KOMMUN, REGION, type WireEvent } from './cases.js';
import { seeded } from './seeded.js';
import { messageOf } from './stored-case.js';

/** As few as let a million facts be of more streams than a hub keeps anything of. */
export const FACTS_PER_SIP = 12;
const SIPS_PER_BATCH = 200;
const FIRST_DAY = '2025-08-01' as Day;
/** Seeds that no case of the bench has. */
const FIRST_SEED = 50_000_000;

/** What a hub opens in the folder. */
export const sipLogFiles = (folder: string) => ({
  log: join(folder, 'log.db'),
  keys: join(folder, 'keys.db'),
  masterKey: join(folder, 'master.key'),
});

/** A need that names a placement, a consent, a call, and then the child is heard again and again. */
function factsOf(sipId: Uuid, seed: number): readonly WireEvent[] {
  const random = seeded(seed);
  const from = addDays(FIRST_DAY, random.integer(90));
  const guardian = random.uuid();
  let told = 0;
  const say = (type: string, days: number, data: object): WireEvent => ({
    specversion: '1.0',
    id: `m-${told++}`,
    source: `/party/${KOMMUN}`,
    type: wireType(type),
    subject: `sip/${sipId}`,
    time: `${addDays(from, days)}T08:00:00.000Z`,
    data,
  });
  const opening = [
    say('sip.needIdentified', 0, {
      ...{ personId: random.uuid(), birthDate: '2012-03-04', placementId: random.uuid() },
      ...{ initiator: 'kommun', kind: 'sip' },
    }),
    say('sip.consentGiven', 1, {
      ...{ consentId: random.uuid(), purpose: 'sip', custodyHolders: 1, form: 'written', documentedIn: 'sharedRecord' },
      givers: [{ role: 'guardian', ref: guardian, on: addDays(from, 1) }],
      ...{ recipients: [REGION], categories: ['healthcare'], excludedCategories: [], excludedRecipients: [] },
      ...{ validFrom: addDays(from, 1), validTo: addDays(from, 300) },
    }),
    say('sip.invited', 2, { invitationId: random.uuid(), invitee: { party: REGION }, meetingOn: addDays(from, 20) }),
  ];
  const heard = Array.from({ length: FACTS_PER_SIP - opening.length }, (_, at) =>
    say('sip.childHeard', 3 + at, { on: addDays(from, 3 + at), how: 'Eget samtal' }),
  );
  return [...opening, ...heard];
}

async function appendSip({ log, keys }: { log: EventLog; keys: KeyStore }, seed: number): Promise<void> {
  const sipId = seeded(seed + 1).uuid();
  const stream = streamNamed('sip', sipId);
  const owner = controllerOf(KOMMUN as PartyId);
  const messages = factsOf(sipId, seed).map(messageOf);
  const key = await keys.ensure(stream, owner, messages[0]?.personId ?? null);
  if (key === 'erased') throw new Error(`${stream} is erased`);
  const opened = emptyStream(stream, await keys.of(stream));
  const events = messages.flatMap((message, at): readonly EventToAppend[] => {
    const where = { opened: { ...opened, revision: at - 1 }, recordedAt: message.envelope.time };
    return draftFact(message, where, { owner, key, isFirst: at === 0 }).draft.events;
  });
  await log.append(stream, events, -1);
}

/** Makes a log of so many facts, or finds it as an earlier run left it. */
export async function sipLog(folder: string, facts: number): Promise<void> {
  const files = sipLogFiles(folder);
  const noted = join(folder, 'whole');
  if (existsSync(noted)) return;
  const log = openSqliteLog({ path: files.log });
  const keys = sqliteKeys({ file: files.keys, masterKey: await masterKey({ file: files.masterKey }) });
  const sips = Math.ceil(facts / FACTS_PER_SIP);
  for (let first = 0; first < sips; first += SIPS_PER_BATCH) {
    const some = Array.from(
      { length: Math.min(SIPS_PER_BATCH, sips - first) },
      (_, at) => FIRST_SEED + 2 * (first + at),
    );
    await Promise.all(some.map((seed) => appendSip({ log, keys }, seed)));
  }
  await log.close();
  await keys.close();
  writeFileSync(noted, String(facts));
}
