import type { Project, ProjectChange } from "../api/types";

export const purposes = [
  "strategy",
  "script",
  "vision",
  "embedding",
  "speech",
  "transcription",
  "video",
] as const;

export const budgets = {
  tokens: "Tokens of language models a month",
  videoSeconds: "Seconds of generated video a month",
  regenerationsPerPost: "Remakes of a post",
} as const;

type Values = Record<string, string>;

const lines = (text: string) =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);

/** A project that says nothing of what it is about; no month can be planned for it. */
export const saysNothing = (project: Pick<Project, "niche" | "topics">) =>
  !project.niche.trim() && project.topics.length === 0;

/** What a project is about, as the change of it; nothing else of it is touched. */
export const aboutOf = (values: Values): ProjectChange =>
  ({ niche: (values.niche ?? "").trim(), topics: lines(values.topics ?? "") }) as ProjectChange;

const number = (text: string | undefined) => (text?.trim() ? Number(text) : null);

/** What the settings form says, as the change of a project. What the form doesn't show stays as it is. */
export function changeOf(project: Project, values: Values): ProjectChange {
  return {
    name: values.name ?? "",
    mode: values.mode as ProjectChange["mode"] & string,
    niche: values.niche ?? "",
    contentLanguage: values.contentLanguage ?? "en",
    topics: lines(values.topics ?? ""),
    approvalByAnother: "approvalByAnother" in values,
    ...("approvers-shown" in values && { approvers: named(values, "approver-") }),
    budgets: Object.fromEntries(
      Object.keys(budgets).map((name) => [
        name,
        stops(number(values[`${name}-soft`]), number(values[`${name}-hard`])),
      ]),
    ),
    models: Object.fromEntries(
      purposes.flatMap((purpose) => {
        const provider = values[`model-${purpose}`];
        if (!provider) return [];
        const before = project.models[purpose];
        return [[purpose, { ...before, provider, model: values[`model-${purpose}-name`]?.trim() || null }]];
      }),
    ),
    ...("brand-shown" in values && {
      brand: {
        logoId: values.logo || null,
        watermarkId: values.watermark || null,
        fontId: values.font || null,
        toneId: values.tone || null,
        colourIds: named(values, "colour-"),
      },
    }),
  } as ProjectChange;
}

const stops = (softStop: number | null, hardStop: number | null) =>
  softStop === null && hardStop === null ? null : { softStop, hardStop };

const named = (values: Values, prefix: string) =>
  Object.keys(values)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
