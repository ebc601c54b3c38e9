import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { AccountsPage } from "../accounts/AccountsPage";
import { AdminAuditPage } from "../admin/AdminAuditPage";
import { DeadLettersPage } from "../admin/DeadLettersPage";
import { FlagsPage } from "../admin/FlagsPage";
import { JobsPage } from "../admin/JobsPage";
import { LegalTextsPage } from "../admin/LegalTextsPage";
import { LogsPage } from "../admin/LogsPage";
import { PoliciesPage } from "../admin/PoliciesPage";
import { StatsPage } from "../admin/StatsPage";
import { UsersPage } from "../admin/UsersPage";
import type { Versioned } from "../api/http";
import { live } from "../api/live";
import { keys, queries, queryClient } from "../api/queries";
import { session } from "../api/session";
import type { Me } from "../api/types";
import { AssistantPage } from "../assistant/AssistantPage";
import { BillingPage } from "../billing/BillingPage";
import { BrandPage } from "../brand/BrandPage";
import { CoachPage } from "../coach/CoachPage";
import { LegalPage } from "../legal/LegalPage";
import { LibraryPage } from "../library/LibraryPage";
import { NotificationsPage } from "../notifications/NotificationsPage";
import { UnsubscribePage } from "../notifications/UnsubscribePage";
import { AuditPage } from "../organisation/AuditPage";
import { KeysPage } from "../organisation/KeysPage";
import { OrganisationPage } from "../organisation/OrganisationPage";
import { ItemPage } from "../planner/ItemPage";
import { KnowledgePage } from "../planner/KnowledgePage";
import { MonthPage } from "../planner/MonthPage";
import { PlannerPage } from "../planner/PlannerPage";
import { PromptsPage } from "../planner/PromptsPage";
import { ProjectPage } from "../projects/ProjectPage";
import { ProjectsPage } from "../projects/ProjectsPage";
import { RadarPage } from "../radar/RadarPage";
import { DataPage } from "../settings/DataPage";
import { OrganisationsPage } from "../settings/OrganisationsPage";
import { ProfilePage } from "../settings/ProfilePage";
import { SessionsPage } from "../settings/SessionsPage";
import { crossing } from "../signin/crossing";
import { DeletedPage } from "../signin/DeletedPage";
import { EmailPage } from "../signin/EmailPage";
import { ForgotPage } from "../signin/ForgotPage";
import { JoinPage } from "../signin/JoinPage";
import { ResetPage } from "../signin/ResetPage";
import { signInPath } from "../signin/returnTo";
import { SignInPage } from "../signin/SignInPage";
import { SignUpPage } from "../signin/SignUpPage";
import { VerifyPage } from "../signin/VerifyPage";
import { NotePage } from "../study/NotePage";
import { StudyPage } from "../study/StudyPage";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { Toasts } from "../ui/Toasts/Toasts";
import { VideoPage } from "../video/VideoPage";
import styles from "./App.module.css";
import { Boundary } from "./Boundary";
import { Header } from "./Header";
import { NotFound } from "./NotFound";

export function App() {
  const here = useQuery(queries.me()).data?.id;
  useEffect(() => (here ? live.start(queryClient) : undefined), [here]);
  useEffect(() => crossing.follow(), []);
  useEffect(() => session.onEnd(() => queryClient.getQueryData(keys.me) && crossing.lost()), []);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => {
    // braces, because newer browsers return a promise here, which React would take for a clean-up
    window.scrollTo({ top: 0, behavior: "instant" });
  }, [path]);
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Boundary key={path}>
          <Switch>
            <Route path="/login" component={SignInPage} />
            <Route path="/signup" component={SignUpPage} />
            <Route path="/verify" component={VerifyPage} />
            <Route path="/forgot" component={ForgotPage} />
            <Route path="/reset" component={ResetPage} />
            <Route path="/join" component={JoinPage} />
            <Route path="/email" component={EmailPage} />
            <Route path="/deleted" component={DeletedPage} />
            <Route path="/privacy">
              <LegalPage name="privacy" />
            </Route>
            <Route path="/terms">
              <LegalPage name="terms" />
            </Route>
            <Route path="/consent">
              <LegalPage name="consent" />
            </Route>
            <Route path="/unsubscribe" component={UnsubscribePage} />
            <Route path="/coach" component={CoachPage} />
            <Route>
              <SignedIn>{(me) => <Pages me={me} />}</SignedIn>
            </Route>
          </Switch>
        </Boundary>
      </main>
      <footer className={styles.footer}>
        <Link href="/privacy">Privacy</Link>
        <Link href="/terms">Terms</Link>
      </footer>
      <Toasts />
    </>
  );
}

