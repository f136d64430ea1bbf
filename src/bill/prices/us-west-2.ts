/** Read on 2026-08-09. `null`: looked for and not found. */
export const usWest2 = {
  name: 'US West (Oregon)',
  dynamodb: {
    standard: {
      writeRequestUnitUsdPerMillion: '0.625',
      readRequestUnitUsdPerMillion: '0.125',
      replicatedWriteRequestUnitUsdPerMillion: '0.625',
      writeCapacityUnitHourUsd: '0.00065',
      readCapacityUnitHourUsd: '0.00013',
      storageUsdPerGbMonth: '0.25',
      pitrUsdPerGbMonth: '0.20',
      backupUsdPerGbMonth: '0.10',
      restoreUsdPerGb: null,
      streamsReadUsdPerMillion: '0.20',
      reserved: {
        oneYear: {
          writeUpfrontUsdPer100Units: '150',
          writeHourUsdPer100Units: '0.0128',
          readUpfrontUsdPer100Units: '30',
          readHourUsdPer100Units: '0.0025',
        },
        threeYear: {
          writeUpfrontUsdPer100Units: '180',
          writeHourUsdPer100Units: '0.0081',
          readUpfrontUsdPer100Units: '36',
          readHourUsdPer100Units: '0.0016',
        },
        confidence: 'B',
        source: 'awslabs/amazon-dynamodb-tools b3ef85a, archived/reco (undated)',
        asOf: null,
      },
      confidence: 'B',
      confidenceByField: {
        backupUsdPerGbMonth: 'C',
        replicatedWriteRequestUnitUsdPerMillion: 'A',
      },
      source:
        'us-west-2 price-list reading; PITR SKU UKQHCFER4QFSMKMD; provisioned rates awslabs/amazon-dynamodb-tools b3ef85a (undated)',
      sourceByField: {
        backupUsdPerGbMonth: 'assumed equal to us-east-1',
        replicatedWriteRequestUnitUsdPerMillion:
          "by the rule 'priced as the plain unit' (AWS guide, global-tables-billing)",
      },
      asOf: '2026-08-09',
      asOfByField: {
        writeCapacityUnitHourUsd: null,
        readCapacityUnitHourUsd: null,
      },
    },
    standardInfrequentAccess: {
      writeRequestUnitUsdPerMillion: '0.78',
      readRequestUnitUsdPerMillion: '0.155',
      replicatedWriteRequestUnitUsdPerMillion: null,
      writeCapacityUnitHourUsd: null,
      readCapacityUnitHourUsd: null,
      storageUsdPerGbMonth: null,
      pitrUsdPerGbMonth: null,
      backupUsdPerGbMonth: null,
      restoreUsdPerGb: null,
      reserved: null,
      confidence: 'C',
      source: 'request units assumed equal to us-east-1; the rest not found',
      asOf: null,
    },
  },
  rds: null,
  aurora: null,
} as const;
