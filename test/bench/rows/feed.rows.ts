/** What it costs to follow a feed: to catch up by pages, to be told live, to be told by webhook. */
import { join } from 'node:path';
import { type Instant, type PartyId } from '#domain';
import { sqliteFeedIndex } from '#projector';
import { type Bench, type Row } from '../bench.js';
import { bigLog } from '../big-log.js';
import { agreementOf, KOMMUN, meetingsOf, REGION } from '../cases.js';
import { nowMs, perSecond, type Duel } from '../duel.js';
import { listenToAll, postPlain, type Stream } from '../listeners.js';
import { postAll } from '../post-all.js';
import { startChild, type Child } from '../processes/child.js';
import { type FeedPeerQuestion } from '../processes/feed-peer-process.js';
import { type HubQuestion } from '../processes/hub-process.js';

/** Of 25 events each: a feed of a hundred thousand. */
const CASES_MAX = 4_000;
const PAGE = 1_000;
const CAUGHT_UP_MS_MAX = 900_000;
const LOOK_EVERY_MS = 50;
/** Parties that hear of one agreement; each may have a hundred subscriptions and twenty streams. */
const OTHERS = ['2021', '2023', '2026', '2029', '2031', '2034', '2039', '2061'].map((code) => `kommun-${code}`);
const PARTIES = [KOMMUN, REGION, ...OTHERS];
const SUBSCRIPTIONS_OF_ONE = 100;
const STREAMS_OF_ONE = 20;
const MEETINGS = 200;
/** A place on this machine may be told in simulation alone. */
const SINCE = '2025-10-01T08:00:00.000Z' as Instant;
/** The long log is made without the hub that would have kept the rest. */
const LOG_ALONE: More = { lost: ['hub.db'] };
/** As many webhooks are on their way at once at most. */
const AT_ONCE = 64;

type More = NonNullable<Extract<HubQuestion, { ask: 'start' }>['more']>;

interface Hub {
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly server: Child;
  readonly memoryMiB: () => Promise<number>;
}

async function hubOver(folder: string, more: More): Promise<Hub> {
  const server = startChild('hub-process');
  const ask = <Answer>(question: HubQuestion): Promise<Answer> => server.ask<Answer>(question);
  const url = await ask<string>({ ask: 'start', folder, more });
  const tokens = await ask<Hub['tokens']>({ ask: 'tokens', of: PARTIES });
  return { url, tokens, server, memoryMiB: () => ask({ ask: 'memory' }) };
}

const bearer = ({ tokens }: Hub, party: string) => ({ authorization: `Bearer ${tokens[party] ?? ''}` });

