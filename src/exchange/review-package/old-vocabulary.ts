import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { isRecord } from '../../support/is-record.ts';

/*
 * Attributes that earlier releases knew. A package that has them still loads; each gets a warning that says what to write now.
 */

interface OldAttribute {
  readonly path: readonly string[];
  readonly message: string;
}

interface AddedRecord {
  readonly kind: string;
  readonly record: AttributeRecord;
}

export interface Renewed {
  /** The record in today's words; anything that is no record as it was given. */
  readonly record: unknown;
  /** Records that say what stood in attributes before. */
  readonly added: readonly AddedRecord[];
  readonly warnings: readonly OldAttribute[];
}

/** What a package offers the records in it. */
export interface PackageNames {
  readonly name: string;
  /** Whether an id is in the package or expected by it. */
  readonly has: (id: string) => boolean;
}

type Renewal = (record: AttributeRecord, names: PackageNames) => Renewed | undefined;

/** A record in today's words. */
export function renewedRecord(kind: string, record: unknown, names: PackageNames): Renewed {
  let renewed: Renewed = { record, added: [], warnings: [] };
  for (const renewal of renewals[kind] ?? []) {
    const next = isRecord(renewed.record) ? renewal(renewed.record, names) : undefined;
    if (next)
      renewed = {
        record: next.record,
        added: [...renewed.added, ...next.added],
        warnings: [...renewed.warnings, ...next.warnings],
      };
  }
  return renewed;
}

const oldSettings: Readonly<Record<string, { readonly name: string; readonly description: string }>> = {
  COMMUNITY: { name: 'Community', description: 'Outside custody.' },
  PRISON: { name: 'Prison', description: 'In custody.' },
  POLICE: { name: 'Police', description: 'At arrest or in police custody.' },
  COURT: { name: 'Court', description: 'Ordered or reviewed by a court.' },
};

const oldBias = ['LOW', 'SOME_CONCERNS', 'SERIOUS', 'CRITICAL'];

const designOfOne: Renewal = (record) => {
  const { design } = record;
  if (design === null) return { record: without(record, 'design'), added: [], warnings: [] };
  if (typeof design !== 'string') return undefined;
  const message = `design: is a list of characteristics now; write design: [${design}]`;
  return { record: { ...record, design: [design] }, added: [], warnings: [{ path: ['design'], message }] };
};

const biasOfStudy: Renewal = (record) => {
  const { riskOfBias, id } = record;
  if (riskOfBias === null) return { record: without(record, 'riskOfBias'), added: [], warnings: [] };
  if (typeof riskOfBias !== 'string' || !oldBias.includes(riskOfBias) || typeof id !== 'string') return undefined;
  const judgement = { id: id.replace(/^study:/u, 'risk-of-bias:'), judges: id, tool: 'OTHER', overall: riskOfBias };
  const shown = `{ id: ${judgement.id}, judges: ${id}, tool: OTHER, overall: ${riskOfBias} }`;
  return {
    record: without(record, 'riskOfBias'),
    added: [{ kind: 'RiskOfBiasJudgement', record: judgement }],
    warnings: [
      {
        path: ['riskOfBias'],
        message: `riskOfBias: is a record of its own now; write under riskOfBiasJudgements ${shown}, with the tool and its own words where they are known`,
      },
    ],
  };
};

const settingOfIntervention: Renewal = (record, names) => {
  const { setting } = record;
  if (setting === null) return { record: without(record, 'setting'), added: [], warnings: [] };
  if (!Array.isArray(setting) || !setting.every((code) => typeof code === 'string' && code in oldSettings))
    return undefined;
  const settings = (setting as readonly string[]).map((code) => settingOf(code, names));
  const message = `setting: is a list of settings now; write settings: [${settings.map(({ id }) => id).join(', ')}], and the settings themselves as records under settings`;
  return {
    record: { ...without(record, 'setting'), ...(settings.length > 0 && { settings: settings.map(({ id }) => id) }) },
    added: settings.flatMap(({ added }) => added),
    warnings: settings.length > 0 ? [{ path: ['setting'], message }] : [],
  };
};

/** A setting that the package has under its plain name, or one that is made under the name of the package. */
function settingOf(code: string, { name, has }: PackageNames): { id: string; added: AddedRecord[] } {
  const slug = code.toLowerCase();
  const plain = `setting:${slug}`;
  if (has(plain)) return { id: plain, added: [] };
  const id = `setting:${name}-${slug}`;
  return { id, added: [{ kind: 'Setting', record: { id, ...oldSettings[code] } }] };
}

const renewals: Readonly<Record<string, readonly Renewal[]>> = {
  Study: [designOfOne, biasOfStudy],
  Intervention: [settingOfIntervention],
};

const without = (record: AttributeRecord, name: string): AttributeRecord =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
