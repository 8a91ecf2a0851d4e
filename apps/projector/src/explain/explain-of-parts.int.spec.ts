/** What is explained of a deviation in a case, to one unit of several, and of what is erased. */
import { machineOf, type Principal } from '#access';
import { aCase, aRegistration, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { noted } from '../views/noted.js';
import { answerExplain, type ExplainAsked, type Explanation } from './answer-explain.js';

const story = aCase('P1')
  .registered({}, { id: 'r' })
  .handledBy('barn', '2026-01-11')
  .deviation('2026-01-20', {}, { at: '2026-01-20' });
const OF = `placement/${story.placementId}`;

describe('an explanation', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeEach(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const told = await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
  });
  afterEach(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const of = (party: string, unit?: string): Principal => ({
    ...{ kind: 'party', party: party as never, roles: ['caseWorker'], person: 'p1' },
    ...(unit === undefined ? {} : { unit }),
  });
  const explained = async (asked: ExplainAsked, caller: Principal): Promise<Explanation> =>
    (await answerExplain(views.parts, { of: OF, ...asked }, { caller, noted: noted() })).body as Explanation;
  const fieldsOf = ({ messages }: Explanation, type: string): readonly string[] =>
    (messages.find((one) => one.type === `se.hvbhub.${type}.v1`)?.fields ?? []).map(
      ({ pointer, ...field }) =>
        `${pointer} ${field.shown ? (field.ground?.ground ?? 'none is needed') : field.withheld.reason}`,
    );

  it('to a unit that does not have the case is of no field, to the one that has it of all (D-028)', async () => {
    const toAdults = await explained({ recipient: PLACING_PARTY }, of(PLACING_PARTY, 'vuxen'));
    expect(toAdults.unit).toBe('vuxen');
    expect(new Set(fieldsOf(toAdults, 'placement.registered').map((one) => one.split(' ')[1]))).toEqual(
      new Set(['innerSecrecy']),
    );
    const toChildren = await explained({ recipient: PLACING_PARTY }, of(PLACING_PARTY, 'barn'));
    expect(fieldsOf(toChildren, 'placement.registered')).toContain('/mode ownWord');
  });

  it('to a case worker who names no unit is as to one of a unit that does not have the case (D-028)', async () => {
    const toNobody = await explained({ recipient: PLACING_PARTY }, of(PLACING_PARTY));
    expect(toNobody).not.toHaveProperty('unit');
    expect(new Set(fieldsOf(toNobody, 'placement.registered').map((one) => one.split(' ')[1]))).toEqual(
      new Set(['innerSecrecy']),
    );
    const whole = await explained({ recipient: PLACING_PARTY }, machineOf(PLACING_PARTY));
    expect(fieldsOf(whole, 'placement.registered')).toContain('/mode ownWord');
  });

  it('of another unit tells no field that one’s own unit does not see', async () => {
    const asked = { recipient: PLACING_PARTY, unit: 'barn' };
    expect(fieldsOf(await explained(asked, of(PLACING_PARTY, 'vuxen')), 'placement.registered')).toEqual([]);
    const ofAdults = await explained({ recipient: PLACING_PARTY, unit: 'vuxen' }, of(PLACING_PARTY, 'barn'));
    expect(fieldsOf(ofAdults, 'placement.registered')).toContain('/mode innerSecrecy');
  });

  it('of a deviation in a case is of what is said of that alone', async () => {
    const [deviation] = story.facts.filter(({ type }) => type === 'deviation.reported');
    const subject = `deviation/${deviation!.meta.subject.id}`;
    const { messages } = await explained({ of: subject, recipient: REGION }, of(PLACING_PARTY, 'barn'));
    expect(messages.map(({ type }) => type)).toEqual(['se.hvbhub.deviation.reported.v1']);
    expect(
      await refusedWith(explained({ of: `deviation/${uuid('deviation/D9')}`, recipient: REGION }, of(REGION))),
    ).toEqual({
      code: 'NotFound',
    });
  });

  it('of what is erased says so, to who has said something of it, and to nobody else', async () => {
    await hub.erase(PLACING_PARTY, aRegistration.person.personId);
    const { messages } = await explained({ recipient: PLACING_PARTY }, of(PLACING_PARTY));
    expect(messages.map(({ outcome, because, fields }) => [outcome, because?.reason, fields])).toEqual(
      messages.map(() => ['gone', 'erased', []]),
    );
    expect(await refusedWith(explained({ recipient: REGION }, of('region-21')))).toEqual({ code: 'NotFound' });
  });

  it('is no operator’s', async () => {
    expect(await refusedWith(explained({ recipient: REGION }, { kind: 'operator' }))).toEqual({ code: 'Forbidden' });
  });
});
