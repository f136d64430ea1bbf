import { describe, expect, it } from 'vitest';
import { perDay, perUser, type Traffic } from '../workload/traffic.ts';
import { dailyUsers } from './daily-users.ts';

// Half of the day's operations fall into one of its hours, and each day is like the others.
const traffic: Traffic = {
  rates: { read: perUser(36), write: perUser(12), sweep: perDay(7200) },
  hours: Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 23 : 1)),
  days: [1, 1, 1, 1, 1, 1, 1],
};

describe('daily active users', () => {
  it('are those whose busiest hour asks for what was held: 36 × DAU × 23/46 ÷ 3600 a second', () => {
    expect(dailyUsers(traffic, [{ pattern: 'read', perSecond: 100 }], 'together')).toBe(20_000);
  });

  it('leave out what comes whatever their number', () => {
    const held = [
      { pattern: 'read', perSecond: 100 },
      { pattern: 'sweep', perSecond: 1 },
    ];
    // 7,200 a day are 1 a second in the busiest hour.
    expect(dailyUsers(traffic, held, 'together')).toBe(20_000);
  });

  it('are the least of what each pattern allows, where the load has not the traffic’s shares', () => {
    const held = [
      { pattern: 'read', perSecond: 50 },
      { pattern: 'write', perSecond: 50 },
    ];
    expect(dailyUsers(traffic, held, 'each')).toBe(10_000);
    expect(dailyUsers(traffic, held, 'together')).toBe(15_000);
  });

  it('are not known of patterns that no user asks for', () => {
    expect(dailyUsers(traffic, [{ pattern: 'sweep', perSecond: 9 }], 'each')).toBeNull();
  });
});
