import type { Item } from '../../capacity/attribute-value.ts';
import { shareText, wholeText } from '../../judge/claim-answer.ts';
import type { EntitySample } from '../evidence/entity-sample.ts';
import type { Found, Rule } from '../rule.ts';

/** Epoch seconds of the year 5138; what is above is milliseconds. */
const mostSeconds = 100_000_000_000;
/** DynamoDB deletes within days, not at the second. */
const slackDays = 2;
const daySeconds = 86_400;

/** A declared time to live that cannot work: missing, no number of seconds, or later than its days. */
export const timeToLive: Rule<'entities' | 'asOfMs'> = {
  id: 'time-to-live',
  title: 'a time to live that does not expire what it should',
  find: ({ entities, asOfMs }) => entities.flatMap((sample) => finding(sample, asOfMs)),
};

interface Fault {
  readonly is: (image: Item, of: { readonly attribute: string; readonly days: number }, asOfMs: number) => boolean;
  readonly says: (attribute: string, days: number) => string;
  readonly severity: Found['severity'];
  readonly consequence: string;
}

const never = 'DynamoDB leaves such an item alone: it is never deleted, and is stored and read for ever.';

/** Of several the first that an item has. */
const faults: readonly Fault[] = [
  {
    is: (image, { attribute }) => image[attribute] === undefined,
    says: (attribute) => `have no ${attribute}`,
    severity: 'high',
    consequence: never,
  },
  {
    is: (image, { attribute }) => seconds(image, attribute) === null,
    says: (attribute) => `have a ${attribute} that is no number`,
    severity: 'high',
    consequence: never,
  },
  {
    is: (image, { attribute }) => (seconds(image, attribute) ?? 0) > mostSeconds,
    says: (attribute) => `have a ${attribute} in milliseconds, where epoch seconds are wanted`,
    severity: 'high',
    consequence: 'Read as seconds it lies tens of thousands of years ahead: the item is never deleted.',
  },
  {
    is: (image, { attribute, days }, asOfMs) =>
      (seconds(image, attribute) ?? 0) > asOfMs / 1000 + (days + slackDays) * daySeconds,
    says: (attribute, days) => `have a ${attribute} more than the declared ${days} days ahead`,
    severity: 'medium',
    consequence: 'They are kept, stored and read longer than the design says.',
  },
  {
    is: (image, { attribute }, asOfMs) => (seconds(image, attribute) ?? 0) < asOfMs / 1000 - slackDays * daySeconds,
    says: (attribute) => `are more than ${slackDays} days past their ${attribute} and still there`,
    severity: 'medium',
    consequence: 'Expired items are stored and read until they are deleted; a reader has to leave them out itself.',
  },
];

function finding({ entity, table, images, timeToLive: declared }: EntitySample, asOfMs: number): readonly Found[] {
  if (declared === null) return [];
  const counts = new Map<Fault, number>();
  for (const image of images) {
    const fault = faults.find(({ is }) => is(image, declared, asOfMs));
    if (fault !== undefined) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  return [...counts].map(([{ says, severity, consequence }, count]) => ({
    severity,
    about: { target: 'dynamodb', table: table.name },
    evidence: `${wholeText(count)} of ${wholeText(images.length)} ${entity} looked at (${shareText(count / images.length)}) ${says(declared.attribute, declared.days)}`,
    consequence,
  }));
}

function seconds(image: Item, attribute: string): number | null {
  const value = image[attribute];
  return value !== undefined && 'N' in value ? Number(value.N) : null;
}
