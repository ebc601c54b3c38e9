import { planner } from "../api/planner";
import type { MonthWish, Project } from "../api/types";
import { workspace } from "../api/workspace";
import { aboutOf, saysNothing } from "../projects/change";

type Values = Record<string, string>;

/**
 * Plans a month as the form says. What the project is about is kept first, in the version that was seen: somebody who said it
 * meanwhile isn't overwritten.
 * @returns the month's id; null: it isn't in the list.
 */
export async function orderMonth(values: Values, timeZone: string): Promise<string | null> {
  const { projectId = "", month = "", postsPerDay = "3", language = "" } = values;
  if ("niche" in values) await tellAbout(projectId, values);
  await planner.createMonth({
    projectId,
    month,
    postsPerDay: Number(postsPerDay),
    ...(language && { language }),
    timeZone,
  } as MonthWish);
  const made = (await planner.months(null)).items.find(
    (one) => one.projectId === projectId && one.month === month,
  );
  return made?.id ?? null;
}

async function tellAbout(projectId: string, values: Values): Promise<void> {
  const project = await workspace.project(projectId);
  if (saysNothing(project)) await workspace.changeProject(projectId, aboutOf(values), project.etag);
}

/** The project that the form is about: the chosen one, else the first, as a select shows it. */
export const chosenOf = (projects: Project[], id: string | null): Project | undefined =>
  projects.find((project) => project.id === id) ?? projects[0];
