import { useState } from "react";
import type { Video } from "../../api/types";
import styles from "./Player.module.css";
import { usePlayer, useSteadyUrl } from "./player";

export function Player({ video }: { video: Video }) {
  const { attach } = usePlayer();
  const [url, renew] = useSteadyUrl(video.contentUrl);
  const [broken, setBroken] = useState(false);
  const size = video.probe?.video;
  const turned = size && size.rotation % 180 !== 0;
  const ratio = size ? (turned ? size.height / size.width : size.width / size.height) : 16 / 9;
  return (
    <div className={styles.stage} style={{ aspectRatio: Math.max(ratio, 4 / 3) }}>
      {url && !broken ? (
        // biome-ignore lint/a11y/useMediaCaption: neither raw footage nor a short with burned-in text has a caption file
        <video
          ref={attach}
          src={url}
          poster={video.posterUrl ?? undefined}
          controls
          playsInline
          preload="metadata"
          aria-label={video.title}
          onError={() => {
            if (!renew()) setBroken(true);
          }}
        />
      ) : (
        <>
          {video.posterUrl && <img src={video.posterUrl} alt="" />}
          {broken && (
            <p className={styles.note}>
              This browser can’t play the original. The finished shorts below will play.
            </p>
          )}
        </>
      )}
    </div>
  );
}
