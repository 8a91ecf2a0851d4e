/** The agreements that a scenario may name by their rule pack: title, parties and validity, as registered at its start. */
import { type PackId } from '#domain';

export interface NamedAgreement {
  readonly kind: 'regional' | 'local' | 'internal';
  readonly title: string;
  readonly parties: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
}

const DALARNA = [
  ...[
    '2021',
    '2023',
    '2026',
    '2029',
    '2031',
    '2034',
    '2039',
    '2061',
    '2062',
    '2080',
    '2081',
    '2082',
    '2083',
    '2084',
    '2085',
  ],
].map((code) => `kommun-${code}`);

const VETLANDA = ['kommun-0685.socialnamnden', 'kommun-0685.vard-och-omsorgsnamnden'];

export const NAMED_AGREEMENTS: Readonly<Record<PackId, NamedAgreement>> = {
  'dalarna-hvb-2025': {
    kind: 'regional',
    title: 'Regional överenskommelse om samverkan vid placering i HVB, Dalarna',
    parties: ['region-20', ...DALARNA],
    validFrom: '2025-07-01',
    validTo: '2033-06-30',
  },
  'vetlanda-2015': {
    kind: 'internal',
    title: 'Överenskommelse om samverkan, socialförvaltningen och vård- och omsorgsförvaltningen',
    parties: VETLANDA,
    validFrom: '2015-03-26',
    validTo: '2018-12-31',
  },
  'vetlanda-2023': {
    kind: 'internal',
    title: 'Överenskommelse om samverkan, socialförvaltningen och vård- och omsorgsförvaltningen',
    parties: VETLANDA,
    validFrom: '2023-01-01',
    validTo: '2026-12-31',
  },
  'karlsborg-internal': {
    kind: 'internal',
    title: 'Riktlinje för samverkan, socialförvaltningen',
    parties: ['kommun-1446'],
    validFrom: '2023-01-01',
    validTo: '2030-12-31',
  },
};
