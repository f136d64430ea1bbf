// What `import … from 'k6/metrics'` gives a script.
import { Counter, Gauge, Rate, Trend } from './metrics.ts';

export { Counter, Gauge, Rate, Trend };
export default { Counter, Gauge, Rate, Trend };
