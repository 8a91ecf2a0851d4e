import { pino } from 'pino';
import { startKafka, type KafkaServer } from '../../../infra/engines/index.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { connectBroker } from './broker.kafka.js';
import { type Broker } from './broker.port.js';
import { type BrokerSettings } from './broker-settings.js';

describe('a broker that knows its users', () => {
  let server: KafkaServer;
  const open: Broker[] = [];
  beforeAll(async () => {
    server = await startKafka({ folder: temporaryFolder(), security: { users: { hub: 'right', other: 'right' } } });
    await server.createTopics(['t']);
    await server.allow([{ user: 'hub', may: 'describe', topic: 't' }]);
  });
  afterEach(async () => {
    for (const broker of open.splice(0)) await broker.close();
  });
  afterAll(() => server.stop());

  function as(more: Partial<BrokerSettings>): Broker {
    const brokers = server.brokers.split(',');
    const broker = connectBroker({ brokers, clientId: 'spec', logger: pino({ level: 'silent' }), ...more });
    open.push(broker);
    return broker;
  }
  const login = (username: string, password: string): Partial<BrokerSettings> => ({
    sasl: { mechanism: 'scram-sha-256', username, password },
  });

  it('is told from one that is away: the wrong password or an unknown user is refused, the right one is not', async () => {
    const refused = { name: 'BrokerUnavailable', code: 'BrokerRefusesLogin' };
    await expect(as(login('hub', 'wrong')).topics()).rejects.toMatchObject(refused);
    await expect(as(login('nobody', 'right')).topics()).rejects.toMatchObject(refused);
    expect(await as(login('hub', 'right')).topics()).toEqual(['t']);
  });

  it('says of what is not allowed that it is not', async () => {
    const publisher = as(login('hub', 'right')).publisher();
    const published = publisher.publish([{ topic: 't', key: 'k', value: Buffer.from('v'), headers: {} }]);
    await expect(published).rejects.toMatchObject({ code: 'BrokerForbids' });
    await publisher.close();
  });

  it('is away where nothing listens', async () => {
    const nobody = connectBroker({ brokers: ['127.0.0.1:1'], clientId: 'spec', logger: pino({ level: 'silent' }) });
    open.push(nobody);
    await expect(nobody.topics()).rejects.toMatchObject({ code: 'BrokerAway' });
  });
});
