import { expect, test } from "vitest";
import { changedBy } from "./live";

test("changedBy_Render_MakesOnlyItsVideosRendersOld", () => {
  expect(changedBy("render", { id: "r1", videoId: "v1" })).toEqual([["video", "v1", "renders"]]);
});

test("changedBy_RenderOfUnknownVideo_MakesAllVideosOld", () => {
  expect(changedBy("render", { id: "r1" })).toEqual([["video"]]);
});

test("changedBy_Video_MakesTheListAndThePageOld", () => {
  expect(changedBy("video", { id: "v1" })).toEqual([["library"], ["video", "v1"]]);
});
