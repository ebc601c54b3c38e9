// Prints as JSON what is wrong with the OpenAPI document at argv[3]; argv[2] is the folder whose node_modules has the linter.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/package.json`);
const { createConfig, lintFromString } = require("@redocly/openapi-core");

const rules = {
  struct: "error",
  "spec-strict-refs": "error",
  "no-unresolved-refs": "error",
  "security-defined": "error",
  "operation-summary": "error",
  "operation-operationId-unique": "error",
  "operation-operationId-url-safe": "error",
  "operation-parameters-unique": "error",
  "operation-tag-defined": "error",
  "operation-singular-tag": "error",
  "path-params-defined": "error",
  "path-declaration-must-exist": "error",
  "path-not-include-query": "error",
  "no-identical-paths": "error",
  "no-enum-type-mismatch": "error",
  "no-required-schema-properties-undefined": "error",
  "no-schema-type-mismatch": "error",
  "no-invalid-parameter-examples": "error",
  "no-invalid-schema-examples": "error",
  "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: false },
};

const config = await createConfig({ rules });
const problems = await lintFromString({ source: await readFile(process.argv[3], "utf8"), absoluteRef: process.argv[3], config });
console.log(JSON.stringify(problems.map((p) => `${p.ruleId}: ${p.message} (${p.location[0]?.pointer ?? ""})`)));
