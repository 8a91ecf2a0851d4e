import { engineCombinations, ownKafka } from '../support/engine-combinations.js';
import { firstEventContract } from './first-event.contract.js';

describe('the program as a user starts it, told over Kafka', () => {
  const kafka = ownKafka();

  describe.each(engineCombinations(kafka))('%s', (_, deploy) => {
    firstEventContract(deploy);
  });
});
