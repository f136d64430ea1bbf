export { backOffMs, type RetryPolicy } from './dynamodb/retry.ts';
