import { expect, test } from "vitest";
import type { Project } from "../api/types";
import { aboutOf, changeOf, saysNothing } from "./change";

const project = {
  models: { script: { provider: "openai", model: "a", temperature: 0.3, maxOutputTokens: 500 } },
} as unknown as Project;

test("changeOf_TopicsByLinesAndCommas_AreListedOnceEachWithoutEmptyOnes", () => {
  expect(changeOf(project, { topics: "cooking, one pot\n\n baking ," }).topics).toEqual([
    "cooking",
    "one pot",
    "baking",
  ]);
});

test("changeOf_BudgetLeftEmpty_IsNone", () => {
  expect(changeOf(project, { "tokens-soft": "", "tokens-hard": "5000" }).budgets).toEqual({
    tokens: { softStop: null, hardStop: 5000 },
    videoSeconds: null,
    regenerationsPerPost: null,
  });
});

test("changeOf_ModelRenamed_KeepsWhatTheFormDoesNotShow", () => {
  expect(changeOf(project, { "model-script": "openai", "model-script-name": "b" }).models).toEqual({
    script: { provider: "openai", model: "b", temperature: 0.3, maxOutputTokens: 500 },
  });
});

test("changeOf_TickedBoxes_AreIds", () => {
  const change = changeOf(project, {
    "approvers-shown": "",
    "approver-usr_1": "on",
    "brand-shown": "",
    "colour-brd_2": "on",
    approvalByAnother: "on",
  });
  expect([change.approvers, change.brand?.colourIds, change.approvalByAnother]).toEqual([
    ["usr_1"],
    ["brd_2"],
    true,
  ]);
});

test("changeOf_PartsNotShown_StayAsTheyAre", () => {
  const change = changeOf(project, { name: "N" });
  expect([change.approvers, change.brand]).toEqual([undefined, undefined]);
});

test("saysNothing_OnlyWhereBothAreMissing_IsTrue", () => {
  const says = (niche: string, topics: string[]) => saysNothing({ niche, topics });
  expect([says("", []), says("  ", []), says("cooking", []), says("", ["pasta"])]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("aboutOf_TouchesNicheAndTopicsOnly", () => {
  expect(aboutOf({ niche: " Home cooking ", topics: "pasta\nbread, soup", month: "2026-12" })).toEqual({
    niche: "Home cooking",
    topics: ["pasta", "bread", "soup"],
  });
});
