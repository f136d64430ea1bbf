import type { Rule } from '../rule.ts';
import { growingCollection } from './growing-collection.ts';
import { growingItem } from './growing-item.ts';
import { heavyAttribute } from './heavy-attribute.ts';
import { hotKey } from './hot-key.ts';
import { indexMove } from './index-move.ts';
import { indexRewrite } from './index-rewrite.ts';
import { mixedPartition } from './mixed-partition.ts';
import { overRead } from './over-read.ts';
import { requests } from './requests.ts';
import { scan } from './scan.ts';
import { staleRead } from './stale-read.ts';
import { timeToLive } from './time-to-live.ts';
import { unreadIndex } from './unread-index.ts';
import { writeAmplification } from './write-amplification.ts';
import { wrongOrder } from './wrong-order.ts';

/** Every rule: what makes answers wrong, then what does not last, then what costs. Findings of equal severity come in this order. */
export const rules: readonly Rule[] = [
  wrongOrder,
  mixedPartition,
  staleRead,
  scan,
  hotKey,
  growingCollection,
  growingItem,
  timeToLive,
  writeAmplification,
  heavyAttribute,
  indexRewrite,
  indexMove,
  overRead,
  requests,
  unreadIndex,
];
