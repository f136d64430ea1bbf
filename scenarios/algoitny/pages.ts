import type { Item, PageReply } from 'patternbench';

/**
 * The `Limit` of a scan: more than the items of 1 MB here, at which DynamoDB ends a page by itself, so that it changes
 * nothing there. DynamoDB Local reads all that is left of the table for a page without one, and at 1,000 DAU runs out of memory.
 */
export const wholePage = 2000;

/** Fetches page after page until there are no more, or until enough items are there. */
export async function followPages(
  page: (after: Item | undefined) => Promise<PageReply>,
  enough = Number.POSITIVE_INFINITY,
): Promise<() => readonly Item[]> {
  const pages: PageReply[] = [];
  let found = 0;
  let after: Item | undefined;
  do {
    const reply = await page(after);
    pages.push(reply);
    found += reply.count;
    after = reply.lastKey ?? undefined;
  } while (after !== undefined && found < enough);
  return () => pages.flatMap(({ items }) => items).slice(0, enough);
}
