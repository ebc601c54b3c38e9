import type { Measurements, Probe } from "../../api/types";
import { clock, minus, plural, span } from "../../format";
import styles from "./Facts.module.css";

interface Fact {
  name: string;
  value: string;
  note?: string;
}

/** The figures people compare videos by. */
export function Facts({ probe, measurements }: { probe: Probe; measurements: Measurements | null }) {
  return (
    <dl className={styles.facts} aria-label="Facts">
      {[...picture(probe), ...(measurements ? rhythm(measurements) : []), ...sound(probe, measurements)].map(
        (fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
            {fact.note && <dd className={styles.note}>{fact.note}</dd>}
          </div>
        ),
      )}
    </dl>
  );
}

function picture({ durationSeconds, video }: Probe): Fact[] {
  const facts: Fact[] = [{ name: "Length", value: clock(durationSeconds, durationSeconds < 60) }];
  if (video)
    facts.push({
      name: "Picture",
      value: `${video.width}×${video.height}`,
      note: [
        video.codec.toUpperCase(),
        `${Number(video.frameRate.toFixed(2))} fps${video.variableFrameRate ? ", variable" : ""}`,
        video.rotation !== 0 && `turned ${video.rotation}°`,
      ]
        .filter(Boolean)
        .join(" · "),
    });
  return facts;
}

function rhythm({ cuts, measuredSeconds }: Measurements): Fact[] {
  const first = cuts[0];
  const rate = measuredSeconds > 0 ? (cuts.length / measuredSeconds) * 10 : 0;
  return [
    { name: "Cut rate", value: rate.toFixed(1), note: "cuts per 10 s" },
    {
      name: "Mean shot",
      value: span(measuredSeconds / (cuts.length + 1)),
      note: plural(cuts.length + 1, "shot"),
    },
    { name: "First cut", value: first ? `${first.at.toFixed(1)} s` : "None" },
  ];
}

function sound(probe: Probe, measurements: Measurements | null): Fact[] {
  if (!probe.audio) return [{ name: "Sound", value: "None" }];
  const sound = measurements?.sound;
  if (!sound) return [];
  const silent = sound.silences.reduce((sum, { start, end }) => sum + end - start, 0);
  const facts: Fact[] = [];
  if (sound.integratedLufs !== null)
    facts.push({
      name: "Loudness",
      value: `${minus(sound.integratedLufs.toFixed(1))} LUFS`,
      ...(sound.peakDb !== null && { note: `peak ${minus(sound.peakDb.toFixed(1))} dBFS` }),
    });
  if (sound.firstSoundAt !== null)
    facts.push({ name: "First sound", value: `${sound.firstSoundAt.toFixed(1)} s` });
  facts.push({ name: "Silence", value: span(silent), note: plural(sound.silences.length, "part") });
  return facts;
}
