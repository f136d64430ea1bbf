/** k6's `SharedArray`: made while the script is loaded, its elements cannot be changed. A load worker has one of its own. */
export class SharedArray extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(name: string, make: () => readonly unknown[]) {
    super();
    if (typeof name !== 'string' || name === '') throw new TypeError('new SharedArray(name, make): it needs a name');
    const made = typeof make === 'function' ? make() : null;
    if (!Array.isArray(made)) throw new TypeError(`new SharedArray(${JSON.stringify(name)}): make() gives an array`);
    for (const element of made) this.push(frozen(JSON.parse(JSON.stringify(element ?? null))));
    Object.freeze(this);
  }
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
