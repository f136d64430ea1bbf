import type { Connection, Exchange } from './connection.ts';
import type { Input, OperationName } from './request.ts';

/** A request as a program made it, and what became of it. */
export type Observed = {
  [Name in OperationName]: {
    readonly operation: Name;
    readonly input: Input<Name>;
    readonly exchange: Exchange<Name>;
  };
}[OperationName];

/** Called once for each request, when its answer is there. */
export type Observer = (observed: Observed) => void;

/** The same connection, of which `observe` sees every request with its answer. */
export function observedBy(connection: Connection, observe: Observer): Connection {
  return {
    async send<Name extends OperationName>(
      operation: Name,
      input: Input<Name>,
      timeoutMs: number,
      onSent?: () => void,
    ): Promise<Exchange<Name>> {
      const exchange = await connection.send(operation, input, timeoutMs, onSent);
      // TypeScript does not see that one name makes one member of the union.
      observe({ operation, input, exchange } as Observed);
      return exchange;
    },
    warm: (connections, timeoutMs) => connection.warm(connections, timeoutMs),
    close: () => connection.close(),
  };
}
