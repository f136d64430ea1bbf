import { describe, expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { SeededWorld } from '../dataset/world.ts';
import { isPristine, manifestText, newManifest, parseManifest } from './manifest.ts';

const world = new SeededWorld(7, { dau: 10, days: 2 }, shop.asOfMs);
const manifest = newManifest(world, shop, { hash: 'a hash', layout: 'a digest' });

describe('a manifest', () => {
  it('says what the dataset is, and that nothing of it is there yet', () => {
    expect(manifest).toMatchObject({
      workload: 'shop',
      randomSeed: 7,
      dau: 10,
      days: 2,
      status: 'loading',
      counts: { customer: 30, order: 40 },
      loaded: { customer: 0, order: 0 },
      written: 0,
    });
    expect(isPristine(manifest)).toBe(true);
    expect(isPristine({ ...manifest, runs: ['a run'] })).toBe(false);
  });

  it('comes back from its text', () => {
    expect(parseManifest(manifestText(manifest))).toEqual(manifest);
  });

  it.each([
    ['no JSON', '{'],
    ['another thing', '[]'],
    ['nothing', 'null'],
    ['another version', manifestText(manifest).replace('dataset@1', 'dataset@2')],
    ['a count that is none', manifestText(manifest).replace('"customer":30', '"customer":"30"')],
    ['a state that nobody knows', manifestText(manifest).replace('"loading"', '"gone"')],
    ['no hash', manifestText(manifest).replace('"hash"', '"hush"')],
  ])('is none where its text is %s', (_, text) => {
    expect(parseManifest(text)).toBeNull();
  });
});
