/** `hvb-hub publish file`: sends one CloudEvent or a batch to a running hub and prints the receipts. */
import { postFile, type SendOptions } from './post-file.js';

/** A batch is written as a list. */
function mediaType(text: string): string {
  return text.trimStart().startsWith('[') ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
}

const ALL_TAKEN = 202;

/** Exit code 0 where all was accepted, is a duplicate or waits; 1 where something was refused; 3 where no hub answers. */
export async function publish(file: string, options: SendOptions): Promise<number> {
  const made = (text: string) => ({ body: text, mediaType: mediaType(text) });
  return postFile(file, options, { path: '/v1/events', made, taken: ALL_TAKEN });
}
