import { readdirSync } from "node:fs";

const features = readdirSync(new URL("src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const layers = ["src/app", "src/features", "src/entities", "src/components", "src/lib"];

/**
 * Imports point one way: app -> features -> entities -> components -> lib. A feature imports no other
 * feature: code that two of them need belongs in entities, components or lib.
 */
export const directions = {
  files: ["src/**"],
  rules: {
    "import/no-restricted-paths": [
      "error",
      {
        zones: [
          ...layers.slice(1).map((target, index) => ({
            target,
            from: layers.slice(0, index + 1),
            message: `${target} may import only the layers below it.`,
          })),
          {
            target: "src/components/ui",
            from: "src/components",
            except: ["./ui"],
            message: "components/ui holds building blocks and imports only lib.",
          },
          ...features.map((name) => ({
            target: `src/features/${name}`,
            from: "src/features",
            except: [`./${name}`],
            message: "A feature imports no other feature.",
          })),
        ],
      },
    ],
  },
};
