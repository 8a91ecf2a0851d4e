import { controllerOf } from './controller.js';
import { type PartyId } from '../kernel/index.js';

describe('who answers for what a party says', () => {
  it.each([
    ['a nämnd for itself (D-026)', 'kommun-2080.socialnamnden', 'kommun-2080.socialnamnden'],
    ['a kommun that names no nämnd for the whole of it', 'kommun-2080', 'kommun-2080'],
    ['a region for itself', 'region-20', 'region-20'],
    ['a region for its units', 'region-20.bup', 'region-20'],
    ["Gotland's kommun for its region (SoL 4:4)", 'region-09', 'kommun-0980'],
    ["Gotland's kommun for itself", 'kommun-0980', 'kommun-0980'],
    ["Gotland's kommun for the units of its region", 'region-09.bup', 'kommun-0980'],
    ["each of Gotland's nämnder for itself", 'kommun-0980.socialnamnden', 'kommun-0980.socialnamnden'],
  ])('%s', (_what, party, controller) => {
    expect(controllerOf(party as PartyId)).toBe(controller);
  });
});
