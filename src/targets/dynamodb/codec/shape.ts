/**
 * Where attribute values stand in a request or an answer, so that one walk can translate it.
 *
 * - `plain`: JSON as it is
 * - `value`: one attribute value
 * - `values`: a list of attribute values
 * - `attributes`: a key or an item, attribute values by name
 * - `members`: a structure; members that are not named are no part of it
 * - `list`, `map`: all of one shape
 */
export type Shape =
  | 'plain'
  | 'value'
  | 'values'
  | 'attributes'
  | { readonly members: Members }
  | { readonly list: Shape }
  | { readonly map: Shape };

export type Members = ReadonlyMap<string, Shape>;

/** A structure's members: the plain ones by name, separated by spaces, and those with attribute values in them. */
export function members(plain: string, others: Readonly<Record<string, Shape>> = {}): Members {
  const named = plain.split(' ').map((name): [string, Shape] => [name, 'plain']);
  return new Map([...named, ...Object.entries(others)]);
}
