import { DESCRIPTORS_OWN, descriptorsMax, tooFewDescriptors } from './descriptors.js';

describe('the files that a process may hold open', () => {
  it('are enough for its own and its connections, or too few by one, which is said with the number needed', () => {
    expect(tooFewDescriptors(1_000, DESCRIPTORS_OWN + 1_001)).toBeUndefined();
    expect(tooFewDescriptors(1_000, DESCRIPTORS_OWN + 1_000)).toBeUndefined();
    const sentence = tooFewDescriptors(1_000, DESCRIPTORS_OWN + 999) ?? '';
    expect(sentence).toContain(`får ha ${DESCRIPTORS_OWN + 999} filer öppna och behöver ${DESCRIPTORS_OWN + 1_000}`);
    expect(sentence).toContain('HVB_CONNECTIONS_MAX 1000');
  });

  it('are enough where the system sets no bound', () => {
    expect(tooFewDescriptors(1_000_000, Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  it('are told by the system this runs on', () => {
    expect(descriptorsMax() ?? 1).toBeGreaterThan(0);
  });
});
