import { createSecretKey } from 'node:crypto';
import { KeysUnavailable } from '#contracts';
import {
  fitsAll,
  fitsMaster,
  masterOf,
  MasterKeyDoesNotFit,
  mastersBeside,
  mastersIn,
  mastersOf,
  newToStore,
  type Master,
} from './masters.js';
import { seal } from './seal.js';
import { YearKeys } from './ledger/year-keys.js';
import { LedgerDamaged, LedgerUnavailable } from './ledger/ledger.port.js';
import { type Controller } from '#domain/facts';

const [OLD, NEW] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)];
const away: Master = {
  id: Uint8Array.of(9, 9, 9, 9),
  seal: () => {
    throw new KeysUnavailable('the token is away');
  },
  open: () => {
    throw new KeysUnavailable('the token is away');
  },
};

describe('what a store remembers of its masters', () => {
  const [remembered] = newToStore(mastersOf(OLD), []);

  it('is of the one it was made of, and of no other', () => {
    expect(fitsMaster(masterOf(OLD), remembered!)).toBe(true);
    expect(fitsMaster(masterOf(NEW), remembered!)).toBe(false);
    expect(fitsMaster(masterOf(NEW), { ...remembered!, id: masterOf(NEW).id })).toBe(false);
    expect(newToStore(mastersOf(OLD), [remembered!])).toEqual([]);
    expect(() => newToStore(mastersOf(NEW), [remembered!])).toThrow(MasterKeyDoesNotFit);
    expect([fitsAll(OLD, [remembered!]), fitsAll(NEW, [remembered!])]).toEqual([true, false]);
  });

  it('fits still where it is from before masters had ids, or sealed nothing', () => {
    const fits = seal(createSecretKey(OLD), new Uint8Array(0), 'master key fits');
    for (const id of [masterOf(OLD).id, new Uint8Array(4)]) expect(fitsMaster(masterOf(OLD), { id, fits })).toBe(true);
    expect(fitsMaster(masterOf(NEW), { id: new Uint8Array(4), fits })).toBe(false);
  });

  it('is not said to be of another where the master is not at hand', () => {
    const ofAway = { ...remembered!, id: away.id };
    expect(() => fitsMaster(away, ofAway)).toThrow(KeysUnavailable);
    expect(() => fitsAll(mastersIn([away]), [ofAway])).toThrow(KeysUnavailable);
    expect(fitsMaster(away, remembered!)).toBe(false);
  });
});

describe('masters beside others', () => {
  it('are all accepted, and the first of the first wraps', () => {
    const masters = mastersBeside(mastersIn([away]), mastersOf(OLD, NEW));
    expect(masters.current).toBe(away);
    expect(masters.all.map(({ id }) => [...id])).toEqual([away, masterOf(OLD), masterOf(NEW)].map(({ id }) => [...id]));
    expect(masters.ofId(away.id)).toBe(away);
    expect(masters.ofId(masterOf(NEW).id)?.id).toEqual(masterOf(NEW).id);
    expect(masters.ofId(Uint8Array.of(0, 0, 0, 1))).toBeUndefined();
  });
});

describe('a ledger whose master is not at hand', () => {
  const place = { controller: 'kommun-2080.socialnamnden' as Controller, year: 2026 };

  it('is unavailable, and not damaged: neither makes nor opens a key of a year', () => {
    const keys = new YearKeys(mastersIn([away]));
    const wrapped = Buffer.concat([Uint8Array.of(2), away.id, Buffer.alloc(60)]);
    expect(() => keys.made(place)).toThrow(LedgerUnavailable);
    expect(() => keys.key(place, wrapped)).toThrow(LedgerUnavailable);
    expect(() => new YearKeys(mastersOf(OLD)).key(place, wrapped)).toThrow(LedgerDamaged);
  });
});
