/** Receivers of webhooks as they are in the world: well, failing, gone, hanging, or saying that they have what they have not. */
import { type ServerResponse } from 'node:http';
import { webhookReceiver, type Received, type WebhookReceiver } from '../support/webhook-receiver.js';

/**
 * How a receiver takes what comes. `drops` breaks off before it has answered, `takesAndDrops` within its answer; `forgets`
 * says that it has taken what it has not kept; `hangs` answers when its mood is another; `isDown` does not listen.
 */
export const MOODS = [
  ...(['takes', 'fails', 'asksToWait', 'isGone', 'drops', 'takesAndDrops', 'forgets', 'hangs', 'isDown'] as const),
] as const;
export type Mood = (typeof MOODS)[number];

/** Of what came, whether it was answered that it was taken; `unsure` where the sender may not have heard. */
export type Answer = 'taken' | 'refused' | 'gone' | 'unsure';

/** What came to a receiver, and was believed. */
export interface Arrival {
  /** When, by the steps of a history. */
  readonly step: number;
  readonly received: Received;
  readonly sequence: number;
  readonly previous: number | undefined;
  readonly isResent: boolean;
  /** Whether the receiver has it still. */
  readonly isKept: boolean;
  answer: Answer;
}

export interface Receiver {
  readonly door: WebhookReceiver;
  readonly arrivals: Arrival[];
  /** How many hang. */
  hanging(): number;
  /** Resolves when all that had been sent to it when it was asked has arrived. */
  caughtUp(): Promise<void>;
  /** What hangs is broken off. */
  become(mood: Mood): Promise<void>;
  close(): Promise<void>;
}

/** What breaks off the sender: before a receiver has answered, or when it has. */
export type Strike = (when: 'before' | 'after') => void;

export interface ReceiverOptions {
  readonly step: () => number;
  readonly strike: Strike;
}

/** Opens one that takes what comes. */
export async function openReceiver({ step, strike }: ReceiverOptions): Promise<Receiver> {
  const door = await webhookReceiver();
  const arrivals: Arrival[] = [];
  let held: ServerResponse[] = [];
  let mood: Mood = 'takes';
  door.answering = (received, response) => {
    const arrival = arrivalOf(received, { step: step(), mood });
    arrivals.push(arrival);
    strike('before');
    if (mood === 'hangs') held.push(response);
    else ANSWERS[mood](response);
    strike('after');
  };
  return {
    door,
    arrivals,
    hanging: () => held.length,
    // Who is broken off may have sent what is not read yet: who comes after it is answered after it.
    caughtUp: async () => {
      for (let asked = 0; mood !== 'isDown' && asked < 2; asked += 1) await (await fetch(door.url)).arrayBuffer();
    },
    become: async (next) => {
      for (const response of held) response.destroy();
      held = [];
      if (mood === 'isDown' && next !== 'isDown') await door.listen();
      if (mood !== 'isDown' && next === 'isDown') await door.close();
      mood = next;
    },
    close: async () => {
      if (mood !== 'isDown') await door.close();
    },
  };
}

const ANSWERED: Readonly<Record<Mood, Answer>> = {
  takes: 'taken',
  fails: 'refused',
  asksToWait: 'refused',
  isGone: 'gone',
  drops: 'unsure',
  takesAndDrops: 'unsure',
  forgets: 'taken',
  hangs: 'unsure',
  isDown: 'unsure',
};

function arrivalOf(received: Received, { step, mood }: { readonly step: number; readonly mood: Mood }): Arrival {
  const { sequence, previous } = received.event;
  return {
    ...{ step, received, sequence: Number(sequence) },
    previous: previous === undefined ? undefined : Number(previous),
    isResent: 'hvb-resend-of' in received.headers,
    isKept: mood !== 'forgets' && ANSWERED[mood] !== 'refused' && ANSWERED[mood] !== 'gone',
    answer: ANSWERED[mood],
  };
}

const PROMISED_BYTES = 10;

const drop = (response: ServerResponse): void => {
  response.destroy();
};
const withStatus =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end();
  };

const ANSWERS: Readonly<Record<Exclude<Mood, 'hangs'>, (response: ServerResponse) => void>> = {
  takes: withStatus(200),
  fails: withStatus(500),
  asksToWait: withStatus(429, { 'retry-after': '30' }),
  isGone: withStatus(410),
  drops: drop,
  takesAndDrops: (response) => {
    response.writeHead(200, { 'content-length': PROMISED_BYTES });
    response.write('{', () => {
      drop(response);
    });
  },
  forgets: withStatus(200),
  isDown: drop,
};
