/** The servers that all engine specs of one run share. Where the environment names some already, those are taken. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from './kafka-server.js';
import { startPostgres } from './postgres-server.js';
import { SOFTHSM2_CONF, softTokensIn } from './soft-tokens.js';

export const DATABASE_URL = 'HVB_TEST_DATABASE_URL';
export const KAFKA_BROKERS = 'HVB_TEST_KAFKA_BROKERS';

const undo: (() => unknown)[] = [];

function folderFor(engine: string): string {
  const folder = mkdtempSync(join(tmpdir(), `hvb-${engine}-`));
  undo.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Starts what the environment does not name, and names it there. */
export async function startForSpecs(): Promise<void> {
  const start = async (variable: string, started: () => Promise<string>) => {
    process.env[variable] ??= await started();
  };
  // Read by SoftHSM itself, in this process and in those that specs run in.
  process.env[SOFTHSM2_CONF] = softTokensIn(folderFor('softhsm'));
  try {
    await Promise.all([start(DATABASE_URL, postgres), start(KAFKA_BROKERS, kafka)]);
  } catch (error) {
    await stopForSpecs();
    throw error;
  }
}

async function postgres(): Promise<string> {
  const server = await startPostgres({ folder: folderFor('postgres') });
  undo.push(() => server.stop());
  return server.url;
}

async function kafka(): Promise<string> {
  const server = await startKafka({ folder: folderFor('kafka') });
  undo.push(() => server.stop());
  return server.brokers;
}

/** Stops what {@link startForSpecs} has started, and removes its data. */
export async function stopForSpecs(): Promise<void> {
  for (const one of undo.splice(0).reverse()) await one();
}
