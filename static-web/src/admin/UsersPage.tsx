import { useState } from "react";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import type { AdminUser, Me } from "../api/types";
import { date, dateTime } from "../format";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Avatar } from "../ui/Avatar/Avatar";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { useAction } from "../ui/useAction";
import { Search } from "./Search";

export function UsersPage({ me }: { me: Me }) {
  const [search, setSearch] = useState("");
  const users = usePages([...keys.admin("users"), search], (after) => administration.users(after, search));
  return (
    <SettingsFrame title="Users" intro="Everybody with an account here.">
      <Search label="A whole e-mail address, or the beginning of an id" onSearch={setSearch} />
      <List
        query={users}
        name="Users"
        none="Nobody matches."
        row={(user) => <UserRow key={user.id} user={user} own={user.id === me.id} />}
      />
    </SettingsFrame>
  );
}

function UserRow({ user, own }: { user: AdminUser; own: boolean }) {
  // read before it is changed, so that the change is refused if somebody else was faster
  const change = useAction(
    async (what: { active?: boolean; role?: "user" | "admin" }) =>
      administration.changeUser(user.id, what, (await administration.user(user.id)).etag),
    [keys.admin("users")],
    "Done.",
  );
  const close = () =>
    window.confirm(`Close the account of ${user.name}? They are signed out at once and can’t sign in.`) &&
    change.mutate({ active: false });
  const admin = user.role === "admin";
  return (
    <Row
      lead={<Avatar name={user.name} />}
      title={user.name}
      marks={
        <>
          {own && <Badge status="connected" text="You" />}
          {(admin || user.byConfiguration) && <Badge status="review" text="Administrator" />}
          {!user.active && <Badge status="failed" text="Closed" />}
        </>
      }
      note={[
        user.email ?? "no address",
        `since ${date(user.createdAt)}`,
        user.lastLoginAt && `last in ${dateTime(user.lastLoginAt)}`,
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      {!own && (
        <>
          <Button
            small
            disabled={change.isPending}
            onClick={() => change.mutate({ role: admin ? "user" : "admin" })}
          >
            {admin ? "No administrator" : "Make administrator"}
          </Button>
          <Button
            small
            disabled={change.isPending}
            onClick={user.active ? close : () => change.mutate({ active: true })}
          >
            {user.active ? "Close" : "Open again"}
          </Button>
        </>
      )}
    </Row>
  );
}
