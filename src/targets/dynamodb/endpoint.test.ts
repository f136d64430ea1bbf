import { expect, it } from 'vitest';
import { endpointOf, isLoopback } from './endpoint.ts';

it.each<[string, object]>([
  ['http://127.0.0.1:8000', { secure: false, hostname: '127.0.0.1', port: 8000, host: '127.0.0.1:8000', path: '/' }],
  ['http://localhost', { secure: false, hostname: 'localhost', port: 80, host: 'localhost' }],
  ['http://localhost:80/', { port: 80, host: 'localhost' }],
  ['http://[::1]:8000', { hostname: '::1', port: 8000, host: '[::1]:8000' }],
  ['https://dynamodb.us-east-1.amazonaws.com', { secure: true, port: 443, host: 'dynamodb.us-east-1.amazonaws.com' }],
  ['https://example.com:8443/proxy', { port: 8443, host: 'example.com:8443', path: '/proxy/' }],
])('%s', (url, endpoint) => {
  expect(endpointOf(url)).toMatchObject(endpoint);
});

it.each(['ftp://127.0.0.1', 'localhost:8000', 'nonsense'])('%s is none', (url) => {
  expect(() => endpointOf(url)).toThrow(TypeError);
});

it.each([
  ['http://localhost:8000', true],
  ['http://127.0.0.1', true],
  ['http://127.1.2.3', true],
  ['http://[::1]:8000', true],
  ['http://db.localhost', true],
  ['http://10.0.0.1:8000', false],
  ['https://dynamodb.us-east-1.amazonaws.com', false],
  ['http://localhost.example.com', false],
])('whether %s is loopback: %s', (url, loopback) => {
  expect(isLoopback(endpointOf(url))).toBe(loopback);
});
