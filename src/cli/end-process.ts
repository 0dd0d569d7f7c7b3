/** How long the process may take to end by itself once its command is done, in milliseconds. */
const grace = 500;

/** Ends the process a moment after its command: sockets of a server that says nothing would keep it alive for ever. */
export function endProcess(): void {
  // A text that is not yet written out comes before the empty one, so its reader gets all of it.
  setTimeout(() => process.stdout.write('', () => process.stderr.write('', () => process.exit())), grace).unref();
}

/** Whoever reads the output may have read enough, as `head` does: that is no failure of ours. */
export function endQuietlyWhenUnread(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
