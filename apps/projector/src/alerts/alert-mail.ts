/** The mail of an alert: its kind, its id, and the door; nothing else. */
import { type Alert } from './alert.js';
import { ALERT_SAYS, FOOT_SAYS, SEE_SAYS, SUBJECT_SAYS } from './alert-mail.data.js';

export interface AlertMail {
  /** By which a mail server knows the same mail again. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** `publicUrl`: where the hub's doors are, without a slash at its end. */
export function alertMail({ id, kind, path }: Pick<Alert, 'id' | 'kind' | 'path'>, publicUrl: string): AlertMail {
  const link = `${publicUrl}${path}`;
  const part = (language: 'sv' | 'en'): string =>
    [ALERT_SAYS[kind][language], '', `${SEE_SAYS[language]} ${link}`, '', FOOT_SAYS[language]].join('\n');
  return {
    id,
    subject: `${SUBJECT_SAYS.sv} / ${SUBJECT_SAYS.en}`,
    text: [part('sv'), '', '--', '', part('en'), '', `${kind} ${id}`, ''].join('\n'),
  };
}