/** A page; waits while the index is behind the log. */
async function pageAfter(hub: Hub, party: string, after: number): Promise<readonly { readonly sequence: number }[]> {
  const until = nowMs() + CAUGHT_UP_MS_MAX;
  for (;;) {
    const answer = await fetch(`${hub.url}/v1/feed?after=${after}&limit=${PAGE}`, { headers: bearer(hub, party) });
    if (answer.ok) return (await answer.json()) as readonly { readonly sequence: number }[];
    if (answer.status !== 503 || nowMs() > until) throw new Error(`${answer.status} ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function caughtUp(hub: Hub, party: string): Promise<number> {
  for (let after = 0; ;) {
    const page = await pageAfter(hub, party, after);
    after = page.at(-1)?.sequence ?? after;
    if (page.length < PAGE) return after;
  }
}

const memoryDuel = (what: string, hub: Hub, beforeMiB: number): Duel => ({
  ...{ what: `resident memory of the hub after ${what}`, against: 'before', sense: 'atMost', unit: 'MiB' },
  ...{ rounds: 1, warmUp: false, ours: hub.memoryMiB, peer: () => beforeMiB },
  finish: () => hub.server.stop(),
});

async function pull(bench: Bench): Promise<readonly Duel[]> {
  const cases = Math.min(CASES_MAX, bench.sizes.cases);
  const { folder } =
    cases === bench.sizes.cases ? await bench.cases() : await bigLog(bench.lasting(`feed-cases-${cases}`), cases);
  const hub = await hubOver(folder, LOG_ALONE);
  await pageAfter(hub, KOMMUN, 0);
  const beforeMiB = await hub.memoryMiB();
  const entries = await caughtUp(hub, KOMMUN);
  const index = sqliteFeedIndex(join(folder, 'feed-index.db'));
  const plain = async (): Promise<number> => {
    for (let after = 0; ;) {
      const page = await index.page(KOMMUN as PartyId, after, PAGE);
      JSON.stringify(page);
      after = page.at(-1)?.sequence ?? after;
      if (page.length < PAGE) return after;
    }
  };
  return [
    {
      what: `one party catches up by pull, ${entries} entries in pages of ${PAGE}`,
      against: 'the same rows read from the file and written as JSON',
      ...{ sense: 'atLeast', unit: 'entries/s', rounds: 3, warmUp: false },
      note: 'each entry is decided at that read, by its case, and each page is in the ledger',
      ours: () => perSecond(() => caughtUp(hub, KOMMUN)),
      peer: () => perSecond(plain),
      finish: () => index.close(),
    },
    memoryDuel('catching up by pull', hub, beforeMiB),
  ];
}

interface Told {
  readonly hub: Hub;
  readonly peer: Child;
  readonly peerUrl: string;
}

/** A hub in which ten parties hear of one agreement, and what is at the other end. */
async function ofOneAgreement(bench: Bench, name: string): Promise<Told> {
  const peer = startChild('feed-peer-process');
  const peerUrl = await peer.ask<string>({ ask: 'start' } satisfies FeedPeerQuestion);
  const places = [new URL(peerUrl).host];
  const hub = await hubOver(bench.folder(name), { simulationFrom: SINCE, webhooks: { ports: [], places } });
  await postAll(hub, agreementOf(PARTIES));
  for (const party of PARTIES) await pageAfter(hub, party, 0);
  return { hub, peer, peerUrl };
}

async function live(bench: Bench): Promise<readonly Duel[]> {
  const { hub, peer, peerUrl } = await ofOneAgreement(bench, 'feed-live');
  await postAll(hub, meetingsOf(0, bench.amount(MEETINGS)));
  const counts = await Promise.all(PARTIES.map((party) => caughtUp(hub, party)));
  const entries = Math.min(...counts);
  const [entry] = await pageAfter(hub, REGION, entries - 1);
  await peer.ask({ ask: 'tell', count: entries, entry: JSON.stringify(entry) } satisfies FeedPeerQuestion);
  const each = <T>(make: (party: string) => T): readonly T[] =>
    PARTIES.flatMap((party) => Array.from({ length: STREAMS_OF_ONE }, () => make(party)));
  const ours = each<Stream>((party) => ({ url: `${hub.url}/v1/feed/live`, headers: bearer(hub, party) }));
  const theirs = each<Stream>(() => ({ url: `${peerUrl}/live`, headers: {} }));
  const told = (streams: readonly Stream[]) => async (): Promise<number> =>
    perSecond(async () => {
      await listenToAll(streams, entries);
      return streams.length * entries;
    });
  const beforeMiB = await hub.memoryMiB();
  return [
    {
      what: `${ours.length} live streams opened at once, ${entries} entries each`,
      against: 'a server of events that writes as much without looking',
      ...{ sense: 'atLeast', unit: 'entries/s', rounds: 3 },
      ours: told(ours),
      peer: told(theirs),
      finish: () => peer.stop(),
    },
    memoryDuel(`${ours.length} live streams`, hub, beforeMiB),
  ];
}

async function subscribed({ hub, peer, peerUrl }: Told): Promise<number> {
  const body = JSON.stringify({ url: `${peerUrl}/hvb` });
  for (const party of PARTIES)
    for (let n = 0; n < SUBSCRIPTIONS_OF_ONE; n += 1) {
      const headers = { ...bearer(hub, party), 'content-type': 'application/json' };
      const answer = await fetch(`${hub.url}/v1/subscriptions`, { method: 'POST', headers, body });
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    }
  const all = PARTIES.length * SUBSCRIPTIONS_OF_ONE;
  // Each is looked at once by a signed event.
  await receivedAtLeast(peer, all);
  return all;
}

async function receivedAtLeast(peer: Child, count: number): Promise<void> {
  const until = nowMs() + CAUGHT_UP_MS_MAX;
  while ((await peer.ask<number>({ ask: 'received' } satisfies FeedPeerQuestion)) < count) {
    if (nowMs() > until) throw new Error('not all that was pushed was received');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function webhooks(bench: Bench): Promise<readonly Duel[]> {
  const told = await ofOneAgreement(bench, 'feed-webhooks');
  const { hub, peer, peerUrl } = told;
  const beforeMiB = await hub.memoryMiB();
  const all = await subscribed(told);
  const meetings = bench.amount(10);
  const received = () => peer.ask<number>({ ask: 'received' } satisfies FeedPeerQuestion);
  let from = 0;
  const [entry] = await pageAfter(hub, REGION, 0);
  return [
    {
      what: `${all} subscriptions are told of ${meetings} events of one case`,
      against: `plain posts to the same receiver, ${AT_ONCE} at once, each over its own connection`,
      ...{ sense: 'atLeast', unit: 'deliveries/s', rounds: 3, warmUp: false },
      note: 'the events are told and judged meanwhile; each delivery is decided, signed, durable before and settled after',
      ours: async () => {
        const before = await received();
        return perSecond(async () => {
          await postAll(hub, meetingsOf(from, meetings));
          from += meetings;
          await receivedAtLeast(peer, before + all * meetings);
          return all * meetings;
        });
      },
      peer: () =>
        perSecond(() => postPlain(`${peerUrl}/hvb`, JSON.stringify(entry), { count: all * meetings, atOnce: AT_ONCE })),
      finish: () => peer.stop(),
    },
    memoryDuel(`${all} subscriptions`, hub, beforeMiB),
  ];
}

export const FEED_ROWS: readonly Row[] = [
  { name: 'feed-pull', duels: pull },
  { name: 'feed-live', duels: live },
  { name: 'feed-webhooks', duels: webhooks },
];
