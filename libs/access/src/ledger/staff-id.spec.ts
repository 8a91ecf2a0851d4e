import { staffIdOf } from '#access';
import { type PartyId } from '#domain/facts';

const region = 'region-20' as PartyId;
const kommun = 'kommun-2080' as PartyId;

describe('the id of a person at work', () => {
  it('is the uuid that the directory has given, whatever its case', () => {
    expect(staffIdOf(region, '5C000000-0000-4000-8000-00000000C1E4')).toBe('5c000000-0000-4000-8000-00000000c1e4');
  });

  it.each(['anna.svensson@region.example', '191212121212', '19121212-1212-0000-0000-000000000000'])(
    'is made of %s, and tells nothing of it',
    (subject) => {
      const id = staffIdOf(region, subject);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(staffIdOf(region, subject)).toBe(id);
      expect(id).not.toContain('1212-1212');
    },
  );

  it('is another for another subject, and of another party', () => {
    const ids = [staffIdOf(region, 'a'), staffIdOf(region, 'b'), staffIdOf(kommun, 'a')];
    expect(new Set(ids).size).toBe(3);
  });

  it('never changes: it is told by entries of years', () => {
    expect(staffIdOf(region, 'nurse-17')).toBe('252a66cb-9ed4-8e6f-a5ed-0482ce53e0a9');
  });
});
