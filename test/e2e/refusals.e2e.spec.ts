import { embedded } from '../support/deployments.js';
import { refusalsContract } from './refusals.contract.js';

describe('the hub refuses', () => {
  refusalsContract(embedded);
});
