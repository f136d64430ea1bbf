import { describe, expect, it } from 'vitest';
import { BurstBucket } from './burst-bucket.ts';

describe('a bucket of 10 units a second', () => {
  it('has its capacity and nothing more where nothing was kept', () => {
    const bucket = new BurstBucket(10, 0);
    expect(bucket.available(0)).toBe(10);
    bucket.take(10);
    expect(bucket.available(0)).toBe(0);
    expect(bucket.available(1)).toBe(10);
  });

  it('keeps what was not used, at most 300 seconds of it', () => {
    const bucket = new BurstBucket(10, 0);
    bucket.take(4);
    expect(bucket.available(1)).toBe(16);
    expect(bucket.available(100)).toBe(16 + 99 * 10);
    expect(bucket.available(1000)).toBe(3010);
  });

  it('is spent by a spike and fills again by what is not used', () => {
    const bucket = new BurstBucket(10, 300);
    expect(bucket.available(0)).toBe(3010);
    bucket.take(3010);
    expect(bucket.available(1)).toBe(10);
    bucket.take(10);
    expect(bucket.available(11)).toBe(100);
  });

  it('keeps no more than 300 seconds of a smaller capacity', () => {
    const bucket = new BurstBucket(100, 300);
    bucket.setCapacity(10, 60);
    expect(bucket.available(60)).toBe(3010);
  });

  it('does not win anything from a larger capacity but the capacity', () => {
    const bucket = new BurstBucket(10, 300);
    bucket.setCapacity(100, 60);
    expect(bucket.available(60)).toBe(3100);
    expect(bucket.available(61)).toBe(3200);
  });
});
