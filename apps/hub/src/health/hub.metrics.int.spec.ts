import { Metrics } from '#http';
import { type Instant, type PartyId } from '#domain';
import { problem } from '#contracts';
import { aCase, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { HubMetrics } from './hub.metrics.js';

const [, , proposed] = eventsOf(aCase().emergency().started('2026-01-08').proposed('2026-01-08'));
const early = { ...proposed, source: `/party/${REGION}`, time: '2026-01-08T07:00:00.000Z' };

describe('the numbers of the write side', () => {
  let hub: SpecHub;
  beforeEach(async () => (hub = await openSpecHub({ startAt: '2026-01-10T08:00:00.000Z' })));
  afterEach(() => hub.close());

  /** The lines of a scrape of a process that starts now, of what it tells by that name. */
  const scraped = async (named: RegExp): Promise<readonly string[]> => {
    const metrics = new Metrics();
    new HubMetrics(metrics, hub, hub.time);
    return (await metrics.registry.metrics()).split('\n').filter((line) => !line.startsWith('#') && named.test(line));
  };
  const refuse = (count: number, party: string) =>
    Promise.all(
      Array.from({ length: count }, () =>
        hub.quarantine.keep({
          ...{ party: party as PartyId, keptAt: hub.time.now() },
          ...{ problem: problem('MalformedJson'), content: null },
        }),
      ),
    );

  it('say what waits, by party, and for how long what came first has waited', async () => {
    expect(await scraped(/waiting/)).toEqual(['hvb_hub_waiting_events 0']);
    await hub.post([early]);
    await hub.time.moveTo('2026-01-10T09:30:00.000Z' as Instant);
    expect(await scraped(/waiting/)).toEqual([
      'hvb_hub_waiting_events 1',
      'hvb_hub_waiting_party_events{party="other"} 1',
      'hvb_hub_waiting_oldest_seconds 5400',
    ]);
  });

  it('say what lies in quarantine, by party where that is told of none below five, and since when', async () => {
    expect(await scraped(/quarantine/)).toEqual(['hvb_hub_quarantined_messages 0']);
    await refuse(6, REGION);
    await hub.time.moveTo('2026-01-10T08:01:00.000Z' as Instant);
    await refuse(4, 'kommun-2080');
    await refuse(2, 'kommun-2081');
    await hub.time.moveTo('2026-01-10T08:02:00.000Z' as Instant);
    expect(await scraped(/quarantine/)).toEqual([
      'hvb_hub_quarantined_messages 12',
      `hvb_hub_quarantined_party_messages{party="${REGION}"} 6`,
      'hvb_hub_quarantined_party_messages{party="other"} 6',
      'hvb_hub_quarantine_oldest_seconds 120',
      'hvb_hub_quarantine_newest_seconds 60',
    ]);
  });

  it('say how far the index of what is due is behind the log, and nothing of other hubs where there are none', async () => {
    await hub.follower.caughtUp(await hub.log.head(), 10_000);
    expect(await scraped(/lag/)).toContain('hvb_hub_due_lag_seconds 0');
    expect(await scraped(/agreements_lag/)).toEqual([]);
  });

  it('leave out what the store does not answer, and say the rest', async () => {
    await hub.stop.clocks();
    hub = { ...hub, room: { ...hub.room, standing: () => Promise.reject(new Error('away')) } };
    expect(await scraped(/hvb_hub_(waiting|quarantined|turns)/)).toEqual([
      'hvb_hub_turns 0',
      'hvb_hub_quarantined_messages 0',
    ]);
  });
});
