import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { Reader } from './quantity.ts';
import { readTargetOptions, type TargetOptions } from './target-options.ts';

const typed: TargetOptions = {
  target: undefined,
  dynamodb: 'auto',
  postgres: 'embedded',
  workload: undefined,
  region: 'us-east-1',
};

function read(options: Partial<Record<keyof TargetOptions, unknown>>) {
  const reader = new Reader();
  const choice = readTargetOptions({ ...typed, ...options } as TargetOptions, reader);
  return { choice, problems: reader.problems.map(sentence) };
}

describe('the options of the targets', () => {
  it.each([
    [
      'nothing',
      {},
      { names: ['dynamodb', 'postgres'], dynamodb: { engine: 'auto' }, postgres: { engine: 'embedded' } },
    ],
    ['one target', { target: 'postgres' }, { names: ['postgres'] }],
    ['both by name', { target: 'both' }, { names: ['dynamodb', 'postgres'] }],
    ['an emulator', { dynamodb: 'dynalite' }, { dynamodb: { engine: 'dynalite' } }],
    ['a URL', { dynamodb: 'http://127.0.0.1:8000' }, { dynamodb: { engine: 'url', url: 'http://127.0.0.1:8000' } }],
    ['a database', { postgres: 'postgresql://h/d' }, { postgres: { engine: 'url', url: 'postgresql://h/d' } }],
    ['a region', { region: 'ap-northeast-2' }, { region: 'ap-northeast-2' }],
    ['a workload', { workload: 'shop.ts' }, { workloadFile: 'shop.ts' }],
    ['an engine of a target that is not asked for', { target: 'postgres', dynamodb: 'aws' }, { names: ['postgres'] }],
  ])('read %s', (_, options, expected) => {
    const { choice, problems } = read(options);
    expect(problems).toEqual([]);
    expect(choice).toMatchObject(expected);
  });

  it.each([
    ['an unknown target', { target: 'mysql' }, '--target: found "mysql", expected one of dynamodb, postgres, both'],
    ['two targets', { target: ['dynamodb', 'postgres'] }, '--target: found 2 values'],
    ['AWS', { dynamodb: 'aws' }, '--dynamodb: found "aws", which this version does not do'],
    ['an endpoint of AWS', { dynamodb: 'https://dynamodb.us-east-1.amazonaws.com' }, '--dynamodb: found'],
    ['no URL', { dynamodb: 'localhost' }, '--dynamodb: found "localhost"'],
    ['another protocol', { postgres: 'mysql://h/d' }, '--postgres: found'],
    ['no region', { region: 'Frankfurt' }, '--region: found "Frankfurt", expected one AWS Region'],
    ['an empty file name', { workload: '' }, '--workload: found nothing, expected one file'],
  ])('refuse %s', (_, options, problem) => {
    expect(read(options).problems).toEqual([expect.stringContaining(problem)]);
  });

  it('keep every problem', () => {
    expect(read({ target: 'x', dynamodb: 'aws', postgres: 'y', region: 'z' }).problems.length).toBe(4);
  });

  it('never repeat a password', () => {
    expect(read({ postgres: 'mysql://me:secret@h/d' }).problems.join()).not.toContain('secret');
  });
});
