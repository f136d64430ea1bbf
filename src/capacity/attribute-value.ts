/** One value in DynamoDB JSON, exactly one type each; `B` is base64, `N` a number as text. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** An item, or a map inside one: attribute values by name. */
export interface Item {
  readonly [name: string]: AttributeValue;
}

/** The value of an attribute, `undefined` where the item lacks it; names such as `constructor` are safe. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}
