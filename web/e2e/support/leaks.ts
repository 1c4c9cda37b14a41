/** The ways in which a secret may stand in bytes: as it is, or as programs write bytes down. */
function spellings(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const texts = [0, 1, 2].map((offset) => {
    // Where its groups of three bytes begin decides how base64 writes the secret.
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
    return text.slice(offset === 0 ? 0 : offset + 1, -2);
  });
  const hex = bytes.toString("hex");
  return [bytes, Buffer.from(secret, "utf16le"), ...[...texts, hex, hex.toUpperCase()].map((text) => Buffer.from(text))];
}

/** Where the secrets stand among the named contents. */
export function leaks(
  secrets: readonly string[],
  contents: Iterable<readonly [name: string, content: string | Buffer]>,
): string[] {
  const wanted = secrets.map((secret) => [secret, spellings(secret)] as const);
  return [...contents].flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    return wanted
      .filter(([, spelt]) => spelt.some((spelling) => bytes.includes(spelling)))
      .map(([secret]) => `${secret} in ${name}`);
  });
}
