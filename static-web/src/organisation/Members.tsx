import { people } from "../api/people";
import { keys } from "../api/queries";
import type { Me, Member, Organisation } from "../api/types";
import { date, label } from "../format";
import { Avatar } from "../ui/Avatar/Avatar";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { useAction } from "../ui/useAction";
import styles from "./Organisation.module.css";
import { atLeast, may, upTo } from "./roles";

export function Members({ one, me }: { one: Organisation; me: Me }) {
  return (
    <List
      query={usePages(keys.members(one.id), (after) => people.members(one.id, after))}
      name="Members"
      none="Nobody is here."
      row={(member) => <MemberRow key={member.userId} one={one} me={me} member={member} />}
    />
  );
}

function MemberRow({ one, me, member }: { one: Organisation; me: Me; member: Member }) {
  const name = member.name ?? "Somebody";
  const own = member.userId === me.id;
  const changes = [keys.members(one.id), ...(own ? [keys.organisations, keys.me] : [])];
  const change = useAction(
    (role: string) => people.changeRole(one.id, member.userId, role),
    changes,
    "The role is changed.",
  );
  const remove = useAction(
    () => people.removeMember(one.id, member.userId),
    changes,
    `${name} is no longer a member.`,
  );
  const changeable = !one.personal && atLeast(one.role, "admin") && atLeast(one.role, member.role as never);
  const ask = () => window.confirm(`Remove ${name} from “${one.name}”?`) && remove.mutate();
  return (
    <Row
      lead={<Avatar name={name} />}
      title={name}
      marks={own && <Badge status="connected" text="You" />}
      note={[member.email, `since ${date(member.joinedAt)}`].filter(Boolean).join(" · ")}
    >
      {changeable ? (
        <select
          className={styles.role}
          aria-label={`Role of ${name}`}
          title={may[member.role]}
          value={member.role}
          disabled={change.isPending}
          onChange={(event) => change.mutate(event.target.value)}
        >
          {upTo(one.role).map((role) => (
            <option key={role} value={role}>
              {label(role)}
            </option>
          ))}
        </select>
      ) : (
        <span className={styles.fixed}>{label(member.role)}</span>
      )}
      {changeable && !own && (
        <Button small icon="close" aria-label={`Remove ${name}`} disabled={remove.isPending} onClick={ask} />
      )}
    </Row>
  );
}