function Pages({ me }: { me: Versioned<Me> }) {
  return (
    <Switch>
      <Route path="/" component={LibraryPage} />
      <Route path="/videos/:id">{({ id }) => <VideoPage key={id} id={id} />}</Route>
      <Route path="/study">
        <StudyPage me={me} />
      </Route>
      <Route path="/study/:id">{({ id }) => <NotePage key={id} id={id} me={me} />}</Route>
      <Route path="/accounts" component={AccountsPage} />
      <Route path="/planner">
        <PlannerPage me={me} />
      </Route>
      <Route path="/planner/prompts">
        <PromptsPage me={me} />
      </Route>
      <Route path="/planner/knowledge">
        <KnowledgePage me={me} />
      </Route>
      <Route path="/planner/months/:id">{({ id }) => <MonthPage key={id} id={id} me={me} />}</Route>
      <Route path="/planner/items/:id">{({ id }) => <ItemPage key={id} id={id} me={me} />}</Route>
      <Route path="/notifications" component={NotificationsPage} />
      <Route path="/assistant">
        <AssistantPage id={null} />
      </Route>
      <Route path="/assistant/:id">{({ id }) => <AssistantPage key={id} id={id} />}</Route>
      <Route path="/projects">
        <ProjectsPage me={me} />
      </Route>
      <Route path="/projects/:id">{({ id }) => <ProjectPage key={id} id={id} me={me} />}</Route>
      <Route path="/brand">
        <BrandPage me={me} />
      </Route>
      <Route path="/radar">
        <RadarPage me={me} />
      </Route>
      {!me.local && (
        <>
          <Route path="/account">
            <ProfilePage me={me} />
          </Route>
          <Route path="/account/sessions" component={SessionsPage} />
          <Route path="/account/organisations">
            <OrganisationsPage me={me} />
          </Route>
          <Route path="/account/data">
            <DataPage me={me} />
          </Route>
          <Route path="/organisations/:id">{({ id }) => <OrganisationPage key={id} id={id} me={me} />}</Route>
          <Route path="/organisations/:id/keys">{({ id }) => <KeysPage key={id} id={id} />}</Route>
          <Route path="/organisations/:id/audit">{({ id }) => <AuditPage key={id} id={id} />}</Route>
          <Route path="/billing">
            <BillingPage me={me} />
          </Route>
        </>
      )}
      {me.admin && (
        <>
          <Route path="/admin" component={StatsPage} />
          <Route path="/admin/users">
            <UsersPage me={me} />
          </Route>
          <Route path="/admin/jobs" component={JobsPage} />
          <Route path="/admin/dead-letters" component={DeadLettersPage} />
          <Route path="/admin/policies" component={PoliciesPage} />
          <Route path="/admin/flags" component={FlagsPage} />
          <Route path="/admin/logs" component={LogsPage} />
          <Route path="/admin/legal" component={LegalTextsPage} />
          <Route path="/admin/audit" component={AdminAuditPage} />
        </>
      )}
      <Route component={NotFound} />
    </Switch>
  );
}

/** Everything but the way in is for somebody: whoever signed in, or whoever sits at the machine. */
function SignedIn({ children }: { children: (me: Versioned<Me>) => ReactNode }) {
  const me = useQuery(queries.me());
  const lost = me.data === null;
  if (lost) return <Redirect to={signInPath(window.location)} replace />;
  if (me.data) return children(me.data);
  return me.isError ? (
    <LoadError error={me.error} retry={() => void me.refetch()} />
  ) : (
    <Skeleton height="20rem" />
  );
}
