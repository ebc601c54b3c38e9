import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries";
import { LoadError } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useTitle } from "../ui/useTitle";
import { uploads, useUploads } from "../uploads/uploads";
import { DropZone } from "./DropZone";
import styles from "./Library.module.css";
import { ProduceForm } from "./ProduceForm";
import { UploadRow } from "./UploadRow";
import { useProduceOptions } from "./useProduceOptions";
import { VideoCard } from "./VideoCard";

export function LibraryPage() {
  useTitle("Library");
  const running = useUploads();
  const { options, change, wish } = useProduceOptions();
  const library = useQuery(queries.library());
  // what is going up from this page has its own row
  const own = new Set(running.filter((u) => u.state !== "done").map((u) => u.videoId));
  const take = (files: File[]) => {
    uploads.add(files, wish(), options.postsFor);
    // asked anew for whatever comes next
    change({ postsFor: null });
  };
  const videos = library.data?.items.filter((video) => !own.has(video.id));

  return (
    <div className={styles.page}>
      <div className={styles.intro}>
        <h1>Drop a video. Get it measured, cut and posted.</h1>
        <p>
          Shortloop finds what holds attention in your footage and turns it into shorts for each platform.
        </p>
      </div>
      <div className={styles.start}>
        <div className={styles.column}>
          <DropZone onFiles={take} />
          {running.length > 0 && (
            <ul className={styles.uploads} aria-label="Uploads">
              {running.map((upload) => (
                <UploadRow key={upload.key} upload={upload} />
              ))}
            </ul>
          )}
        </div>
        <ProduceForm options={options} onChange={change} />
      </div>
      <Section id="videos" title="Videos" note={videos && videos.length > 0 ? `${videos.length}` : undefined}>
        {library.isError && !videos && (
          <LoadError error={library.error} retry={() => void library.refetch()} />
        )}
        {library.isPending && (
          <div className={styles.grid}>
            {[1, 2, 3, 4].map((n) => (
              <Skeleton key={n} height="15rem" />
            ))}
          </div>
        )}
        {videos?.length === 0 && (
          <div className={styles.empty}>
            <h3>No videos yet</h3>
            <p>Your first one goes through every station by itself. It takes about as long as a coffee.</p>
          </div>
        )}
        {videos && videos.length > 0 && (
          <ul className={styles.grid}>
            {videos.map((video) => (
              <VideoCard key={video.id} video={video} />
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
