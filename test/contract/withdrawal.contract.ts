/** What every deployment of the read side must hold: whoever loses a part is told nothing by any reading that begins after the receipt. */
import { setImmediate } from 'node:timers/promises';
import { type PartyId } from '#domain';
import { ProblemError } from '#http';
import { type ProjectorParts } from '#projector';
import { type ListName } from '../../apps/projector/src/lists/lists.js';
import { answerList } from '../../apps/projector/src/views/list-view.js';
import { answerOf } from '../../apps/projector/src/views/subject-view.js';
import { aCase, kommun, REGION, uuid } from '../support/case-builder.js';
import { type SpecHub } from '../support/open-hub.js';
import { eyesOf } from '../support/open-views.js';
import { aSip, GUARDIAN, plannedMeasures } from '../support/sip-builder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../support/wire-events.js';

export interface Withdrawing {
  readonly hub: SpecHub;
  /** Each with rows of its own that follow by themselves, as in a process of its own. */
  readonly projectors: readonly ProjectorParts[];
  readonly close: () => Promise<void>;
}

/** `HVB_RUNS=20` tries two hundred times each. */
const ROUNDS = 10 * Number(process.env['HVB_RUNS'] ?? 1);
const READERS_EACH = 16;

interface Losing {
  readonly reader: string;
  /** What it is told of until then, and never again. */
  readonly of: string;
  readonly list: ListName;
  readonly before: readonly WireEvent[];
  readonly ends: readonly WireEvent[];
}

type Story = { readonly sent: Parameters<typeof eventsOf>[0]['sent'] };

type Lost = Pick<Losing, 'reader' | 'of' | 'list'>;

const losing = (lost: Lost, told: Story, ended: Story): Losing => {
  const before = eventsOf(told);
  return { ...lost, before, ends: eventsOf(ended).slice(before.length) };
};

const LOSSES: Readonly<Record<string, (label: string) => Losing>> = {
  'a consent that names it is withdrawn (A-037)': (label) => {
    const sip = aSip(label)
      .needed()
      .consent('2026-01-12')
      .established('2026-02-01', { measures: plannedMeasures.slice(0, 1) }, { at: '2026-02-01' });
    const lost = { reader: REGION, of: `sip/${sip.sipId}`, list: 'deadlines' } as const;
    return losing(lost, sip, sip.withdrawn('2026-02-02', GUARDIAN, {}, { at: '2026-02-02' }));
  },
  'it is excluded (A-038)': (label) => {
    const unit = 'region-20.bup' as PartyId;
    const sip = aSip(label).needed().consent('2026-01-12').invited(REGION).established('2026-02-01');
    const newer = { consentId: uuid(`consent/${label}`), excludedRecipients: [unit] };
    const lost = { reader: unit, of: `sip/${sip.sipId}`, list: 'deadlines' } as const;
    return losing(lost, sip, sip.consent('2026-02-02', newer));
  },
  'the registration is corrected to another county (A-075)': (label) => {
    const told = aCase(label).registered({}, { id: `registered-${label}` });
    const elsewhere = { registeredKommun: kommun('2180') };
    const corrected = told.registered(elsewhere, { at: '2026-01-11', corrects: `registered-${label}` });
    const lost = { reader: REGION, of: `placement/${told.placementId}`, list: 'placements' } as const;
    return losing(lost, told, corrected);
  },
};

type Item = { readonly subject?: string; readonly placementId?: string };

const subjectsIn = (items: readonly unknown[]): readonly string[] =>
  items.map((item) => (item as Item).subject ?? `placement/${(item as Item).placementId}`);

/** True where the reader is told of it, in the list or by its uuid. */
async function tells(parts: ProjectorParts, { reader, of, list }: Losing): Promise<boolean> {
  const page = await answerList(parts, list, { limit: '1000' }, eyesOf(reader));
  if (subjectsIn(page.items).includes(of)) return true;
  try {
    await answerOf(parts, { view: 'findings', of, eyes: eyesOf(reader) });
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'NotFound') return false;
    throw error;
  }
}

/** Reads again and again until a reading has begun after the receipt; gives what that one told. */
async function readThrough(parts: ProjectorParts, lost: Losing, isAcknowledged: () => boolean): Promise<boolean> {
  for (;;) {
    const isAfter = isAcknowledged();
    const told = await tells(parts, lost);
    if (isAfter) return told;
    // All of it may be answered in this turn, and the hub is to have its own.
    await setImmediate();
  }
}

/** Declares what must hold of a deployment. */
export function tellsNothingAfterAWithdrawal(name: string, open: () => Promise<Withdrawing>): void {
  describe(`the read side of ${name}`, () => {
    let world: Withdrawing;
    beforeEach(async () => {
      world = await open();
      await world.hub.tell(dalarnaEvents());
    });
    afterEach(() => world.close());

    it.each(Object.keys(LOSSES))('tells nothing by a reading that begins after the receipt, where %s', async (loss) => {
      const { hub, projectors } = world;
      for (let round = 0; round < ROUNDS; round += 1) {
        const lost = LOSSES[loss]?.(`W${round}`) as Losing;
        const told = await hub.tell(lost.before);
        expect(told.map(({ outcome }) => outcome)).toEqual(lost.before.map(() => 'accepted'));
        expect(await Promise.all(projectors.map((parts) => tells(parts, lost)))).toEqual(projectors.map(() => true));
        let acknowledged = false;
        const reading = projectors.flatMap((parts) =>
          Array.from({ length: READERS_EACH }, () => readThrough(parts, lost, () => acknowledged)),
        );
        const receipts = await hub.tell(lost.ends);
        acknowledged = true;
        expect(receipts.map(({ outcome }) => outcome)).toEqual(lost.ends.map(() => 'accepted'));
        expect(await Promise.all(reading)).toEqual(reading.map(() => false));
      }
    });
  });
}
