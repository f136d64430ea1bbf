import type { IndexDefinition, TableDefinition } from '../../capacity/table-definition.ts';
import { shareText, wholeText } from '../../judge/claim-answer.ts';
import type { CheckedPattern } from '../../runs/check-record.ts';
import { counted, listed } from '../amounts.ts';
import type { EntitySample } from '../evidence/entity-sample.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { PatternFacts } from '../evidence/pattern-facts.ts';
import { imageKey } from '../image-key.ts';
import type { Found, Rule } from '../rule.ts';

type Needs = 'tables' | 'entities' | 'patterns' | 'traces' | 'checked';

/** Index partitions in which several kinds of record lie, in sort keys that do not keep them apart, and that a pattern reads for one. */
export const mixedPartition: Rule<Needs> = {
  id: 'mixed-partition',
  title: 'one index partition for several kinds of record',
  find: (evidence) =>
    [...evidence.tables.values()].flatMap((table) =>
      table.indexes.flatMap((index) => {
        const partitions = partitionsOf(evidence.entities, table, index);
        const polluted = readersOf(evidence, table, index, partitions);
        return polluted.length === 0 ? [] : [finding(evidence, table, index, partitions, polluted)];
      }),
    ),
};

/** Records of one entity under one key of an index. */
interface Kind {
  readonly entity: string;
  records: number;
  first: string;
  last: string;
}

type Partitions = ReadonlyMap<string, readonly Kind[]>;

function partitionsOf(entities: readonly EntitySample[], table: TableDefinition, index: IndexDefinition): Partitions {
  const partitions = new Map<string, Kind[]>();
  for (const { entity, table: own, records, images } of entities) {
    if (own.name !== table.name) continue;
    const each = records / Math.max(1, images.length);
    for (const image of images) {
      const key = imageKey(image, index.key.partition);
      const sort = imageKey(image, index.key.sort);
      if (key === null || sort === null) continue;
      const kinds = partitions.get(key) ?? [];
      if (kinds.length === 0) partitions.set(key, kinds);
      const kind = kinds.find((one) => one.entity === entity);
      if (kind === undefined) kinds.push({ entity, records: each, first: sort, last: sort });
      else {
        kind.records += each;
        if (sort < kind.first) kind.first = sort;
        if (sort > kind.last) kind.last = sort;
      }
    }
  }
  return partitions;
}

/** A pattern, a key of the index that it reads, and what else than it asks for lies there. */
interface Polluted {
  readonly pattern: PatternFacts;
  readonly key: string;
  readonly asked: readonly Kind[];
  readonly foreign: readonly Kind[];
  readonly share: number;
}

/** Each reading pattern with the worst key that it reads, the worst first. */
function readersOf(
  { patterns, traces }: Pick<Evidence, 'patterns' | 'traces'>,
  table: TableDefinition,
  index: IndexDefinition,
  partitions: Partitions,
): readonly Polluted[] {
  const found = patterns.flatMap((pattern) => {
    const touches = traces.patterns.find((one) => one.pattern === pattern.id)?.operations.flat() ?? [];
    const keys = touches.flatMap((touch) =>
      touch.kind === 'read' && touch.table === table.name && touch.index === index.name && touch.key !== null
        ? [touch.key]
        : [],
    );
    const polluted = [...new Set(keys)].flatMap((key) => pollutedBy(pattern, key, partitions.get(key) ?? []) ?? []);
    const [worst] = polluted.sort((one, other) => other.share - one.share);
    return worst === undefined ? [] : [worst];
  });
  return found.sort((one, other) => other.share - one.share);
}

function pollutedBy(pattern: PatternFacts, key: string, kinds: readonly Kind[]): Polluted | null {
  const asked = kinds.filter(({ entity }) => pattern.asks.includes(entity));
  // Kinds whose sort keys do not overlap can be read apart by a condition on the sort key.
  const foreign = kinds.filter(
    (kind) => !asked.includes(kind) && asked.some((one) => kind.first <= one.last && one.first <= kind.last),
  );
  if (asked.length === 0 || foreign.length === 0) return null;
  const share = total(foreign) / (total(foreign) + total(asked));
  return { pattern, key, asked, foreign, share };
}

const total = (kinds: readonly Kind[]): number => kinds.reduce((sum, { records }) => sum + records, 0);

function finding(
  { checked, entities }: Pick<Evidence, 'checked' | 'entities'>,
  table: TableDefinition,
  index: IndexDefinition,
  partitions: Partitions,
  polluted: readonly Polluted[],
): Found {
  const mixed = [...partitions.values()].filter((kinds) => kinds.length > 1).length;
  const wrong = polluted.map(({ pattern }) => pattern.id).filter((id) => isWrong(checked, id));
  const [only] = polluted;
  const isHigh = wrong.length > 0 || polluted.some(({ pattern }) => pattern.class === 'high');
  const words = polluted.map(
    ({ pattern, key, asked, foreign, share }) =>
      `${key} holds ${kindsText(entities, [...asked, ...foreign])}, and ${pattern.id} asks for ${listed(pattern.asks)}: ${shareText(share)} of what lies there is not`,
  );
  return {
    severity: isHigh ? 'high' : 'medium',
    about: {
      target: 'dynamodb',
      ...(polluted.length === 1 && only !== undefined ? { pattern: only.pattern.id } : {}),
      table: table.name,
      index: index.name,
    },
    evidence: `${mixed} of ${counted(partitions.size, 'key')} seen hold${mixed === 1 ? 's' : ''} several kinds. ${words.join('; ')}${wrong.length === 0 ? '' : `. On DynamoDB ${listed(wrong)} ${wrong.length === 1 ? 'does' : 'do'} not answer what the dataset says`}`,
    consequence:
      'A page of the index comes back with other kinds among what is asked for, and short of it. The kind belongs into the key, or each kind into an index of its own.',
  };
}

/** `about` where not all of a kind were looked at. */
function kindsText(entities: readonly EntitySample[], kinds: readonly Kind[]): string {
  const words = kinds.map(({ entity, records }) => {
    const sample = entities.find((one) => one.entity === entity);
    const isWhole = sample !== undefined && sample.images.length === sample.records;
    return `${isWhole ? '' : 'about '}${wholeText(records)} ${entity}`;
  });
  return listed(words);
}

/** Whether check found that a pattern's answers on DynamoDB are not the dataset's. */
function isWrong(checked: readonly CheckedPattern[], pattern: string): boolean {
  const one = checked.find((each) => each.pattern === pattern);
  return one?.dataset.some(({ target, verdict }) => target === 'dynamodb' && verdict === 'differs') ?? false;
}
