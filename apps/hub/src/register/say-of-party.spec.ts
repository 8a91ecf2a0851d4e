import { type PartyData, type RegisterFact } from '#access';
import { type Instant } from '#domain/facts';
import { AppendConflict, memoryLog, NO_STREAM, REGISTER_STREAM, type EventLog } from '#event-log';
import { followRegister, type FollowedRegister } from '#follow';
import { sayOfParty, type RegisterDeps } from './say-of-party.js';

const LATER = '2026-01-10T09:00:00.000Z' as Instant;
const EARLIER = '2026-01-10T08:00:00.000Z' as Instant;
/** Longer than a spec: the register is looked where something is said. */
const NEVER_MS = 600_000;
const PIN = { iss: 'https://idp.example', claim: 'organizationId', value: 'SE2120002239' };

const registered = (partyId: string, issuers: PartyData['issuers'] = [PIN]): RegisterFact => ({
  type: 'hub.partyRegistered',
  data: {
    ...{ partyId, kind: 'namnd', name: 'En nämnd', controller: true },
    ...{ issuers, certificates: [], alertAddresses: [] },
  },
});
const SCHOOLS = registered('kommun-2080.barnnamnden');
const BOARD = registered('kommun-2080.socialnamnden');

let log: EventLog;
const followed: FollowedRegister[] = [];
beforeEach(() => {
  log = memoryLog();
});
afterEach(async () => {
  for (const register of followed.splice(0)) await register.stop();
});

/** A process that shares the log. */
async function process(now: Instant = LATER, appending: Pick<EventLog, 'append'> = log): Promise<RegisterDeps> {
  const register = await followRegister(log, NEVER_MS);
  followed.push(register);
  return { log: appending, register, clock: { now: () => now } };
}

const said = () => log.readStream(REGISTER_STREAM);

describe('what is said of a party', () => {
  it('stands in the register\u2019s stream, and holds here when it is answered', async () => {
    const deps = await process();
    const { position } = (await sayOfParty(deps, BOARD)) as { readonly position: string };
    expect((await said()).map((event) => [event.position, event.revision, event.recordedAt])).toEqual([
      [position, 0, LATER],
    ]);
    expect(deps.register.current().parties.has('kommun-2080.socialnamnden')).toBe(true);
  });

  it('is judged by all that is said of parties: of two processes that give one pin to two, one is refused', async () => {
    const [one, other] = [await process(), await process()];
    const answers = await Promise.all([sayOfParty(one, BOARD), sayOfParty(other, SCHOOLS)]);
    expect(answers.map((answer) => 'refused' in answer).sort()).toEqual([false, true]);
    expect(await said()).toHaveLength(1);
  });

  it('is judged anew where others were before it, and taken where that does not bear on it', async () => {
    const [one, other] = [await process(), await process()];
    const answers = await Promise.all([
      sayOfParty(one, BOARD),
      sayOfParty(other, registered('kommun-2080.barnnamnden', [])),
    ]);
    expect(answers.map((answer) => 'refused' in answer)).toEqual([false, false]);
    expect((await said()).map(({ revision }) => revision)).toEqual([0, 1]);
  });

  it('is never of before what was said last, whatever the clock says', async () => {
    await sayOfParty(await process(LATER), BOARD);
    await sayOfParty(await process(EARLIER), registered('kommun-2080.barnnamnden', []));
    expect((await said()).map(({ recordedAt }) => recordedAt)).toEqual([LATER, LATER]);
  });

  it('is given up after five tries where others speak of parties all the time', async () => {
    let tries = 0;
    const append: EventLog['append'] = (stream, _events, revision) => {
      tries += 1;
      return Promise.reject(new AppendConflict(stream, revision, revision + 1));
    };
    await expect(sayOfParty(await process(LATER, { append }), BOARD)).rejects.toMatchObject({
      ...{ name: 'AppendConflict', stream: REGISTER_STREAM, expectedRevision: NO_STREAM },
    });
    expect(tries).toBe(5);
  });
});
