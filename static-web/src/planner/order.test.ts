import { afterEach, expect, test, vi } from "vitest";
import type { Project } from "../api/types";
import { chosenOf, orderMonth } from "./order";

interface Call {
  method: string;
  path: string;
  match: string | null;
  body: unknown;
}

/** A server with one project and the months that were ordered. */
function server(project: { niche: string; topics: string[] }, refusal?: { status: number; body: object }) {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (url: string, { method, headers, body }: RequestInit) => {
    const path = url.replace("/api/v1/", "");
    const sent = body ? JSON.parse(String(body)) : undefined;
    calls.push({ method: method ?? "GET", path, match: new Headers(headers).get("if-match"), body: sent });
    const json = (value: object, status = 200, etag = "") =>
      new Response(JSON.stringify(value), { status, headers: etag ? { etag } : {} });
    if (path.startsWith("projects/"))
      return refusal && method === "PATCH"
        ? json(refusal.body, refusal.status)
        : json({ id: "prj_1", name: "Main", ...project }, 200, '"7"');
    return method === "POST"
      ? json({ id: "job_1" }, 202)
      : json({ items: [{ id: "mon_1", projectId: "prj_1", month: "2026-12" }], next: null });
  });
  return calls;
}

const wish = { projectId: "prj_1", month: "2026-12", postsPerDay: "3", language: "" };

afterEach(() => vi.unstubAllGlobals());

test("orderMonth_ProjectThatSaysNothing_KeepsWhatItIsAboutInTheVersionSeenAndPlans", async () => {
  const calls = server({ niche: "", topics: [] });

  expect(await orderMonth({ ...wish, niche: "Home cooking", topics: "pasta, soup" }, "Europe/Berlin")).toBe(
    "mon_1",
  );

  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET projects/prj_1",
    "PATCH projects/prj_1",
    "POST months",
    "GET months",
  ]);
  expect(calls[1]).toMatchObject({
    match: '"7"',
    body: { niche: "Home cooking", topics: ["pasta", "soup"] },
  });
});

test("orderMonth_SomebodySaidItMeanwhile_LeavesTheirWords", async () => {
  const calls = server({ niche: "Baking", topics: [] });

  await orderMonth({ ...wish, niche: "Home cooking" }, "UTC");

  expect(calls.some(({ method }) => method === "PATCH")).toBe(false);
});

test("orderMonth_ProjectThatSaysEnough_OnlyPlans", async () => {
  const calls = server({ niche: "Baking", topics: [] });

  await orderMonth(wish, "UTC");

  expect(calls.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("orderMonth_WhatItIsAboutIsRefused_PlansNothing", async () => {
  const calls = server({ niche: "", topics: [] }, { status: 412, body: { code: "changed_meanwhile" } });

  await expect(orderMonth({ ...wish, niche: "Home cooking" }, "UTC")).rejects.toMatchObject({ status: 412 });

  expect(calls.some(({ path }) => path === "months")).toBe(false);
});

test("chosenOf_NothingChosenOrGone_IsTheFirst", () => {
  const [one, two] = [{ id: "prj_1" }, { id: "prj_2" }] as [Project, Project];
  expect([chosenOf([one, two], null), chosenOf([one, two], "prj_2"), chosenOf([one], "prj_2")]).toEqual([
    one,
    two,
    one,
  ]);
});
