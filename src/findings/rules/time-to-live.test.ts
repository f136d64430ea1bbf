import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../capacity/attribute-value.ts';
import { item, notes, sample } from '../evidence.fixture.ts';
import { timeToLive } from './time-to-live.ts';

const asOfMs = Date.parse('2026-01-15T00:00:00Z');
const days = (count: number): AttributeValue => ({ N: String(asOfMs / 1000 + count * 86_400) });
const declared = { attribute: 'Expires', days: 90 };

function found(value: AttributeValue | null, of: typeof declared | null = declared) {
  const fine = { ...item({ PK: 'p', SK: 's' }), Expires: days(30) };
  const odd = value === null ? item({ PK: 'p', SK: 't' }) : { ...item({ PK: 'p', SK: 't' }), Expires: value };
  return timeToLive.find({ asOfMs, entities: [sample(notes(), [fine, fine, fine, odd], { timeToLive: of })] });
}

describe('a time to live that does not expire what it should', () => {
  it.each<[string, AttributeValue | null, string | null]>([
    ['seconds ahead', days(90), null],
    ['missing', null, 'have no Expires'],
    ['text', { S: '2026-04-15' }, 'have a Expires that is no number'],
    ['milliseconds', { N: String(asOfMs) }, 'have a Expires in milliseconds, where epoch seconds are wanted'],
    ['two days later than declared', days(92), null],
    ['later than that', days(92.1), 'have a Expires more than the declared 90 days ahead'],
    ['past by two days', days(-2), null],
    ['past by more', days(-2.1), 'are more than 2 days past their Expires and still there'],
  ])('%s', (_case, value, says) => {
    const expected = says === null ? [] : [`1 of 4 note looked at (25 %) ${says}`];
    expect(found(value).map(({ evidence }) => evidence)).toEqual(expected);
  });

  it('is only looked for where one is declared', () => {
    expect(found(null, null)).toEqual([]);
  });
});
