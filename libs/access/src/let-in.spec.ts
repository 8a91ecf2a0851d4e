import {
  closedUnattended,
  DOORS,
  letIn,
  machineOf,
  opensTo,
  principalOf,
  PURPOSES,
  ROLES,
  type DoorName,
  type Principal,
  type Role,
} from '#access';
import { type PartyId } from '#domain/facts';
import { auditorUnder, mandateOver } from '../../../test/support/mandates.js';

const FALUN = 'kommun-2080.socialnamnden' as PartyId;
const system = machineOf(FALUN);
const inRole = (role: Role): Principal =>
  (role === 'auditor' || role === 'operator' ? { kind: role } : principalOf(`${FALUN}@${role}`)) as Principal;
const handling = inRole('caseWorker');

const doorsOf = (role: Role): readonly string[] =>
  (Object.keys(DOORS) as DoorName[]).filter(
    (door) => opensTo(door, inRole(role)) && (DOORS[door].opensTo as unknown) !== 'anyone',
  );

describe('the table of doors', () => {
  it('lets nobody but a publisher tell facts, and a publisher read nothing but how they fared and the agreements', () => {
    expect(ROLES.filter((role) => opensTo('tell', inRole(role)))).toEqual(['publisher']);
    expect(doorsOf('publisher')).toEqual(['tell', 'ownEntries', 'agreements']);
  });

  it('keeps costs from who handles the case and from who calls to the SIP (A-094)', () => {
    expect(ROLES.filter((role) => opensTo('costs', inRole(role)))).toEqual(['subscriber', 'costMandate', 'auditor']);
  });

  it('keeps care from who has a cost mandate: the SIP, its consents, concerns, what was told (D-028)', () => {
    expect(doorsOf('costMandate')).toEqual([
      'agreements',
      'placements',
      'responsibility',
      'costs',
      'deadlines',
      'findings',
      'worklist',
      'discharges',
      'statistics',
    ]);
  });

  it('shows a report of concern to no coordinator (D-028)', () => {
    expect(opensTo('concerns', inRole('caseWorker'))).toBe(true);
    expect(opensTo('concerns', inRole('coordinator'))).toBe(false);
  });

  it('lets the operator read of nobody', () => {
    expect(doorsOf('operator')).toEqual(['moveClock', 'sayOfParties', 'parties', 'weeding', 'weed', 'metrics']);
    for (const door of doorsOf('operator')) expect(DOORS[door as DoorName]).not.toHaveProperty('purpose');
  });

  it('lets the auditor read all and tell nothing', () => {
    const shut = (Object.keys(DOORS) as DoorName[]).filter((door) => !opensTo(door, inRole('auditor')));
    expect(shut).toEqual([
      ...['tell', 'emergencyAccess', 'ownEntries', 'search', 'accessLog', 'reviewReads', 'feed', 'subscriptions'],
      ...['moveClock', 'sayOfParties', 'weeding', 'weed'],
    ]);
  });
});

describe('an auditor of the register', () => {
  const ivo: Principal = { kind: 'auditor', auditor: 'auditor-ivo' };

  it('reads of people under a mandate; without one its numbers, the agreements, and what tells of nobody', () => {
    const open = (who: Principal) =>
      (Object.keys(DOORS) as DoorName[]).filter((door) => typeof letIn(door, who, { purpose: 'audit' }) !== 'string');
    const without = ['agreements', 'statistics', 'contracts', 'readClock', 'parties', 'metrics'];
    expect(open(ivo).filter((door) => without.includes(door))).toEqual(without);
    expect(open({ ...ivo, mandates: [] })).toEqual(open(ivo));
    expect(letIn('placements', ivo, {})).toBe('noMandate');
    expect(letIn('costs', { ...ivo, mandates: [] }, {})).toBe('noMandate');
    for (const over of ['all', [FALUN]] as const)
      expect(open(auditorUnder('auditor-ivo', mandateOver(over, ['case'])))).toEqual(open({ kind: 'auditor' }));
    expect(open({ kind: 'auditor' }).length).toBeGreaterThan(open(ivo).length);
    for (const door of open(ivo))
      expect([door, 'purpose' in DOORS[door] && door !== 'statistics']).toEqual([door, false]);
  });
});

