/** How an operation can fail, as a saved run divides its `failed`. */
export const errorKinds = ['throttled', 'timeout', 'connection', 'server', 'malformed', 'wrong'] as const;
export type ErrorKind = (typeof errorKinds)[number];
