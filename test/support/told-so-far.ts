/** What a feed that never ends has told. */
import { request } from 'node:http';

/** The door whose answer never ends. */
export const LIVE = '/v1/feed/live';
/** Milliseconds without a word after which it has told what there was. */
const QUIET_MS = 300;

/** What a feed tells at once, over a connection of its own, which is then cut. */
export function toldSoFar(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, headers }, (answer) => {
      const { statusCode: status = 0 } = answer;
      let text = '';
      const done = (): void => {
        clearTimeout(quiet);
        asked.destroy();
        resolve({ status, text });
      };
      const quiet = setTimeout(done, QUIET_MS);
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        quiet.refresh();
      });
      answer.once('end', done);
    });
    asked.once('error', reject);
    asked.end();
  });
}
