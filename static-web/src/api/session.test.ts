import { expect, test } from "vitest";
import { Session, type World } from "./session";

/** A browser whose tabs share a lock and a note of the last renewal, and a server that answers refreshes with these. */
function browser(answers: number[]) {
  let queue: Promise<unknown> = Promise.resolve();
  let renewed = 0;
  let time = 100;
  let asked = 0;
  const world: World = {
    refresh: async () => {
      asked++;
      await Promise.resolve();
      return answers.shift() ?? 200;
    },
    alone: (work) => {
      const turn = queue.then(work);
      queue = turn.catch(() => {});
      return turn;
    },
    renewedAt: () => renewed,
    rememberRenewal: (at) => {
      renewed = at;
    },
    now: () => time,
  };
  return {
    world,
    tab: () => new Session(world),
    asked: () => asked,
    wait: (ms: number) => {
      time += ms;
    },
  };
}

test("renew_ManyCallsRefusedAtOnce_RefreshesOnce", async () => {
  const { tab, asked } = browser([200]);
  const session = tab();
  expect(await Promise.all([session.renew(90), session.renew(91), session.renew(92)])).toEqual([
    "renewed",
    "renewed",
    "renewed",
  ]);
  expect(asked()).toBe(1);
});

test("renew_TwoTabsAtOnce_RefreshesOnce", async () => {
  const { tab, asked } = browser([200]);
  expect(await Promise.all([tab().renew(90), tab().renew(90)])).toEqual(["renewed", "renewed"]);
  expect(asked()).toBe(1);
});

test("renew_CallSentAfterTheLastRenewal_RefreshesAgain", async () => {
  const { tab, asked, wait } = browser([200, 200]);
  const session = tab();
  await session.renew(90);
  wait(1000);
  expect(await session.renew(1050)).toBe("renewed");
  expect(asked()).toBe(2);
});

test("renew_ClockPutBack_RefreshesInsteadOfTrustingATimeToCome", async () => {
  const { tab, asked, wait } = browser([200, 200]);
  await tab().renew(90);
  wait(-50);
  expect(await tab().renew(49)).toBe("renewed");
  expect(asked()).toBe(2);
});

test("renew_AnotherTabJustRefreshed_SendsTheCallAgain", async () => {
  expect(await browser([409]).tab().renew(90)).toBe("renewed");
});

test("renew_Refused_IsTheEndOfTheSession", async () => {
  expect(await browser([401]).tab().renew(90)).toBe("ended");
});

test.each([0, 429, 500, 503])("renew_ServerStumblesWith%i_SignsNobodyOut", async (status) => {
  expect(await browser([status]).tab().renew(90)).toBe("unknown");
});
