/** The log's contract over EventStoreDB's protocol: a client library's spec binds it in one line. */
import { type StoreClientLibrary } from '../../libs/event-log/src/client.esdb.js';
import { openEventStoreLog } from '../../libs/event-log/src/event-log.esdb.js';
import { oneOfMany } from '../eventstore-protocol/one-of-many-logs.js';
import { type ProtocolServer, startProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { anyEventLog } from './event-log.contract.js';

/** A body as large as the port's bound does not fit the default of a server before 25.1 with what lies beside it. */
const APPEND_BYTES_MAX = 8 * 1024 * 1024;
/** Names a new server, whose setting of the largest append is raised so where it has to be. */
const { EVENTSTORE_URL } = process.env;
/** The contract hands in thousands of appends at once: on a busy machine the last of them are answered late, not wrongly. */
const PATIENT = { callTimeoutMs: 60_000, giveUpAfterMs: 60_000 };

/** One server for all examples, as where `EVENTSTORE_URL` names one. */
export function eventLogOver(name: string, library: StoreClientLibrary): void {
  describe(EVENTSTORE_URL === undefined ? 'on the protocol server' : 'on the server of EVENTSTORE_URL', () => {
    let server: ProtocolServer | undefined;
    beforeAll(async () => {
      if (EVENTSTORE_URL === undefined) server = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX });
    });
    afterAll(() => server?.stop());
    anyEventLog(`the log over ${name}`, () => {
      const connectionString = EVENTSTORE_URL ?? server!.connectionString;
      return oneOfMany(openEventStoreLog({ connectionString, library, ...PATIENT }));
    });
  });
}