describe('a machine that is to name its users (A6)', () => {
  const machine: Principal = { ...machineOf(FALUN), userRequiredFor: ['identity'] };
  const forCase = { purpose: 'caseHandling' };

  it('looks for nobody without one: what is found there is who somebody is', () => {
    expect(letIn('search', machine, forCase)).toBe('userMissing');
    expect(letIn('search', { ...machine, userRequiredFor: ['sensitive'] }, forCase)).toMatchObject(forCase);
    expect(letIn('search', { ...machine, person: 'a-1', roles: ['caseWorker'] }, forCase)).toMatchObject(forCase);
    expect(letIn('search', machine, { ...forCase, user: 'nurse-17' })).toMatchObject({ shownTo: 'nurse-17' });
  });

  it('is let in at every other door, and is closed only what a user is named for', () => {
    expect(letIn('placements', machine, {})).toMatchObject({ userRequiredFor: ['identity'] });
    expect(closedUnattended(machine)).toEqual(['identity']);
    expect(closedUnattended({ ...machine, shownTo: 'nurse-17' })).toEqual([]);
    expect(closedUnattended({ ...machine, person: 'a-1' })).toEqual([]);
    expect(closedUnattended(machineOf(FALUN))).toEqual([]);
  });
});

describe('a purpose', () => {
  it('is said by every person, of each of the kinds there are', () => {
    for (const purpose of PURPOSES)
      expect(letIn('placements', handling, { purpose })).toEqual({ ...handling, purpose });
    expect(letIn('placements', handling, {})).toBe('purposeMissing');
  });

  it('is taken for a machine that says none: that of its client, else that of the door', () => {
    expect(letIn('placements', system, {})).toEqual({ ...system, purpose: 'caseHandling' });
    expect(letIn('costs', system, {})).toEqual({ ...system, purpose: 'costs' });
    expect(letIn('costs', { ...system, purpose: 'followUp' }, {})).toEqual({ ...system, purpose: 'followUp' });
    expect(letIn('costs', { ...system, purpose: 'followUp' }, { purpose: 'audit' })).toMatchObject({
      purpose: 'audit',
    });
  });

  it('is said by a machine, too, at a door that is for some alone: to look for somebody (förordning 2001:637 15 §)', () => {
    for (const who of [system, handling]) {
      expect(letIn('search', who, {})).toBe('purposeMissing');
      expect(letIn('search', { ...who, purpose: 'caseHandling' }, {})).toBe('purposeMissing');
      for (const purpose of PURPOSES) {
        const isFor = purpose === 'caseHandling' || purpose === 'subjectAccess';
        expect(letIn('search', who, { purpose })).toEqual(isFor ? { ...who, purpose } : 'purposeNotOfDoor');
      }
    }
    expect(ROLES.filter((role) => opensTo('search', inRole(role)))).toEqual(['subscriber', 'caseWorker']);
  });

  it('that is not known is refused, whoever says it and wherever', () => {
    for (const purpose of ['curiosity', '', 'costs, audit', 'CaseHandling']) {
      expect(letIn('placements', handling, { purpose })).toBe('purposeUnknown');
      expect(letIn('contracts', system, { purpose })).toBe('purposeUnknown');
    }
  });

  it('is asked for only where something is read of somebody', () => {
    expect(letIn('agreements', { ...system, person: 'a-1' }, {})).toEqual({ ...system, person: 'a-1' });
    expect(letIn('contracts', handling, {})).toEqual(handling);
  });

  it('opens no door that is not of the role: that is told first', () => {
    expect(letIn('costs', handling, { purpose: 'costs' })).toBe('notOfItsRole');
    expect(letIn('costs', handling, { purpose: 'curiosity' })).toBe('notOfItsRole');
  });
});

describe('whom an answer is shown to', () => {
  it('is said by a machine, by an id that holds no person number', () => {
    expect(letIn('placements', system, { user: 'a-1' })).toEqual({
      ...system,
      purpose: 'caseHandling',
      shownTo: 'a-1',
    });
    expect(letIn('placements', system, { user: '191212121212' })).toBe('userNotOpaque');
    expect(letIn('placements', system, { user: '' })).toBe('userNotOpaque');
  });

  it('is never said by a person, whom its issuer has named', () => {
    expect(letIn('placements', handling, { purpose: 'costs', user: 'a-1' })).toBe('userOfAPerson');
  });
});
