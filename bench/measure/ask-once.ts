import type { RunningServer } from '../servers/start-server.ts';

/** One request outside all timing; anything but data is an error that says what was answered. */
export async function askOnce({ url, variant }: RunningServer, body: string): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  const answer = response.ok ? (JSON.parse(text) as { data?: unknown; errors?: unknown }) : {};
  if (answer.data === undefined || answer.data === null || answer.errors !== undefined)
    throw new Error(`${variant.name} answered ${response.status}: ${text.slice(0, 600)}\nto ${body.slice(0, 600)}`);
  return answer.data;
}
