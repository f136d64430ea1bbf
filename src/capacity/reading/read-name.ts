import type { Spot } from './spot.ts';

/** The name of a table or an index. DynamoDB asks for three characters; a shorter name changes no unit. */
export function readName(spot: Spot): string | undefined {
  const expected = 'a name of 1 to 255 characters out of a-z A-Z 0-9 _ . -';
  const name = spot.text(expected);
  return name === undefined || /^[\w.-]{1,255}$/.test(name) ? name : spot.expect(expected);
}
