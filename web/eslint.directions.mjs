import { readdirSync } from "node:fs";

const features = readdirSync(new URL("src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const below = (target, from, message) => ({ target, from, message });

/**
 * Imports point one way: app -> features -> components -> lib. A feature knows no other feature:
 * what two of them need lives in components or lib.
 */
export const directions = {
  files: ["src/**"],
  rules: {
    "import/no-restricted-paths": [
      "error",
      {
        zones: [
          below("src/features", "src/app", "A feature does not know the pages that show it."),
          below("src/components", ["src/app", "src/features"], "A component knows no feature."),
          below("src/lib", ["src/app", "src/features", "src/components"], "lib knows only lib."),
          ...features.map((name) => ({
            target: `src/features/${name}`,
            from: "src/features",
            except: [`./${name}`],
            message: "A feature knows no other feature: share through components or lib.",
          })),
        ],
      },
    ],
  },
};
