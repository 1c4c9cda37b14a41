// Reads the enumerations and the limits from the OpenAPI document.

const bounds = [
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "default",
];

/** Rewrites `oneOf` lists of constants, which type generators read poorly, as plain `enum`s. */
export function withPlainEnums(node) {
  if (Array.isArray(node)) return node.map(withPlainEnums);
  if (node === null || typeof node !== "object") return node;
  const constants = node.oneOf?.every((option) => typeof option.const === "string");
  const { oneOf, ...rest } = node;
  const plain = constants
    ? { ...rest, type: "string", enum: oneOf.map((option) => option.const) }
    : node;
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, withPlainEnums(value)]));
}

const sorted = (entries) => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The named enumerations with their values, in the document's order. */
export function enumsOf({ components }) {
  const named = Object.entries(components.schemas).filter(([, schema]) => schema.enum);
  return sorted(named.map(([name, schema]) => [name, schema.enum]));
}

/** The limits of a member and of the schemas it refers to. */
function boundsOf(schema, schemas) {
  const referred = schema.$ref ? schemas[schema.$ref.split("/").at(-1)] : undefined;
  const parts = [referred, ...(schema.allOf ?? []), ...(schema.anyOf ?? [])].filter(Boolean);
  const own = bounds.filter((name) => schema[name] !== undefined && schema[name] !== null);
  return Object.assign(
    {},
    ...parts.map((part) => boundsOf(part, schemas)),
    Object.fromEntries(own.map((name) => [name, schema[name]])),
  );
}

/** The limits of each request's members, without members that have none. */
export function limitsOf({ components: { schemas } }) {
  const requests = Object.entries(schemas).filter(([name]) => name.endsWith("Request"));
  const found = requests.map(([name, schema]) => {
    const members = Object.entries(schema.properties ?? {})
      .map(([member, value]) => [member, boundsOf(value, schemas)])
      .filter(([, limits]) => Object.keys(limits).length > 0);
    return [name, sorted(members)];
  });
  return sorted(found.filter(([, members]) => Object.keys(members).length > 0));
}
