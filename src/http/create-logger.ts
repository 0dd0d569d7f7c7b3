import { pino, type Logger } from 'pino';

/**
 * JSON lines on stdout; pretty on a terminal. Requests are not logged with bodies, so neither variables nor secrets appear.
 */
export function createLogger(level: string, terminal: boolean): Logger {
  return terminal ? pino({ level, transport: { target: 'pino-pretty' } }) : pino({ level });
}
