/** What a metric of a script collects: a sum, the last value, how often something held, or a distribution. */
export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';
