import { shareText, wholeText } from '../../judge/claim-answer.ts';
import type { Severity } from '../../runs/coverage-record.ts';
import { counted, listed } from '../amounts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { HotKey } from '../evidence/key-facts.ts';
import { imageKey } from '../image-key.ts';
import type { Found, Rule } from '../rule.ts';

/** Beyond a million users a day any design of today has been rebuilt. */
const mostDau = 1_000_000;
/** A hundred times, and ten times, the planned thousand. */
const farDau = 100_000;
const nearDau = 10_000;

type Needs = 'hotKeys' | 'entities' | 'tables';

/** Partition keys that take more than one partition gives, at a number of users that can come. */
export const hotKey: Rule<Needs> = {
  id: 'hot-key',
  title: 'one partition key takes too much of the traffic',
  find: (evidence) => {
    const near = evidence.hotKeys.filter(({ dau }) => dau < mostDau);
    const places = new Map<string, HotKey[]>();
    for (const key of near) {
      const place = JSON.stringify([key.table, key.index]);
      places.set(place, [...(places.get(place) ?? []), key]);
    }
    return [...places.values()].flatMap((keys) => finding(evidence, keys));
  },
};

/** One finding for a table or index: its hottest key first, the others beside it. */
function finding(evidence: Pick<Evidence, 'entities' | 'tables'>, keys: readonly HotKey[]): readonly Found[] {
  const [first, ...others] = [...keys].sort((one, other) => one.dau - other.dau);
  if (first === undefined) return [];
  const { table, index } = first;
  const values = valuesOf(evidence, table, index);
  return [
    {
      severity: severityOf(first.dau),
      about: { target: 'dynamodb', table, ...(index === null ? {} : { index }) },
      evidence: `${keyText(first)}${others.length === 0 ? '' : `; ${others.map(keyText).join('; ')}`}. ${counted(values, 'key')} seen in ${index === null ? 'the table' : 'the index'}`,
      consequence:
        index === null
          ? 'Beyond that the partition throttles, in either capacity mode and whatever the table has left. More values in the key, or a cache in front of it, spread the traffic.'
          : 'Beyond that the partition throttles, in either capacity mode; writes that the index cannot take are throttled on the table too. A suffix on the key (a day, a number from 0 to 9) spreads them.',
    },
  ];
}

function keyText({ key, direction, share, dau, limitUnits, patterns }: HotKey): string {
  return `${key} takes ${shareText(share)} of the ${direction} units (${listed(patterns.slice(0, 3))}) and reaches ${wholeText(limitUnits)} ${direction} units/s at ${wholeText(dau)} DAU in the busiest hour`;
}

function severityOf(dau: number): Severity {
  return dau < nearDau ? 'high' : dau < farDau ? 'medium' : 'low';
}

/** Different keys among the records that were looked at. */
function valuesOf({ entities, tables }: Pick<Evidence, 'entities' | 'tables'>, table: string, index: string | null) {
  const definition = tables.get(table);
  const key = index === null ? definition?.key : definition?.indexes.find(({ name }) => name === index)?.key;
  const images = entities.filter((one) => one.table.name === table).flatMap((one) => one.images);
  const seen = images.map((image) => imageKey(image, key?.partition ?? [])).filter((text) => text !== null);
  return new Set(seen).size;
}
