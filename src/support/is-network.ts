import { isIP } from 'node:net';

const bits: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

/** Whether a text is an IP address, or a network such as 10.0.0.0/8 that is not of everybody. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const most = bits[isIP(address)];
  if (most === undefined || more.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/u.test(prefix) && Number(prefix) <= most);
}
