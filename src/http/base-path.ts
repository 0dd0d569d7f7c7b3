/**
 * An address as the routes know it, without the path that a reverse proxy serves them below. One that lacks it is taken as it is:
 * some proxies take the path off themselves, and probes come past them.
 */
export function withoutBasePath(url: string, basePath: string): string {
  if (!url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}
