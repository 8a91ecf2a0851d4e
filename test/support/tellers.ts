/** Several who tell a hub stories without an end, so that what is done to it is done under load. */
import { storyOf, tell, type FolderHub } from './data-folders.js';
import { type WireEvent } from './wire-events.js';

/** What was answered of one event. */
export interface Answer {
  readonly outcome?: string;
  readonly position?: string;
}

/** Tells one event as its party; gives what is answered of it. */
export const answerTo = async (hub: FolderHub, event: WireEvent): Promise<Answer | undefined> =>
  (JSON.parse((await tell(hub, event)).text) as Answer[])[0];

/** An event that was accepted, and up to where the log then stood. */
export interface Acknowledged {
  readonly event: WireEvent;
  readonly position: string;
}

export interface Tellers {
  /** In the order in which they were acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
  /** Once so many more have been acknowledged; rejects where telling fails. */
  more(count: number): Promise<void>;
  /** Each ends with the event that it is at. */
  end(): Promise<void>;
}

/** Begins to tell, each a story of a child of its own, one event after the other. */
export function tellOn(
  telling: (event: WireEvent) => Promise<Answer | undefined>,
  label: string,
  tellers = 4,
): Tellers {
  const acknowledged: Acknowledged[] = [];
  const waits = new Set<{ readonly until: number; readonly reached: () => void }>();
  const state = { isOn: true, next: 0 };
  const take = (event: WireEvent, position: string): void => {
    acknowledged.push({ event, position });
    for (const wait of waits) if (acknowledged.length >= wait.until) wait.reached();
  };
  const teller = async (): Promise<void> => {
    while (state.isOn)
      for (const event of storyOf(`${label} ${state.next++}`)) {
        const { outcome, position } = (await telling(event)) ?? {};
        if (outcome === 'accepted' && position !== undefined) take(event, position);
      }
  };
  const all = Promise.all(Array.from({ length: tellers }, teller));
  // Whoever waits hears of it; until then it is nobody's.
  all.catch(() => undefined);
  return {
    acknowledged,
    more: async (count) => {
      const reached = new Promise<void>((resolve) => {
        waits.add({ until: acknowledged.length + count, reached: resolve });
      });
      await Promise.race([reached, all.then(() => reached)]);
    },
    end: async () => {
      state.isOn = false;
      await all;
    },
  };
}
