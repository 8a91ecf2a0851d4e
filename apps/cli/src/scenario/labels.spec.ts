import { labelsOf, subjectWithUuid, withUuids } from './labels.js';

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

  it('is replaced at any depth, and nothing else is', () => {
    expect(
      withUuids({ measures: [{ measureId: 'measure/M1', title: 'Samtal' }], documentRef: 'dnr/2026-12' }, labels),
    ).toEqual({
      measures: [{ measureId: labels.uuidOf('measure/M1'), title: 'Samtal' }],
      documentRef: 'dnr/2026-12',
    });
  });
});
