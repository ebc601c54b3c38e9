import { useQuery } from "@tanstack/react-query";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import type { Flag } from "../api/types";
import { dateTime } from "../format";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { useAction } from "../ui/useAction";
import styles from "./Admin.module.css";

export function FlagsPage() {
  const flags = useQuery({
    queryKey: keys.admin("flags"),
    queryFn: async () => (await administration.flags()).items,
  });
  return (
    <SettingsFrame
      title="Flags"
      intro="What can be switched on and off, for some of the organisations or all."
    >
      <List
        query={flags}
        name="Flags"
        none="There is none."
        row={(flag) => <FlagRow key={flag.name} flag={flag} />}
      />
    </SettingsFrame>
  );
}

function FlagRow({ flag }: { flag: Flag }) {
  // read before it is changed, so that the change is refused if somebody else was faster
  const set = useAction(
    async ({ on, percent }: { on: boolean; percent: number }) =>
      administration.setFlag(flag.name, on, percent, (await administration.flag(flag.name)).etag),
    [keys.admin("flags")],
    "Done.",
  );
  return (
    <Row
      title={flag.name}
      marks={
        <Badge
          status={flag.on ? "connected" : "off"}
          text={flag.on ? (flag.percent === 100 ? "On" : `On for ${flag.percent} %`) : "Off"}
        />
      }
      note={[flag.description, flag.changedAt && `changed ${dateTime(flag.changedAt)} by ${flag.changedBy}`]
        .filter(Boolean)
        .join(" · ")}
    >
      <select
        className={styles.select}
        aria-label={`For how many organisations ${flag.name} is on`}
        value={flag.percent}
        disabled={set.isPending || !flag.on}
        onChange={(event) => set.mutate({ on: true, percent: Number(event.target.value) })}
      >
        {[...new Set([1, 5, 10, 25, 50, 100, flag.percent])]
          .sort((a, b) => a - b)
          .map((percent) => (
            <option key={percent} value={percent}>
              {percent} %
            </option>
          ))}
      </select>
      <Button
        small
        disabled={set.isPending}
        onClick={() => set.mutate({ on: !flag.on, percent: flag.percent })}
      >
        {flag.on ? "Switch off" : "Switch on"}
      </Button>
    </Row>
  );
}
