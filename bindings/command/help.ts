const examples = `Examples
  Cameras of the catalogue that give full HD, the one closest to 60 frames per second first:
    trackfit fit '{"video": {"width": {"min": 1920}, "frameRate": 60}}' --top 5
  Two devices by name, for a call:
    trackfit fit '{"audio": true, "video": true}' --devices logitech-c922 logitech-c922-mic
  A stage of a pipeline:
    echo '{"kind":"audioinput","deviceId":"a","capabilities":{"channelCount":{"max":2}}}' |
      trackfit fit '{"audio": {"channelCount": {"exact": 2}}}' --devices -
`;

const trackfit = `trackfit: which camera and microphone fit a request, at which settings, or why none does.

Usage
  trackfit fit CONSTRAINTS [--devices FILE|NAME ...] [--json] [--top N]
  trackfit devices [--json]
  trackfit --help | --version

Commands
  fit        ranks devices by how well they fit MediaStreamConstraints, as getUserMedia takes them
  devices    lists the catalogue of real cameras and microphones

trackfit fit --help tells about options, formats and exit codes.

${examples}`;

const fit = `trackfit fit: ranks devices by how well they fit a request.

Usage
  trackfit fit CONSTRAINTS [--devices FILE|NAME ...] [--json] [--top N]
  trackfit fit CONSTRAINTS --devices -

CONSTRAINTS are MediaStreamConstraints as JSON and mean what they mean to getUserMedia: video and
audio are each true or an object, min, max and exact are required, other values are wishes.
Cameras are ranked for video, microphones for audio: by the advanced sets they meet, in order, then
by fitness distance (0 is perfect), then as listed. A camera gives its settings natively, scaled
from a native mode, or cropped out of one. Of a device that cannot, the smallest conflict is told,
with the nearest value it could do.

Options
  --devices FILE|NAME ...   the devices to rank, instead of the whole catalogue. A NAME is one of
                            the catalogue's (trackfit devices). A FILE holds source descriptions
                            as JSON: one, an array, or one a line (.ndjson, .jsonl). The option
                            takes every value up to the next option. Members of a description
                            with unknown names are told on standard error and passed over.
  --devices -               source descriptions on standard input, one a line; see below
  --json                    results as a JSON array in order of rank, video before audio
  --top N                   at most N devices that fit and N that cannot; with --json the first N of
                            each ranking. Without it the table shows 20 and 10, --json all.
  -h, --help                this text

Source descriptions on standard input
  One line of JSON a device in, one line of JSON a device out, in the same order and as it comes,
  in constant memory: {"line", "device", "kind", "ok", ...}. ok is null for a kind that is not
  requested.
  A bad line gives {"line", "error"}, is told on standard error too, and does not stop the rest.
  Blank lines are passed over. A line may have up to 64 MiB.

Exit codes
  0   something fits: a device of every kind that is requested; of standard input, any device
  1   nothing does
  2   bad input, with its place; of standard input, only when none of its lines could be read

${examples}`;

const devices = `trackfit devices: lists the catalogue of real cameras and microphones.

Usage
  trackfit devices [--json]

Options
  --json       a JSON array
  -h, --help   this text

The names are what trackfit fit --devices takes.
`;

/** What `--help` prints, by command. */
export const help = { trackfit, fit, devices } as const;
