/** The little that the bench asks of autocannon, which brings no types. */
declare module 'autocannon' {
  import { type EventEmitter } from 'node:events';

  export interface CannonRequest {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }

  export interface CannonClient {
    setRequests(requests: readonly CannonRequest[]): void;
  }

  export interface CannonResult {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly start: Date;
    readonly finish: Date;
  }

  export interface CannonOptions {
    readonly url: string;
    readonly connections: number;
    /** Requests of all connections together. */
    readonly amount: number;
    /** Seconds. */
    readonly timeout: number;
    readonly setupClient: (client: CannonClient) => void;
  }

  export default function autocannon(
    options: CannonOptions,
    done: (error: Error | null, result: CannonResult) => void,
  ): EventEmitter;
}
