#!/usr/bin/env node
import { endProcess, endQuietlyWhenUnread } from './cli/end-process.ts';
import { run } from './cli/run.ts';

endQuietlyWhenUnread();
process.exitCode = await run(process.argv.slice(2), process.env);
endProcess();
