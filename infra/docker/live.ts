/** Asks the process in this container whether it is alive: exit code 0 if it answers, 1 if not. What a HEALTHCHECK runs. */
import { pathToFileURL } from 'node:url';

const ANSWER_MS_MAX = 4_000;

/** True where the hub or projector on `port` of this machine answers `/health/live` with 200. Never throws. */
export async function isLive(port: string | undefined): Promise<boolean> {
  if (port === undefined || port === '') return false;
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    return ok;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await isLive(process.env['HVB_PORT'])) ? 0 : 1;
}
