/** Read on 2026-09-23. `null`: looked for and not found. */
export const apNortheast1 = {
  name: 'Asia Pacific (Tokyo)',
  dynamodb: {
    standard: {
      writeRequestUnitUsdPerMillion: '0.715',
      readRequestUnitUsdPerMillion: '0.1425',
      replicatedWriteRequestUnitUsdPerMillion: '0.715',
      writeCapacityUnitHourUsd: '0.000742',
      readCapacityUnitHourUsd: '0.0001484',
      storageUsdPerGbMonth: '0.285',
      pitrUsdPerGbMonth: '0.228',
      backupUsdPerGbMonth: null,
      restoreUsdPerGb: null,
      streamsReadUsdPerMillion: null,
      reserved: {
        oneYear: {
          writeUpfrontUsdPer100Units: '171.4',
          writeHourUsdPer100Units: '0.0147',
          readUpfrontUsdPer100Units: '34.2',
          readHourUsdPer100Units: '0.0029',
        },
        threeYear: {
          writeUpfrontUsdPer100Units: '205.6',
          writeHourUsdPer100Units: '0.0093',
          readUpfrontUsdPer100Units: '41.0',
          readHourUsdPer100Units: '0.0018',
        },
        confidence: 'B',
        source: 'awslabs/amazon-dynamodb-tools b3ef85a, archived/reco (undated)',
        asOf: null,
      },
      confidence: 'B',
      confidenceByField: {
        pitrUsdPerGbMonth: 'C',
        replicatedWriteRequestUnitUsdPerMillion: 'A',
      },
      source:
        'ap-northeast-1 price-list reading; storage band in a parser fixture; provisioned rates awslabs/amazon-dynamodb-tools b3ef85a (undated)',
      sourceByField: {
        replicatedWriteRequestUnitUsdPerMillion:
          "by the rule 'priced as the plain unit' (AWS guide, global-tables-billing)",
      },
      asOf: '2026-09-23',
      asOfByField: {
        writeCapacityUnitHourUsd: null,
        readCapacityUnitHourUsd: null,
      },
    },
    standardInfrequentAccess: {
      writeRequestUnitUsdPerMillion: null,
      readRequestUnitUsdPerMillion: null,
      replicatedWriteRequestUnitUsdPerMillion: null,
      writeCapacityUnitHourUsd: null,
      readCapacityUnitHourUsd: null,
      storageUsdPerGbMonth: null,
      pitrUsdPerGbMonth: null,
      backupUsdPerGbMonth: null,
      restoreUsdPerGb: null,
      reserved: null,
      confidence: 'none',
      source: 'not found',
      asOf: null,
    },
  },
  rds: null,
  aurora: null,
} as const;
