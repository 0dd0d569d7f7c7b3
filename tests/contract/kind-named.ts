import type { Kind } from '../../src/domain/kind.ts';
import { evidenceModel } from '../../src/domain/model.ts';

/** A kind of the model, which has it. */
export function kindNamed(name: string): Kind {
  const kind = evidenceModel.kinds[name];
  if (!kind) throw new TypeError(`${name} is not a kind.`);
  return kind;
}
