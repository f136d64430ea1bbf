import type { Item } from '../../capacity/attribute-value.ts';
import { entryBytes, isIndexed } from '../../capacity/index-entry.ts';
import { attributeBytes, itemBytes } from '../../capacity/item-size.ts';
import { type IndexDefinition, keyAttributes } from '../../capacity/table-definition.ts';
import { writeUnits } from '../../capacity/write-units.ts';
import { unitsOf } from '../../coverage/pattern-coverage.ts';
import { figure, shareText } from '../../judge/claim-answer.ts';
import { bytesText, counted, listed } from '../amounts.ts';
import type { EntitySample } from '../evidence/entity-sample.ts';
import type { Evidence } from '../evidence/evidence.ts';

import { isShown } from '../index-readers.ts';
import type { Found, Rule } from '../rule.ts';

/** Half of the bytes are most of them. */
const mostOfBytes = 0.5;
/** More attributes than this are no few. */
const mostAttributes = 3;
/** Write units that their copies in indexes cost for each record: less than one saves nothing. */
const leastUnits = 1;

/** Of all write units, on an average day: nobody changes a design for less. */
const leastOfUnits = 0.01;
const muchOfUnits = 0.25;

type Needs = 'entities' | 'patterns' | 'shows' | 'writes' | 'traces';

/** A few attributes that are most of an item and are copied into indexes. */
export const heavyAttribute: Rule<Needs> = {
  id: 'heavy-attribute',
  title: 'a few attributes make up most of the bytes, and indexes copy them',
  find: (evidence) => evidence.entities.flatMap((sample) => finding(evidence, sample)),
};

function finding(evidence: Pick<Evidence, Needs>, { entity, table, images }: EntitySample): readonly Found[] {
  const heavy = heaviest(table, images);
  if (heavy === null) return [];
  const copies = table.indexes.flatMap((index) => copyOf(index, images, heavy.names));
  const units = copies.reduce((sum, copy) => sum + copy.units, 0);
  const share = (units * insertsPerDay(evidence.writes, entity)) / Math.max(1, writtenPerDay(evidence.patterns));
  if (units < leastUnits || share < leastOfUnits) return [];
  const idle = copies.filter(({ index }) => !isShown(evidence, entity, index, heavy.names)).map(({ index }) => index);
  const shown = copies.map(({ index }) => index).filter((index) => !idle.includes(index));
  const [only] = copies;
  const it = heavy.names.length === 1 ? 'it' : 'them';
  return [
    {
      severity: share >= muchOfUnits ? 'medium' : 'low',
      about: {
        target: 'dynamodb',
        table: table.name,
        ...(copies.length === 1 && only !== undefined ? { index: only.index } : {}),
      },
      evidence: `${listed(heavy.names)} ${heavy.names.length === 1 ? 'is' : 'are'} ${shareText(heavy.share)} of the ${bytesText(heavy.itemBytes)} of a ${entity}; ${heavy.names.length === 1 ? 'its' : 'their'} copies in ${listed(copies.map(({ index, units: own }) => `${index} (${figure(own)})`))} take ${counted(units, 'write unit')} of each insert, ${shareText(share)} of all write units${idle.length === 0 ? '' : `. No pattern that reads ${listed(idle)} shows ${it}`}${shown.length === 0 ? '' : `. Patterns that read ${listed(shown)} show ${it}`}`,
      consequence:
        idle.length === 0
          ? `Every insert pays for ${it} in each index, in units and in storage. A list that shows less, or that fetches ${it} from the table for what is opened, lets the index leave ${it} out.`
          : `Every insert pays for ${it} in each index, in units and in storage, and ${listed(idle)} ${idle.length === 1 ? 'does' : 'do'} so for nobody: leave ${it} out of the projection.`,
    },
  ];
}

/** Records of an entity that the workload's patterns put on an average day. */
function insertsPerDay(writes: Evidence['writes'], entity: string): number {
  return writes.reduce((sum, { perDay, operations, changes }) => {
    const inserts = changes.filter((change) => change.entity === entity && change.before === null).length;
    return sum + (perDay * inserts) / operations;
  }, 0);
}

/** Write units of all patterns on an average day. */
function writtenPerDay(patterns: Evidence['patterns']): number {
  return patterns.reduce(
    (sum, { dynamodb, perDay }) => sum + (dynamodb === null ? 0 : perDay * unitsOf(dynamodb.perOperation).write),
    0,
  );
}

/** The fewest attributes, keys apart, that are more than half of all bytes. */
function heaviest(table: EntitySample['table'], images: readonly Item[]) {
  const keys = new Set(
    [table.key, ...table.indexes.map(({ key }) => key)].flatMap(keyAttributes).map(({ name }) => name),
  );
  const bytes = new Map<string, number>();
  for (const image of images) {
    for (const [name, value] of Object.entries(image)) {
      bytes.set(name, (bytes.get(name) ?? 0) + attributeBytes(name, value));
    }
  }
  const all = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  const names: string[] = [];
  let sum = 0;
  for (const [name, own] of [...bytes].sort((one, other) => other[1] - one[1])) {
    if (keys.has(name)) continue;
    names.push(name);
    sum += own;
    if (names.length > mostAttributes) return null;
    if (sum > mostOfBytes * all) {
      return {
        names,
        share: sum / all,
        itemBytes: images.reduce((total, one) => total + itemBytes(one), 0) / images.length,
      };
    }
  }
  return null;
}

/** What the attributes' copies in an index cost for each record, on average over all records. */
function copyOf(index: IndexDefinition, images: readonly Item[], names: readonly string[]) {
  const isHeld = index.attributes === null || names.some((name) => index.attributes?.includes(name) === true);
  if (!isHeld) return [];
  const held = images.filter((image) => isIndexed(image, index));
  const saved = held.map((image) => {
    const less = Object.fromEntries(Object.entries(image).filter(([name]) => !names.includes(name)));
    return writeUnits(0, entryBytes(image, index)) - writeUnits(0, entryBytes(less, index));
  });
  const units = saved.reduce((sum, one) => sum + one, 0) / Math.max(1, images.length);
  return units > 0 ? [{ index: index.name, units }] : [];
}
