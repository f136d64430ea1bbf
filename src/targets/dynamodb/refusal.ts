import { EnvironmentError } from '../../engines/environment-error.ts';
import { BadInput } from '../../workload/problem.ts';
import type { DynamoDbPlace } from '../target.ts';
import { isCredentialRefusal } from './failure.ts';

/** Where in the workload a request comes from. */
export interface Origin {
  readonly place: string;
  readonly expected: string;
}

/** Exceptions that say that the request itself is not one that DynamoDB takes. */
const ofTheLayout = new Set(['ValidationException', 'SerializationException', 'UnsendableInput']);

/**
 * What an exception of DynamoDB, or of the way to it, means for a person: bad input at `origin` where the layout asks
 * for what it refuses, else an engine that cannot be used. `name` is the exception's.
 */
export function refusal(
  { name, message }: { readonly name: string | null; readonly message: string },
  at: DynamoDbPlace,
  origin: Origin | null,
): BadInput | EnvironmentError {
  if (origin !== null && name !== null && ofTheLayout.has(name)) {
    return new BadInput([{ place: origin.place, found: message, expected: origin.expected }]);
  }
  const text = name === null || message.startsWith(name) ? message : `${name}: ${message}`;
  return new EnvironmentError(`DynamoDB at ${at.endpoint} cannot be used: ${text}`, advice(name));
}

function advice(name: string | null): string {
  if (isCredentialRefusal(name)) {
    return 'Check the credentials of the AWS provider chain (environment, profile, role) and what they may do.';
  }
  return 'Check the address, the region and that the server runs; then try again.';
}
