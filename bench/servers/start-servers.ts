import { startServer, type Place, type RunningServer } from './start-server.ts';
import type { Variant } from './variant.ts';

/** All or none of them. */
export async function startServers(
  wanted: readonly { readonly variant: Variant; readonly place: Place }[],
): Promise<readonly RunningServer[]> {
  const settled = await Promise.allSettled(wanted.map(({ variant, place }) => startServer(variant, place)));
  const servers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = settled.find((each) => each.status === 'rejected');
  if (!failed) return servers;
  await stopServers(servers);
  throw failed.reason;
}

export async function stopServers(servers: readonly RunningServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
