/** Random histories of every kind, as their parties send them: cases with handovers and deviations, SIPs of them, deviations of their own, what is of no case, agreements. */
import fc from 'fast-check';
import { seeded } from '../../bench/seeded.js';
import { someAgreement, someDeviations, someStory } from '../../support/arbitrary-case.js';
import { someOfEachAlone } from '../../support/arbitrary-alone.js';
import { someSip } from '../../support/arbitrary-sip.js';
import { uuid } from '../../support/case-defaults.data.js';
import { eventsOf, type WireEvent } from '../../support/wire-events.js';

const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const DEVIATION_SUBJECT = 'deviation/';
/** Of one case and what is around it, so many SIPs. */
const SIPS_MAX = 2;

interface Registered {
  readonly person?: { readonly personId: string; readonly birthDate: string };
}

/** Nobody is registered as erased. */
function sendable(event: WireEvent): WireEvent {
  const { person, ...data } = event.data as Registered;
  const isErased = person?.birthDate === 'erased';
  return isErased ? { ...event, data: { ...data, person: { ...person, birthDate: '2012-03-04' } } } : event;
}

/** What a SIP says of whom it is about and of its placement, said of this case. */
function ofCase(event: WireEvent, placementId: string, personId: string): WireEvent {
  const data = {
    ...event.data,
    ...('placementId' in event.data ? { placementId } : {}),
    ...('personId' in event.data ? { personId } : {}),
  };
  return { ...event, data };
}

/** Reported of no placement. */
function byItself(event: WireEvent): WireEvent {
  const { placementId: _none, ...data } = event.data as { readonly placementId?: string };
  return { ...event, data };
}

/** The same under ids of its own: nothing of it is of another history. */
function named(label: string, events: readonly WireEvent[]): readonly WireEvent[] {
  const text = JSON.stringify(events).replaceAll(UUIDS, (id) => uuid(`${label}/${id}`));
  return JSON.parse(text) as readonly WireEvent[];
}

/** One case and what is around it: some streams, each told in the order of its stream, the agreement's last. */
const someHistory: fc.Arbitrary<readonly (readonly WireEvent[])[]> = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: someStory }, someDeviations),
    fc.array(someSip, { maxLength: SIPS_MAX }),
    someDeviations,
    fc.constantFrom(true, false, false),
    someOfEachAlone,
    someAgreement,
  )
  .map(([story, sips, deviations, isAlone, ofNoCase, agreement]) => {
    const ofTheCase = eventsOf(story).map(sendable);
    const { person } = (ofTheCase[0]?.data ?? {}) as Registered;
    const alone = eventsOf(deviations).filter(({ subject }) => subject.startsWith(DEVIATION_SUBJECT));
    return [
      ofTheCase,
      ...sips.map((sip, at) =>
        named(`S${at}`, eventsOf(sip)).map((event) => ofCase(event, story.placementId, person?.personId ?? '')),
      ),
      // The id of a notice is the hub's to give: who opens one has been told it.
      ...Object.entries(ofNoCase).map(([kind, story]) =>
        named(
          kind,
          eventsOf(story)
            .filter(({ type }) => !type.includes('.opened.'))
            .map(sendable),
        ),
      ),
      ...(isAlone ? [named('alone', alone.map(byItself))] : []),
      eventsOf(agreement),
    ];
  });

/** The streams' messages side by side: at each step any of them tells its next. */
function* interleaved(streams: readonly (readonly WireEvent[])[], seed: number): Generator<WireEvent> {
  const random = seeded(seed);
  const left = streams.map((events) => [...events]).filter((events) => events.length > 0);
  while (left.length > 0) {
    const from = random.integer(left.length);
    const next = left[from]?.shift();
    if (next) yield next;
    if (left[from]?.length === 0) left.splice(from, 1);
  }
}

/** Messages without end, the same for the same seed: `atOnce` histories told side by side, with one agreement, then the next. */
export function* endlessHistories(seed: number, atOnce: number): Generator<readonly WireEvent[]> {
  for (let wave = 0; ; wave += 1) {
    const histories = fc.sample(someHistory, { seed: seed + wave, numRuns: atOnce });
    const streams = histories.flatMap((history, at) =>
      // Each word of an agreement moves all cases of its kommuner.
      (at === 0 ? history : history.slice(0, -1)).map((events) => named(`${wave}/${at}`, events)),
    );
    yield [...interleaved(streams, seed + wave)];
  }
}
