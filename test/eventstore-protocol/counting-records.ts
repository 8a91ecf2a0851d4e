/** The log's client library, which tells of each record that a server sends, whatever becomes of it. */
import { eventStoreClient } from '../../libs/event-log/src/client-eventstore.esdb.js';
import { type StoreClientLibrary } from '../../libs/event-log/src/client.esdb.js';

export function countingRecords(count: () => void): StoreClientLibrary {
  return {
    messages: eventStoreClient.messages,
    open: (connectionString) => {
      const client = eventStoreClient.open(connectionString);
      return {
        ...client,
        execute: (name, action) =>
          client.execute(name, (calls) =>
            action({
              append: (...asked) => calls.append(...asked),
              read: (...asked) =>
                calls.read(...asked).on('data', (message: { hasEvent(): boolean }) => {
                  if (message.hasEvent()) count();
                }),
            }),
          ),
      };
    },
  };
}
