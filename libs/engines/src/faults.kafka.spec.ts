import { BrokerUnavailable } from './broker.port.js';
import { asBrokerFault, faultCode } from './faults.kafka.js';

const within = (failure: object): Error => new Error('retried', { cause: new Error('once', { cause: failure }) });

describe('what the client fails with', () => {
  it.each([
    [{ name: 'KafkaJSSASLAuthenticationError' }, 'BrokerRefusesLogin'],
    [{ type: 'GROUP_AUTHORIZATION_FAILED' }, 'BrokerForbids'],
    [{ type: 'TOPIC_AUTHORIZATION_FAILED' }, 'BrokerForbids'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'BrokerNotTrusted'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'BrokerNotTrusted'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'BrokerNotTrusted'],
    [{ code: 'ECONNREFUSED' }, 'BrokerAway'],
    [{ type: 'LEADER_NOT_AVAILABLE' }, 'BrokerAway'],
  ])('is told by what can be done about it: %j, %s', (failure, code) => {
    expect(faultCode(within(failure))).toBe(code);
    expect(faultCode(failure)).toBe(code);
  });

  it('is a fault of the broker, with its code', async () => {
    const asked = asBrokerFault(() => Promise.reject(within({ name: 'KafkaJSSASLAuthenticationError' })));
    await expect(asked).rejects.toMatchObject({ name: BrokerUnavailable.name, code: 'BrokerRefusesLogin' });
  });
});
