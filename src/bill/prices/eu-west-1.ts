/** Read on 2026-10-04. `null`: looked for and not found. */
export const euWest1 = {
  name: 'Europe (Ireland)',
  dynamodb: {
    standard: {
      writeRequestUnitUsdPerMillion: '0.705',
      readRequestUnitUsdPerMillion: '0.1415',
      replicatedWriteRequestUnitUsdPerMillion: '0.705',
      writeCapacityUnitHourUsd: '0.000735',
      readCapacityUnitHourUsd: '0.000147',
      storageUsdPerGbMonth: '0.283',
      pitrUsdPerGbMonth: '0.22',
      backupUsdPerGbMonth: null,
      restoreUsdPerGb: null,
      streamsReadUsdPerMillion: null,
      reserved: {
        oneYear: {
          writeUpfrontUsdPer100Units: '169.5',
          writeHourUsdPer100Units: '0.0145',
          readUpfrontUsdPer100Units: '33.9',
          readHourUsdPer100Units: '0.0029',
        },
        threeYear: {
          writeUpfrontUsdPer100Units: '203.4',
          writeHourUsdPer100Units: '0.0092',
          readUpfrontUsdPer100Units: '40.68',
          readHourUsdPer100Units: '0.0018',
        },
        confidence: 'B',
        source: 'awslabs/amazon-dynamodb-tools b3ef85a, archived/reco (undated)',
        asOf: null,
      },
      confidence: 'B',
      confidenceByField: {
        replicatedWriteRequestUnitUsdPerMillion: 'A',
      },
      source:
        'henderjm/world-cup-sweepstake docs/costs/aws-ireland-rates.json, offer 20260911124422; provisioned rates awslabs/amazon-dynamodb-tools b3ef85a (undated)',
      sourceByField: {
        replicatedWriteRequestUnitUsdPerMillion:
          "by the rule 'priced as the plain unit' (AWS guide, global-tables-billing)",
      },
      asOf: '2026-09-11',
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
  rds: {
    postgres: {
      'db.t4g.micro': {
        singleAzUsdPerHour: '0.017',
        multiAzUsdPerHour: null,
        confidence: 'B',
        source: 'effective rate in a public bill',
        asOf: null,
      },
      'db.t4g.small': {
        singleAzUsdPerHour: '0.035',
        multiAzUsdPerHour: null,
        confidence: 'B',
        source: 'effective rate in a public bill',
        asOf: null,
      },
      'db.t4g.medium': {
        singleAzUsdPerHour: null,
        multiAzUsdPerHour: null,
        confidence: 'none',
        source: 'not found',
        asOf: null,
      },
      'db.t4g.large': {
        singleAzUsdPerHour: null,
        multiAzUsdPerHour: null,
        confidence: 'none',
        source: 'not found',
        asOf: null,
      },
      'db.m6g.large': {
        singleAzUsdPerHour: null,
        multiAzUsdPerHour: null,
        confidence: 'none',
        source: 'not found',
        asOf: null,
      },
      'db.m7g.large': {
        singleAzUsdPerHour: null,
        multiAzUsdPerHour: null,
        confidence: 'none',
        source: 'not found',
        asOf: null,
      },
      'db.r6g.large': {
        singleAzUsdPerHour: null,
        multiAzUsdPerHour: null,
        confidence: 'none',
        source: 'not found',
        asOf: null,
      },
      'db.r7g.large': {
        singleAzUsdPerHour: null,
        multiAzUsdPerHour: null,
        confidence: 'none',
        source: 'not found',
        asOf: null,
      },
    },
    gp3UsdPerGbMonth: {
      singleAz: '0.127',
      multiAz: null,
      confidence: 'B',
      source: 'public bill: $2.54 for 20 GB',
      asOf: null,
    },
    backupUsdPerGbMonthBeyondFree: {
      value: null,
      confidence: 'none',
      source: 'not found',
    },
  },
  aurora: {
    postgresServerlessV2UsdPerAcuHour: {
      standard: '0.14',
    },
    storageUsdPerGbMonth: {
      standard: null,
    },
    ioUsdPerMillionRequests: {
      standard: null,
    },
    confidence: 'B',
    source: 'dated secondary reading',
    asOf: null,
  },
} as const;
