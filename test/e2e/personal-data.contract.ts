/** That a person number, and the birth date in it, are seen by nobody but who said them, and lie in the clear nowhere. */
import { MEDIA_TYPES } from '#contracts';
import { type Receipt } from '#hub';
import { PLACEMENT_ID } from '../../libs/contracts/test/samples.js';
import { PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { urlsOf, type Deploy, type Deployed, type Deployment } from '../support/deployment.js';
import { foundIn } from '../support/found-in-plain.js';
import { untilThere } from '../support/patient-door.js';
import {
  BORN,
  corrected,
  COORDINATION,
  NUMBER,
  ofEachType,
  TELLING,
  TEXT,
  told,
  type Json,
} from './telling-messages.js';
import { sayerOf } from '../support/wire-events.js';

const VIEWS = ['', '/responsibility', '/costs', '/deadlines', '/findings', '/timeline'];
const LISTS = ['placements', 'handovers', 'deadlines', 'findings', 'agreements'];

/** Where a deployment keeps what is looked into. */
export interface Places {
  readonly log: string;
  /** Where list rows are; a party's id stands there in the open. */
  readonly rows: string;
  /** All others that must be there when it was killed. */
  readonly others: readonly string[];
}

export function personalDataContract(deploy: Deploy, places: Places): void {
  let deployment: Deployment;
  let hub: Deployed;
  let position = '';
  const outcomes = new Map<string, number>();
  const count = ({ outcome }: Receipt): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

  const http = async (body: string | Buffer, headers: Json): Promise<void> => {
    const answer = await fetch(`${hub.url}/v1/events`, {
      method: 'POST',
      headers: { ...(await hub.as(PLACING_PARTY)), ...(headers as Record<string, string>) },
      body,
    });
    expect(answer.status).toBeLessThan(500);
    await answer.arrayBuffer();
  };
  const get = async (url: string, who: string = PLACING_PARTY): Promise<string> =>
    (await fetch(url, { headers: await hub.as(who) })).text();
  /** What is shown, once it is: a refusal would tell of nothing. */
  const shown = async (path: string, who: string = PLACING_PARTY): Promise<string> => {
    const headers = await hub.as(who);
    const answer = await untilThere(() => fetch(`${hub.readUrl}/v1/${path}`, { headers }));
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  };
  const view = (name: string, who?: string): Promise<string> => shown(`placements/${uuid('placement/P1')}${name}`, who);

  /** A story that is accepted, every free text of it telling. */
  const tellStory = async (): Promise<void> => {
    for (const event of [...told, corrected]) {
      const { body } = await hub.door.post(sayerOf(event), event);
      const [receipt] = body as [Receipt];
      expect([event.type, receipt.outcome, receipt.problem?.code]).toEqual([event.type, 'accepted', undefined]);
      position = receipt.position!;
      count(receipt);
    }
  };

  const sendEachType = async (): Promise<void> => {
    for (const { waiting, refused } of ofEachType()) {
      for (const receipt of await hub.postMany(REGION, [waiting])) count(receipt);
      for (const receipt of await hub.postMany(PLACING_PARTY, refused)) count(receipt);
    }
  };

  /** What is no event, or not in the form of one; and addresses that tell. */
  const sendWhatIsNone = async (): Promise<void> => {
    const structured = { 'content-type': MEDIA_TYPES.structured };
    const [first] = told;
    await http(`{"half": "${TEXT}`, structured);
    await http(JSON.stringify([TEXT]), structured);
    await http(Buffer.concat([Buffer.from(TEXT), Buffer.from([0xc3, 0x28])]), structured);
    await http(Buffer.from(`{"id":"${TEXT}"}`, 'utf16le'), structured);
    await http(TEXT, { 'content-type': 'text/plain' });
    await http(JSON.stringify(first!.data), {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': NUMBER,
      'ce-source': `/party/${PLACING_PARTY}/${COORDINATION}`,
      'ce-type': first!.type,
      'ce-subject': `placement/${NUMBER}`,
      'ce-time': first!.time,
      [`ce-${NUMBER}`]: NUMBER,
    });
    const addresses = ['placements/N', 'placements?party=N&N=1', 'quarantine/N', 'receipts?after=N', 'N', 'schemas/N'];
    for (const address of addresses)
      for (const url of urlsOf(hub)) await get(`${url}/v1/${address.replaceAll('N', NUMBER)}`);
  };

  beforeAll(async () => {
    deployment = await deploy({ logLevel: 'trace' });
    hub = await deployment.start();
    await tellStory();
    await sendEachType();
    await sendWhatIsNone();
  });
  afterAll(() => deployment.close());

  it('came in in every way there is: accepted, kept waiting, refused', () => {
    expect(outcomes.get('accepted')).toBeGreaterThanOrEqual(told.length);
    expect(outcomes.get('waiting')).toBeGreaterThan(5);
    expect(outcomes.get('rejected')).toBeGreaterThan(500);
  });

  it('is there for the party that sent it', async () => {
    expect(foundIn(Buffer.from(await view('/timeline')), TELLING)).toEqual([TELLING[0], TELLING[1], TELLING[4], BORN]);
    const page = await get(`${hub.url}/v1/quarantine?limit=100`);
    const { entries } = JSON.parse(page) as { entries: { quarantineId: string }[] };
    const kept = await get(`${hub.url}/v1/quarantine/${entries.at(-1)!.quarantineId}`);
    expect(foundIn(Buffer.from(kept), TELLING)).not.toEqual([]);
  });

  it('is not shown to the other side, nor in any list', async () => {
    for (const name of VIEWS) {
      const all = await view(name, REGION);
      const own = name === '/timeline' ? notSaidBy(REGION, all) : all;
      expect([name, foundIn(Buffer.from(own), TELLING)]).toEqual([name, []]);
    }
    for (const list of LISTS) {
      const rows = await shown(`${list}?waitFor=${position}`, 'auditor');
      expect([list, foundIn(Buffer.from(rows), TELLING)]).toEqual([list, []]);
    }
  });

  const foundAtRest = async (): Promise<readonly string[]> =>
    (await deployment.atRest()).flatMap(({ place, bytes }) =>
      foundIn(bytes, TELLING).map((text) => `${text} in ${place}`),
    );

  it('is found nowhere at rest while the hub runs, after it was killed, and after it has stopped in good order', async () => {
    expect(await foundAtRest()).toEqual([]);
    await hub.end('SIGKILL');
    const names = (await deployment.atRest()).map(({ place }) => place);
    expect(names).toEqual(expect.arrayContaining([places.log, places.rows, ...places.others]));
    expect(await foundAtRest()).toEqual([]);
    const first = hub.output();
    hub = await deployment.start();
    await hub.end('SIGTERM');
    expect(await foundAtRest()).toEqual([]);
    expect(foundIn(Buffer.from(first + hub.output()), TELLING)).toEqual([]);
    expect(first).toContain('"msg":"request"');
  });

  it('would have been found: what is stored in the open is', async () => {
    const stored = new Map((await deployment.atRest()).map(({ place, bytes }) => [place, bytes]));
    const [placement, measure] = [uuid('placement/P1'), uuid('measure/M1')];
    // The subject of every sample is of one uuid: as a SIP's it begins a stream, and names it.
    expect(foundIn(stored.get(places.log)!, [PLACEMENT_ID, placement, measure])).toEqual([PLACEMENT_ID, placement]);
    expect(foundIn(stored.get(places.rows)!, [PLACING_PARTY])).toEqual([PLACING_PARTY]);
  });
}

/** Of a timeline what others than `party` have said. */
function notSaidBy(party: string, timeline: string): string {
  const { entries } = JSON.parse(timeline) as { entries: { by: string }[] };
  return JSON.stringify(entries.filter(({ by }) => by !== party));
}
