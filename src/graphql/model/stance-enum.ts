import { kinds } from '../../domain/kinds.ts';
import { choiceEnum } from './choice-enum.ts';

export const stanceEnum = choiceEnum(kinds.EvidenceLink.attributes.stance.choices);
