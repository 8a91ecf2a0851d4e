import { viewPath } from './view-path.js';

describe('the path of a view', () => {
  it('stands under the placement where one case is asked about, whichever of its kinds names it', () => {
    expect(viewPath({ view: 'costs', of: 'costAllocation/u1', query: { asOf: '2026-03-14' } })).toBe(
      '/v1/placements/u1/costs?asOf=2026-03-14',
    );
    expect(viewPath({ view: 'placement', of: 'placement/u1', query: {} })).toBe('/v1/placements/u1');
  });

  it('is a SIP’s and a consent’s own, whose deadlines are named in `of`', () => {
    expect(viewPath({ view: 'sip', of: 'sip/u3', query: { asOf: '2026-03-14' } })).toBe('/v1/sips/u3?asOf=2026-03-14');
    expect(viewPath({ view: 'consent', of: 'consent/u4', query: {} })).toBe('/v1/consents/u4');
    expect(viewPath({ view: 'deadlines', of: 'sip/u3', query: {} })).toBe('/v1/deadlines?of=sip%2Fu3');
  });

  it('stands under the deviations where one is asked about; what else is asked of it names it in `of`', () => {
    expect(viewPath({ view: 'deviation', of: 'deviation/u3', query: {} })).toBe('/v1/deviations/u3');
    expect(viewPath({ view: 'timeline', of: 'deviation/u3', query: {} })).toBe('/v1/timeline?of=deviation%2Fu3');
    expect(viewPath({ view: 'deviations', of: 'placement/u1', query: {} })).toBe('/v1/placements/u1/deviations');
  });

  it('names any other thing in `of`, and nothing where a list is asked for', () => {
    expect(viewPath({ view: 'deadlines', of: 'agreement/u2', query: {} })).toBe('/v1/deadlines?of=agreement%2Fu2');
    expect(viewPath({ view: 'deadlines', of: undefined, query: { party: 'region-20', status: 'open' } })).toBe(
      '/v1/deadlines?party=region-20&status=open',
    );
  });
});
