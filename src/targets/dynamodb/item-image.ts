import type { Item } from '../../capacity/attribute-value.ts';
import type { TableDefinition } from '../../capacity/table-definition.ts';
import { readTableDefinition } from '../../capacity/units-file.ts';
import type { Item as NativeItem } from '../../workload/dynamodb-port.ts';
import { BadInput } from '../../workload/problem.ts';
import type { Workload } from '../../workload/workload.ts';
import { marshalAttributes } from './codec/marshal.ts';

/** An item as DynamoDB is sent it. */
export function itemImage(item: NativeItem): Item {
  return JSON.parse(marshalAttributes(item)) as Item; // marshal writes nothing else
}

/**
 * The tables of a workload by name, as sizes and units need them.
 * @throws {BadInput} where CreateTable would refuse one.
 */
export function tableDefinitions({ dynamodb }: Workload): ReadonlyMap<string, TableDefinition> {
  return new Map(
    dynamodb.tables.map(({ definition }, at) => {
      const read = readTableDefinition(definition);
      if (!read.ok) {
        const place = `dynamodb.tables[${at}].definition`;
        throw new BadInput(read.problems.map((problem) => ({ ...problem, place: `${place}.${problem.place}` })));
      }
      return [read.value.name, read.value];
    }),
  );
}
