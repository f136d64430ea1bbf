/** Where a DynamoDB answers. */
export interface Endpoint {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** As it is sent in `Host`: with the port where it is not the protocol's own. */
  readonly host: string;
  /** Of an HTTP request, with a slash at its end, as the SDK has it. */
  readonly path: string;
}

/** @throws {TypeError} where the text is no http or https URL. */
export function endpointOf(url: string): Endpoint {
  const { protocol, hostname, port, host, pathname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError(`${protocol} is neither http: nor https:`);
  const secure = protocol === 'https:';
  return {
    secure,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    host,
    path: pathname.endsWith('/') ? pathname : `${pathname}/`,
  };
}

/** Whether a host is this machine by its name alone: `localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback({ hostname }: Endpoint): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '::1' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
