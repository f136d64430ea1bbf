/** How an engine finds what a pattern asks for; the worst step decides `kind`, scans of small tables aside. */
export interface AccessPath {
  readonly kind: 'key' | 'index' | 'scan' | 'write';
  /** A request or a plan's node each, in words: `Query Orders GSI1`, `Index Scan using orders_pkey`. */
  readonly steps: readonly string[];
}
