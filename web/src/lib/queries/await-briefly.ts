const longestWaitMs = 2_000;

/**
 * Waits for lists that are read again, so that whatever follows, such as where the focus goes, finds them
 * new, but only for so long: while the server is silent they take many times what the change took.
 */
export function awaitBriefly(refresh: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, longestWaitMs);
    refresh.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
