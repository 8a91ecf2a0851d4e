/** Regional överenskommelse om samverkan vid placering i HVB, Dalarna, 2025-07-01–2033-06-30: its terms as data. */
import { type Day } from '../kernel/index.js';
import { type RulePack } from './pack.js';

export const dalarnaHvb2025: RulePack = {
  id: 'dalarna-hvb-2025',
  version: 1,
  title_sv: 'Regional överenskommelse om samverkan vid placering i HVB, Dalarna 2025-07-01–2033-06-30',
  releasedOn: '2025-07-01' as Day,
  judgesPlacements: true,
  settings: {
    retroactiveFrom: 'placementDate',
    afterDeadline: 'escalate',
    plannedRetroactive: 'fromSignature',
    emergencyMonths: 2,
    weekendRule: false,
    waitingDays: 7,
    reminderDays: [30, 14, 7, 1],
  },
  settingRules: {
    retroactiveFrom: {
      rule: 'A-101',
      note_sv:
        'Överenskommelsen säger inte om fördelningen av en akut placerings kostnad verkar tillbaka till placeringsdagen.',
    },
    afterDeadline: {
      rule: 'A-101',
      note_sv: 'Överenskommelsen säger inte vad som händer när två månader har gått.',
    },
    plannedRetroactive: {
      rule: 'A-098',
      note_sv: 'Överenskommelsen säger inte om parterna får underteckna en planerad fördelning med tidigare datum.',
    },
    emergencyMonths: { rule: 'A-099', note_sv: 'Bör vara klarlagd senast 2 månader efter placeringen.' },
    weekendRule: {
      rule: null,
      note_sv: 'Lag 1930:173 gäller tid enligt lag, inte överenskommelsens egna två månader.',
    },
    waitingDays: { rule: null, note_sv: 'Hur länge ett meddelande väntar på vad en annan part har att säga.' },
    reminderDays: { rule: null, note_sv: 'Dagar före en frist då parterna påminns.' },
  },
};
