import './intervention.ts';
import './evidence-source.ts';
import './study.ts';
import './passage.ts';
import './finding.ts';
import './claim.ts';
import './evidence-link.ts';
import './assessment.ts';
import './conclusion.ts';
import './recommendation.ts';
import './rating-scheme.ts';
import './rating-level.ts';
import './risk-of-bias-judgement.ts';
import './decision-criterion.ts';
import './editorial-notice.ts';
import './organisation.ts';
import './contributor.ts';
import './outcome.ts';
import './population.ts';
import './jurisdiction.ts';
import './topic.ts';
import './setting.ts';

/* Importing the file declares the GraphQL type of every kind. Edges come from the relationship table. */
