import { BadSetting } from '#engines';
import { alertSettings } from './mail-settings.js';

const MORE = { HVB_MAIL_FROM: 'hvb-hub@region.example', HVB_PUBLIC_URL: 'https://hub.example' };
const server = (HVB_SMTP_URL: string) => alertSettings({ ...MORE, HVB_SMTP_URL }).mail;

describe('what the environment says of mail', () => {
  it('is nothing until a server is named: no mail is sent', () => {
    expect(alertSettings({})).toEqual({});
    expect(alertSettings(MORE)).toEqual({ publicUrl: 'https://hub.example' });
    expect(alertSettings({ HVB_PUBLIC_URL: 'https://hub.example/hvb//' })).toEqual({
      publicUrl: 'https://hub.example/hvb',
    });
  });

  it('is TLS from the first byte, or STARTTLS, and neither on the machine itself alone', () => {
    const from = 'hvb-hub@region.example';
    expect(server('smtps://hub:hem%40lig@post.example')).toEqual({
      ...{ host: 'post.example', port: 465, isTls: true, isPlain: false, user: 'hub', password: 'hem@lig', from },
    });
    expect(server('smtp://post.example')).toEqual({
      ...{ host: 'post.example', port: 587, isTls: false, isPlain: false, from },
    });
    expect(server('smtp://127.0.0.1:2525')).toMatchObject({ port: 2525, isPlain: true });
    expect(server('smtp://[::1]:2525')).toMatchObject({ host: '::1', isPlain: true });
    expect(server('smtps://localhost')).toMatchObject({ isPlain: false });
    expect(server('smtp://localhost.example')).toMatchObject({ isPlain: false });
  });

  it.each([
    ['post.example'],
    ['http://post.example'],
    ['smtp://'],
    ['smtp://post.example/utgang'],
    ['smtp://post.example?tls=no'],
    ['smtp://post.example#x'],
  ])('refuses %s, and repeats none of it', (url) => {
    expect(() => server(url)).toThrow(BadSetting);
    expect(() => server(url)).toThrow('HVB_SMTP_URL: smtps://user:password@mail.example:465');
  });

  it.each([
    ['HVB_MAIL_FROM', { HVB_PUBLIC_URL: MORE.HVB_PUBLIC_URL }],
    ['HVB_MAIL_FROM', { ...MORE, HVB_MAIL_FROM: 'Hubben <hvb-hub@region.example>' }],
    ['HVB_PUBLIC_URL', { HVB_MAIL_FROM: MORE.HVB_MAIL_FROM }],
    ['HVB_PUBLIC_URL', { ...MORE, HVB_PUBLIC_URL: 'ftp://hub.example' }],
    ['HVB_PUBLIC_URL', { ...MORE, HVB_PUBLIC_URL: 'https://hub.example/?a=b' }],
    ['HVB_PUBLIC_URL', { ...MORE, HVB_PUBLIC_URL: 'https://a@hub.example/' }],
    ['HVB_PUBLIC_URL', { ...MORE, HVB_PUBLIC_URL: 'hub.example' }],
  ])('asks for %s beside the server', (name, more) => {
    expect(() => alertSettings({ HVB_SMTP_URL: 'smtps://post.example', ...more })).toThrow(name);
  });
});
