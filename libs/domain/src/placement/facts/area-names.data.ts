/** The areas of care and measures in words, as they stand in the middle of a sentence. */
import { type AreaKind } from './placement.js';

export const AREA_NAMES: Readonly<Record<AreaKind, { readonly sv: string; readonly en: string }>> = {
  housing: { sv: 'boende', en: 'housing' },
  socialSupport: { sv: 'sociala stödinsatser', en: 'social support' },
  healthcare: { sv: 'hälso- och sjukvård', en: 'health care' },
  psychiatry: { sv: 'psykiatri', en: 'psychiatry' },
  dental: { sv: 'tandvård', en: 'dental care' },
  schooling: { sv: 'skolgång', en: 'schooling' },
  rehabilitation: { sv: 'rehabilitering', en: 'rehabilitation' },
  selfCare: { sv: 'egenvård', en: 'self-care' },
  other: { sv: 'övrigt', en: 'other' },
};
