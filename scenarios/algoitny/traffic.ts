import { perDay, perThousandUsers, perUser, type Traffic } from 'patternbench';
import { week } from '../../seed/algoitny/clock.ts';

/**
 * How often each pattern is used. What the design states itself is marked 'design'; all else is assumed. This table is
 * the place to change it.
 *
 * The design's 50 searches per user and day are shared among 02, 03, 04 and 06 by what people do most: they follow a
 * link or type a number (23), page through a list (14), or open a problem with its test cases (8), and seldom search a
 * title or a language's or the completed problems' list (5).
 *
 * Later pages (`.next`) are part of what is asked of a list: half of a platform's problems, which people page through, a
 * quarter of the completed problems, a fifth of a person's own runs, less of the others.
 */
export const rates = {
  '02': perUser(23, 'design'),
  '03.platform': perUser(5, 'design'),
  '03.platform.next': perUser(5, 'design'),
  '03.language': perUser(3, 'design'),
  '03.title': perUser(2, 'design'),
  '04': perUser(3, 'design'),
  '04.next': perUser(1, 'design'),
  '06': perUser(8, 'design'),

  '01': perUser(2),
  '05': perDay(20),
  '07': perUser(4, 'design'),
  '07.next': perUser(1, 'design'),
  '08': perUser(5),
  '08.next': perUser(0.5),
  '09': perUser(2),
  '10': perUser(3),
  '11.platform': perUser(0.5),
  '11.platform.next': perUser(0.1),
  '11.language': perUser(0.4),

  // A code execution (20 a day, the design's) is 14, 16, 13, 15, 12; a hint (2 a day, assumed) is 14, 16, 10, 15, 17.
  '12': perUser(20, 'design'),
  '13': perUser(20, 'design'),
  '14': perUser(22),
  '15': perUser(22),
  '16': perUser(22),
  '17': perUser(2),
  '18': perUser(2),

  // 50 registrations a day per 1,000 users: a job, ten polls (seven of them by task), two changes of status, the problem.
  '19': perThousandUsers(50),
  '20.id': perThousandUsers(150),
  '20.task': perThousandUsers(350),
  '22': perThousandUsers(100),
  'new-problem': perThousandUsers(50),
  '21.type': perDay(80),
  '21.status': perDay(120),

  '23': perDay(20),
  '24': perUser(1),
  '25': perUser(1),
  '26': perThousandUsers(5),
  '27': perDay(10),
  '28.people': perUser(0.2),
  '28.admins': perDay(5),
  '29': perUser(0.2),
  '30': perDay(1),
  '31': perUser(0.5),
  '32': perDay(5),
  '33': perDay(5),
} as const;

/**
 * How often each flow happens. Its steps are part of the rates above; what they leave of a rate happens outside of the
 * flows: lists by platform and language of runs (11), a person's statistics (31), and what administrators do.
 */
export const flowRates = {
  'code-execution': perUser(20, 'design'),
  hint: perUser(2),
  browse: perUser(5),
  search: perUser(1),
  review: perUser(1),
  'login-email': perUser(1),
  'login-google': perUser(1),
  'plan-choice': perUser(0.2),
  registration: perThousandUsers(50),
} as const;

export const traffic: Traffic<keyof typeof rates> = {
  rates,
  flows: flowRates,
  hours: week.hours,
  days: week.days,
};
