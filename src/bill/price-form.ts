/**
 * The form of a region in a price file. Units stand in the names; each price is a decimal above 0 (a number, or a string
 * that keeps its digits), or `null` where it was not found. A group says where its prices come from: `readProvenance`.
 */
export interface PriceGroup {
  readonly prices?: readonly string[];
  readonly groups?: Readonly<Record<string, PriceGroup>>;
  /** Members of any name, each such a group. */
  readonly each?: PriceGroup;
  /** What may stand here and is of no use to a bill: so that one file can serve other ends too. */
  readonly unused?: readonly string[];
}

/** Remarks that may stand in any group. */
export const remarks: readonly string[] = ['note', 'multiAzNote', 'appliesTo', 'disagreeingValues'];

const reservedTerm: PriceGroup = {
  prices: [
    'writeUpfrontUsdPer100Units',
    'writeHourUsdPer100Units',
    'readUpfrontUsdPer100Units',
    'readHourUsdPer100Units',
  ],
};

const tableClass: PriceGroup = {
  prices: [
    'writeRequestUnitUsdPerMillion',
    'readRequestUnitUsdPerMillion',
    'replicatedWriteRequestUnitUsdPerMillion',
    'writeCapacityUnitHourUsd',
    'readCapacityUnitHourUsd',
    'storageUsdPerGbMonth',
    'pitrUsdPerGbMonth',
    'backupUsdPerGbMonth',
    'restoreUsdPerGb',
    'streamsReadUsdPerMillion',
  ],
  groups: { reserved: { groups: { oneYear: reservedTerm, threeYear: reservedTerm }, unused: ['unitsPerBlock'] } },
  unused: [
    'replicatedWriteCapacityUnitHourUsd',
    'freeStorageGb',
    'freeStreamsReads',
    'exportToS3FullUsdPerGb',
    'exportToS3IncrementalUsdPerGb',
    'importFromS3UsdPerGb',
    'kinesisCdcUsdPerMillion',
    'warmThroughputUsdPerUnit',
    'crossRegionTransferUsdPerGb',
    'reservedOffered',
  ],
};

const auroraStandard: PriceGroup = { prices: ['standard'], unused: ['ioOptimized'] };

export const regionForm: PriceGroup = {
  groups: {
    dynamodb: { groups: { standard: tableClass, standardInfrequentAccess: tableClass } },
    rds: {
      groups: {
        postgres: { each: { prices: ['singleAzUsdPerHour', 'multiAzUsdPerHour'] } },
        gp3UsdPerGbMonth: { prices: ['singleAz', 'multiAz'] },
        backupUsdPerGbMonthBeyondFree: { prices: ['value'], unused: ['freeAllocation'] },
      },
      unused: [
        'gp3IopsUsdPerIopsMonth',
        'gp3Baseline',
        't4gUnlimitedCreditUsdPerVcpuHour',
        'proxyUsdPerVcpuHour',
        'extendedSupportUsdPerVcpuHour',
      ],
    },
    aurora: {
      groups: {
        postgresServerlessV2UsdPerAcuHour: auroraStandard,
        storageUsdPerGbMonth: auroraStandard,
        ioUsdPerMillionRequests: auroraStandard,
      },
      unused: ['ioOptimizedChargesIo', 'backupUsdPerGbMonthBeyondFree', 'minimumAcu', 'postgres'],
    },
  },
  unused: ['name', 'elasticache', 'dax', 'opensearch'],
};
