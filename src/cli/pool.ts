import { Command, Option } from 'commander';
import { metrics, type Metric } from '../analysis/synthesis/metric.ts';
import type { CommandMaker } from './command.ts';
import { pooledJson } from './pool/pooled-json.ts';
import { pooledLines } from './pool/pooled-lines.ts';
import { poolResults } from './pool/pool-results.ts';
import { readStudyTable } from './pool/read-study-table.ts';
import { resultsOfTable } from './pool/results-of-table.ts';

const help = `
Columns: study, year and subgroup (both may be left out), and one of
  events1,total1,events2,total2    RR, OR, RD
  n1,mean1,sd1,n2,mean2,sd2        MD, SMD, ROM
  x1,t1,x2,t2                      IRR
  events,total                     PROPORTION, SENSITIVITY, SPECIFICITY
  ri,ni                            ZCOR
  value,lower,upper[,level]        all, as reported: ratios, correlations and proportions untransformed
  yi,vi                            all, on the scale they are pooled on
A JSON file holds an object with a list "studies".

Example:
  evidence-graph pool trials.csv --metric RR`;

export const poolCommand: CommandMaker = (context) =>
  new Command('pool')
    .description('Pools the results of studies in a table; needs no store.')
    .argument('<table>', 'a file of comma-separated values, or of JSON')
    .addOption(new Option('--metric <metric>', 'what is pooled').choices(metrics).makeOptionMandatory())
    .option('--json', 'print all figures as JSON, on the scale they are pooled on')
    .addHelpText('after', help)
    .action(async (file: string, { metric, json }: { metric: Metric; json?: boolean }) => {
      const { results, notes } = resultsOfTable(metric, await readStudyTable(file));
      const pooled = poolResults(metric, results);
      const pooledWithNotes = { ...pooled, notes: [...notes, ...pooled.notes] };
      if (json) return context.print(JSON.stringify(pooledJson(pooledWithNotes), undefined, 2));
      for (const line of pooledLines(pooledWithNotes)) context.print(line);
    });
