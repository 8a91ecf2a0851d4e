import { dataWithUuids, isLabel, labelsOf, subjectWithUuid } from './labels.js';

describe('a label', () => {
  const labels = labelsOf('a story');

  it('is the same uuid wherever it stands, at every run', () => {
    expect(labels.uuidOf('measure/M1')).toBe(labelsOf('a story').uuidOf('measure/M1'));
    expect(labels.uuidOf('measure/M1')).not.toBe(labels.uuidOf('measure/M2'));
    expect(labels.uuidOf('measure/M1')).not.toBe(labelsOf('another story').uuidOf('measure/M1'));
  });

  it("names the placement where it is written as that case's costAllocation", () => {
    expect(subjectWithUuid('costAllocation/P1', labels)).toBe(`costAllocation/${labels.uuidOf('placement/P1')}`);
    expect(labels.uuidOf('costAllocation/P1')).toBe(labels.uuidOf('placement/P1'));
  });

  it('begins with a letter of any case', () => {
    for (const label of ['hvb/lugnet', 'hvb/Lugnet', 'message/start-1', 'person/A', 'person/a_2']) {
      expect([label, isLabel(label)]).toEqual([label, true]);
    }
    for (const text of ['dnr/2026-12', 'hvb/', '/lugnet', 'HVB/lugnet', 'a/b/c', 'hvb/-x', 'hvb/lugnet Sala']) {
      expect([text, isLabel(text)]).toEqual([text, false]);
    }
    expect(labels.uuidOf('hvb/lugnet')).not.toBe(labels.uuidOf('hvb/Lugnet'));
  });

  it('is no uuid, though that begins with a letter too', () => {
    const subject = 'placement/c0ffee00-1234-4abc-9def-196408233234';
    expect(isLabel(subject)).toBe(false);
    expect(subjectWithUuid(subject, labels)).toBe(subject);
  });

  it('is replaced at any depth where a uuid is expected, and no text is', () => {
    const data = {
      clarificationId: 'clarification/första',
      measures: [{ measureId: 'measure/samtal', title: 'och/eller', responsible: ['region-20'] }],
    };
    const sent = dataWithUuids('placement.responsibilityClarified', { ...data, clarificationId: 'list/K1' }, labels);
    expect(sent).toEqual({
      clarificationId: labels.uuidOf('list/K1'),
      measures: [{ measureId: labels.uuidOf('measure/samtal'), title: 'och/eller', responsible: ['region-20'] }],
    });
    expect(dataWithUuids('costAllocation.proposed', { documentRef: 'beslut/A12', version: 1 }, labels)).toEqual({
      documentRef: 'beslut/A12',
      version: 1,
    });
  });

  it('is the consent that a ground of disclosure names, and no other reference of one (E-010)', () => {
    const grounds = (ground: string) => ({ disclosure: [{ ground, reference: 'consent/C1', decidedBy: 'chef/B' }] });
    const sent = (data: object) => dataWithUuids('placement.started', data, labels);
    expect(sent(grounds('consent'))).toEqual({
      disclosure: [{ ground: 'consent', reference: labels.uuidOf('consent/C1'), decidedBy: 'chef/B' }],
    });
    expect(sent(grounds('duty'))).toEqual(grounds('duty'));
    for (const disclosure of [{ ground: 'consent' }, [null, 'x', ['consent'], { ground: 'consent', reference: 7 }]])
      expect(sent({ disclosure })).toEqual({ disclosure });
  });

  it('may be the id of a message, where another names it', () => {
    expect(dataWithUuids('placement.annulled', { annulsId: 'message/start-1', reason: 'fel/dag' }, labels)).toEqual({
      annulsId: labels.uuidOf('message/start-1'),
      reason: 'fel/dag',
    });
    expect(dataWithUuids('placement.annulled', { annulsId: 'start-1', reason: '' }, labels)).toMatchObject({
      annulsId: 'start-1',
    });
  });

  it('is one too where the type, or the field, is not known', () => {
    const id = labels.uuidOf('hvb/lugnet');
    expect(dataWithUuids('placement.unknown', { x: ['hvb/lugnet'] }, labels)).toEqual({ x: [id] });
    expect(dataWithUuids('placement.started', { startedOn: 'hvb/lugnet', y: 'hvb/lugnet' }, labels)).toEqual({
      startedOn: 'hvb/lugnet',
      y: id,
    });
    expect(dataWithUuids('placement.registered', { person: null, toString: 'hvb/lugnet' }, labels)).toEqual({
      person: null,
      toString: id,
    });
  });
});
