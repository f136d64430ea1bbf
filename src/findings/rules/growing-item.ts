import type { AttributeValue } from '../../capacity/attribute-value.ts';
import { attributeBytes, itemBytes, maxItemBytes } from '../../capacity/item-size.ts';
import { sameValue } from '../../capacity/value-identity.ts';
import { bytesText, counted, daysText } from '../amounts.ts';
import type { EntitySample } from '../evidence/entity-sample.ts';
import type { Change, WriteFacts } from '../evidence/write-facts.ts';
import type { Found, Rule } from '../rule.ts';

/** Half of the limit: an item that doubles does not fit. */
const leastShare = 0.5;
/** What takes longer than a design lives is no matter of its. */
const mostDays = 5 * 365;

/** Items near the 400 KB that one may weigh, and items that updates make longer and longer. */
export const growingItem: Rule<'entities' | 'writes'> = {
  id: 'growing-item',
  title: 'items that grow towards 400 KB',
  find: ({ entities, writes }) => [...entities.flatMap(large), ...writes.flatMap((write) => appended(write, entities))],
};

function large({ entity, table, images }: EntitySample): readonly Found[] {
  const sizes = images.map(itemBytes);
  const largest = Math.max(0, ...sizes);
  if (largest < leastShare * maxItemBytes) return [];
  const many = sizes.filter((bytes) => bytes >= leastShare * maxItemBytes).length;
  return [
    {
      severity: 'high',
      about: { target: 'dynamodb', table: table.name },
      evidence: `the largest ${entity} of ${images.length} looked at is ${bytesText(largest)}; ${many} ${many === 1 ? 'is' : 'are'} above half of the limit of 400 KB`,
      consequence:
        'A write that would make an item larger than 400 KB is refused. Long parts belong into items of their own, or into an object store.',
    },
  ];
}

/** Updates that leave an attribute which begins with what it was and is longer. */
function appended(
  { pattern, perDay, operations, changes }: WriteFacts,
  entities: readonly EntitySample[],
): readonly Found[] {
  const growing = changes.filter((change) => appendedTo(change).length > 0);
  const [first] = growing;
  const sample = entities.find(({ entity }) => entity === first?.entity);
  if (first === undefined || sample === undefined || perDay === 0) return [];
  const attributes = [...new Set(growing.flatMap(appendedTo))].sort();
  const grows = growing.reduce((sum, change) => sum + sizeOf(change.after) - sizeOf(change.before), 0) / growing.length;
  const perItemAndDay = (perDay * growing.length) / operations / Math.max(1, sample.records);
  const mean = growing.reduce((sum, { after }) => sum + sizeOf(after), 0) / growing.length;
  const days = (maxItemBytes - mean) / (grows * perItemAndDay);
  if (grows <= 0 || days > mostDays) return [];
  return [
    {
      severity: days < 365 ? 'high' : 'medium',
      about: { target: 'dynamodb', pattern, table: first.table },
      evidence: `appends to ${attributes.join(', ')}: ${bytesText(grows)} each time, ${counted(perItemAndDay, 'time')} a day for each of ${sample.records.toLocaleString('en-US')} ${first.entity}; an average item reaches 400 KB in ${daysText(days)}`,
      consequence:
        'From then on the update is refused; until then each costs the whole item. What is appended belongs into items of its own.',
    },
  ];
}

const sizeOf = (image: Change['before']): number => (image === null ? 0 : itemBytes(image));

/** Attributes that an update made longer without changing what was there. */
function appendedTo({ before, after, changed }: Change): readonly string[] {
  if (before === null || after === null) return [];
  return changed.filter((name) => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined || is === undefined || attributeBytes(name, is) <= attributeBytes(name, was)) return false;
    return beginsWith(is, was);
  });
}

function beginsWith(long: AttributeValue, short: AttributeValue): boolean {
  if ('L' in long && 'L' in short) {
    return short.L.length > 0 && short.L.every((value, at) => sameValue(value, long.L[at]));
  }
  if ('S' in long && 'S' in short) return short.S !== '' && long.S.startsWith(short.S);
  if ('SS' in long && 'SS' in short) return short.SS.every((value) => long.SS.includes(value));
  if ('M' in long && 'M' in short) {
    const names = Object.keys(short.M);
    return names.length > 0 && names.every((name) => sameValue(short.M[name], long.M[name]));
  }
  return false;
}
