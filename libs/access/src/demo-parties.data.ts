/** Who gets a token file at the first start of the embedded default. */
import { type PartyId } from '#domain/facts';
import { PARTY_ROLES } from './principal.js';

const PARTIES = [
  'kommun-2080.socialnamnden', // Falun
  'kommun-2081.socialnamnden', // Borlänge
  'kommun-2085.socialnamnden', // Ludvika
  'kommun-0180.socialnamnden', // Stockholm
  'kommun-0980', // Gotland: kommun and region in one
  'kommun-0685.socialnamnden', // Vetlanda
  'kommun-0685.vard-och-omsorgsnamnden',
  'region-20', // Dalarna
  'region-20.bup',
  'region-01', // Stockholm
  'region-03', // Uppsala
  'region-06', // Jönköping
  'region-09', // Gotland
  'region-21', // Gävleborg
] as const;

export const DEMO_PARTIES: readonly PartyId[] = PARTIES.map((party) => party as PartyId);

/** Names of all who get one (`principalOf`): each party's system, each role at each party, the auditor, the operator. */
export const DEMO_NAMES: readonly string[] = [
  ...DEMO_PARTIES,
  ...DEMO_PARTIES.flatMap((party) => PARTY_ROLES.map((role) => `${party}@${role}`)),
  'auditor',
  'operator',
];
