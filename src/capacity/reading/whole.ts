/** All parts, or `undefined` where one of them could not be read. */
export function whole<Part>(parts: readonly (Part | undefined)[] | undefined): readonly Part[] | undefined {
  if (parts === undefined) return undefined;
  const read = parts.filter((part) => part !== undefined);
  return read.length === parts.length ? read : undefined;
}
