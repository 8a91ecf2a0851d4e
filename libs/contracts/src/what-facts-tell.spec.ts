import { SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { type FactType } from './message-types.js';
import { readMessage } from './read-message.js';

type Data = Readonly<Record<string, unknown>>;

const sample = (type: FactType): Data => SAMPLE_DATA[type] as unknown as Data;

/** The fact as it is read with some of its data otherwise; of a refusal its code and where. */
function told(type: FactType, change: Data): Data | readonly [string, string | undefined] {
  const read = readMessage({ ...sampleEvent(type), data: { ...sample(type), ...change } });
  return read.ok ? (read.message.fact.data as unknown as Data) : [read.problem.code, read.problem.pointer];
}

const tells = (type: FactType, change: Data): void => {
  expect(told(type, change)).toMatchObject(change);
};

const refuses = (type: FactType, change: Data, code: string, pointer: string): void => {
  expect(told(type, change)).toEqual([code, pointer]);
};

/** Without a member it is refused: the fact always tells it. */
const alwaysTells = (type: FactType, ...members: readonly string[]): void => {
  for (const member of members) refuses(type, { [member]: undefined }, 'MissingField', `/data/${member}`);
};

describe('what the facts of a SIP can tell, of rules that nothing is judged by', () => {
  it('that it was considered, needed or not, always with a reason (C-006, C-009)', () => {
    tells('sip.considered', { needed: false });
    tells('sip.considered', { needed: true });
    alwaysTells('sip.considered', 'needed', 'reason');
  });

  it('a need with no placement and before any measure, and one within one principal (B-003, D-003)', () => {
    expect(told('sip.needIdentified', { placementId: undefined })).not.toHaveProperty('placementId');
    tells('sip.needIdentified', { kind: 'internal' });
    tells('sip.needIdentified', { kind: 'sip' });
    refuses('sip.needIdentified', { kind: 'unclear' }, 'InvalidValue', '/data/kind');
  });

  it('who has asked for it, the individual and private providers among them, also before any measure (A-025, A-026, A-030)', () => {
    for (const initiator of ['individual', 'relative', 'privateProvider']) tells('sip.needIdentified', { initiator });
    refuses('sip.needIdentified', { initiator: 'school' }, 'InvalidValue', '/data/initiator');
  });

  it('in which form a consent was given and where that is recorded, for this SIP and nothing else (A-033, A-036, D-034)', () => {
    for (const form of ['written', 'oral']) tells('sip.consentGiven', { form });
    for (const documentedIn of ['sharedRecord', 'ownRecord']) tells('sip.consentGiven', { documentedIn });
    alwaysTells('sip.consentGiven', 'form', 'documentedIn', 'purpose');
    refuses('sip.consentGiven', { purpose: 'everything' }, 'InvalidValue', '/data/purpose');
  });

  it('measures of socialtjänst and of health care, rehabilitation among them (A-027)', () => {
    const planned = (kind: string) => ({
      measures: [
        {
          ...{ measureId: '5f0c1d9e-2b7a-5c34-9d61-0a1b2c3d4e5f', kind, title: 'Insats' },
          responsible: 'region-20',
        },
      ],
    });
    for (const kind of ['socialSupport', 'rehabilitation', 'healthcare']) tells('sip.established', planned(kind));
    refuses('sip.established', planned('gardening'), 'InvalidValue', '/data/measures/0/kind');
  });

  it('whose consent it is, the child’s own or a representative’s by the same fact as any other (A-016, E-009)', () => {
    const by = (role: string) => ({
      givers: [{ role, ref: '5f0c1d9e-2b7a-5c34-9d61-0a1b2c3d4e5f', on: '2026-01-12' }],
    });
    for (const role of ['child', 'representative', 'guardian', 'self']) tells('sip.consentGiven', by(role));
    refuses('sip.consentGiven', by('teacher'), 'InvalidValue', '/data/givers/0/role');
  });

  it('towards whom and of what somebody consents, always both (A-019, B-010, D-035)', () => {
    tells('sip.consentGiven', { recipients: ['region-20', 'kommun-0685.vardnamnden'], categories: ['psychiatry'] });
    alwaysTells('sip.consentGiven', 'recipients', 'categories');
    refuses('sip.consentGiven', { categories: ['everything'] }, 'InvalidValue', '/data/categories/0');
  });

  it('that another administration, a school, an authority or an organisation is called (A-020, B-012, D-017)', () => {
    tells('sip.invited', { invitee: { party: 'kommun-0685.vardnamnden' } });
    const ref = '5f0c1d9e-2b7a-5c34-9d61-0a1b2c3d4e5f';
    for (const role of ['school', 'authority', 'organisation']) tells('sip.invited', { invitee: { role, ref } });
    refuses('sip.invited', { invitee: { role: 'neighbour', ref } }, 'InvalidValue', '/data/invitee/role');
  });

  it('that one who is called accepts or sends it on: no word declines to collaborate (B-002, E-002)', () => {
    tells('sip.invitationAnswered', { answer: 'accepted' });
    tells('sip.invitationAnswered', { answer: 'redirected' });
    refuses('sip.invitationAnswered', { answer: 'declined' }, 'InvalidValue', '/data/answer');
  });

  it('who met, and always whether the individual was there (A-132)', () => {
    tells('sip.meetingHeld', { participants: ['kommun-2080.socialnamnden', 'region-20'], individualPresent: true });
    tells('sip.meetingHeld', { individualPresent: false });
    alwaysTells('sip.meetingHeld', 'participants', 'individualPresent');
  });

  it('one plan over every area, with what matters, goals, a day, and one who answers for all of it (B-005, B-022, E-011)', () => {
    alwaysTells('sip.established', 'whatMatters', 'goals', 'measures', 'overallResponsible', 'followUpOn');
    refuses(
      'sip.established',
      { overallResponsible: ['kommun-2080.socialnamnden', 'region-20'] },
      'WrongType',
      '/data/overallResponsible',
    );
  });

  it('how it went when the plan was followed up (E-015)', () => {
    for (const outcome of ['goalsMet', 'revised', 'continues', 'moved']) tells('sip.followedUp', { outcome });
    alwaysTells('sip.followedUp', 'on', 'outcome');
  });
});

describe('what the facts of a placement can tell, of rules that nothing is judged by', () => {
  it('that risks and what protects were assessed, and which body decided (B-011, D-040)', () => {
    tells('placement.decided', { assessment: { covers: ['riskAndProtection'] } });
    refuses('placement.decided', { assessment: { covers: ['luck'] } }, 'InvalidValue', '/data/assessment/covers/0');
    for (const decidedBy of ['socialnamnd', 'utskott']) tells('placement.decided', { decidedBy });
    refuses('placement.decided', { decidedBy: 'beredning' }, 'InvalidValue', '/data/decidedBy');
  });

  it('that and how a child was heard (B-006)', () => {
    tells('placement.childHeard', { on: '2026-01-14' });
    alwaysTells('placement.childHeard', 'on', 'how');
  });

  it('measures of every principal, each with who is responsible (A-080, E-005)', () => {
    const list = (measure: object) => ({
      measures: [
        { measureId: '5f0c1d9e-2b7a-5c34-9d61-0a1b2c3d4e5f', kind: 'psychiatry', title: 'Samtal', ...measure },
      ],
    });
    tells('placement.responsibilityClarified', list({ responsible: ['region-20', 'kommun-2080.socialnamnden'] }));
    refuses('placement.responsibilityClarified', list({}), 'MissingField', '/data/measures/0/responsible');
  });

  it('that a child’s health examination was told of, offered and done, or waived (A-070, A-072)', () => {
    for (const step of ['notified', 'offered', 'done', 'waived']) tells('placement.healthExamination', { step });
    refuses('placement.healthExamination', { step: 'planned' }, 'InvalidValue', '/data/step');
  });

  it('that there is a vårdplan, from which a SIP may be made (A-069)', () => {
    tells('placement.carePlan', { kind: 'vardplan', step: 'established' });
    refuses('placement.carePlan', { kind: 'plan' }, 'InvalidValue', '/data/kind');
  });

  it('that a genomförandeplan was revised (D-018)', () => {
    tells('placement.carePlan', { kind: 'genomforandeplan', step: 'revised' });
    refuses('placement.carePlan', { step: 'updated' }, 'InvalidValue', '/data/step');
  });

  it('which measures go on when it ends (B-007)', () => {
    tells('placement.ended', { ongoingMeasures: [] });
    alwaysTells('placement.ended', 'ongoingMeasures');
    refuses('placement.ended', { ongoingMeasures: ['alla'] }, 'InvalidValue', '/data/ongoingMeasures/0');
  });
});

describe('what the facts of costs and agreements can tell, of rules that nothing is judged by', () => {
  it('who pays for each area, and in which paper that stands (A-092, A-093)', () => {
    const line = (category: string) => ({
      lines: [
        {
          ...{ lineId: '5f0c1d9e-2b7a-5c34-9d61-0a1b2c3d4e5f', category },
          shares: [{ party: 'region-20', permille: 1000 }],
        },
      ],
    });
    for (const category of ['housing', 'healthcare', 'schooling']) tells('costAllocation.proposed', line(category));
    refuses('costAllocation.proposed', line('everything'), 'InvalidValue', '/data/lines/0/category');
    alwaysTells('costAllocation.proposed', 'documentRef');
  });

  it('an agreement between a kommun and a region, and what its yearly questions were answered (A-022, A-131)', () => {
    tells('agreement.registered', { parties: ['kommun-2080', 'region-20'] });
    alwaysTells('agreement.registered', 'parties');
    alwaysTells('agreement.followedUp', 'on', 'answers');
  });

  it('a local agreement in writing, by itself or beside another (A-111, A-113)', () => {
    tells('agreement.registered', { kind: 'local' });
    refuses('agreement.registered', { kind: 'oral' }, 'InvalidValue', '/data/kind');
  });

  it('an activity with all its five parts (B-016)', () => {
    alwaysTells('agreement.activityPlanned', 'what', 'when', 'how', 'byWhom', 'followUp');
  });

  it('that each of the groups has met, those that one agreement has and another lacks (A-114, B-018, B-020, C-004)', () => {
    for (const group of ['workingGroup', 'operativeGroupChildren', 'operativeGroupAdults', 'operativeGroupViolence'])
      tells('agreement.meetingHeld', { group });
    alwaysTells('agreement.meetingHeld', 'group', 'on');
  });

  it('a deviation that concerns a kommun as one that concerns a region (A-105)', () => {
    for (const concerns of [['kommun-2080.socialnamnden'], ['region-20']]) tells('deviation.reported', { concerns });
    alwaysTells('deviation.reported', 'concerns');
  });

  it('that the management has met (D-039)', () => {
    tells('agreement.meetingHeld', { group: 'managementMeeting' });
    refuses('agreement.meetingHeld', { group: 'everybody' }, 'InvalidValue', '/data/group');
  });
});
