/** Mandates of an auditor in force, as the register gives them to whoever asks. */
import { MANDATE_CLASSES, type MandateInForce, type Principal } from '#access';
import { type Day, type DisclosureClass, type PartyId } from '#domain/facts';
import { uuid } from './case-defaults.data.js';

/** Over some parties or all, of all classes where none are named. */
export const mandateOver = (
  parties: 'all' | readonly string[],
  classes: readonly DisclosureClass[] = MANDATE_CLASSES,
  label = 'mandate/M1',
): MandateInForce => ({
  mandateId: uuid(label),
  parties: parties as 'all' | readonly PartyId[],
  classes,
  statute: { act: 'SoL 2025:400', section: '28:1' },
  ...{ from: '2026-01-01' as Day, to: '2026-12-31' as Day },
});

/** An auditor of the register. */
export const auditorUnder = (auditor: string, ...mandates: readonly MandateInForce[]): Principal => ({
  ...{ kind: 'auditor', auditor, mandates },
});
