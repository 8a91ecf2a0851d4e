import { aCase, aRegistration, day } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

/** An adult born on a fifth, whose documents are kept for research, with one of the region's. */
const story = aCase()
  .registered({ person: { ...aRegistration.person, birthDate: day('1990-03-05') } })
  .started('2026-01-15')
  .healthExamination('done', '2026-02-01')
  .ended('2026-05-10');
const NAMND = 'kommun-2080.socialnamnden';
const REGION = 'region-20';

describe('how long documents are kept', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const documents = async (who: string) => {
    const { body } = await views.view(who, 'retention', story.placementId, { asOf: '2026-06-01' });
    return (body as { readonly documents: readonly Readonly<Record<string, unknown>>[] }).documents;
  };

  it('is shown whole to their keeper and to the auditor, without the mark of what is sealed at rest', async () => {
    for (const who of [NAMND, 'auditor']) {
      const shown = await documents(who);
      expect(shown).toContainEqual(
        expect.objectContaining({ what: 'placement.started', class: 'research', then: 'kept' }),
      );
      expect(shown).toContainEqual(
        expect.objectContaining({ what: 'homeFile', class: 'homeFileForResearch', dueOn: '2028-05-10' }),
      );
      for (const document of shown) expect(document).not.toHaveProperty('fromBirthDate');
    }
  });

  it('is shown to the other side without what a birth date tells, which is named as withheld (D-022)', async () => {
    const shown = await documents(REGION);
    const withheld = (pointer: string) => ({ pointer, reason: 'noGround', class: 'identity' });
    expect(shown[0]).toEqual({
      what: 'placement.registered',
      keeper: NAMND,
      eventId: expect.any(String) as string,
      lastEntryOn: '2026-05-10',
      withheld: ['/class', '/then', '/statute'].map(withheld),
    });
    expect(shown.filter((document) => 'withheld' in document)).toHaveLength(4);
    // The home's own file: that there is one, and nothing of where or how long.
    expect(shown.at(-1)).toEqual({
      what: 'homeFile',
      withheld: expect.arrayContaining([{ pointer: '/hvbId', reason: 'noGround', class: 'place' }]) as object,
      ...{ lastEntryOn: expect.any(String) as string, handedTo: NAMND },
    });
  });

  it('is shown to a region whole of its own documents', async () => {
    expect(await documents(REGION)).toContainEqual(
      expect.objectContaining({ what: 'placement.healthExamination', class: 'healthRecord', dueOn: '2036-02-01' }),
    );
  });
});
