import { embedded } from '../support/deployments.js';
import { firstEventContract } from './first-event.contract.js';

describe('the program as a user starts it', () => {
  firstEventContract(embedded);
});
