"""The peers of the benchmark `analysis`: librosa, Essentia and aubio.

    peer.py listen tempo|key JOBS      reads paths, a line each; prints what each peer hears in them, a JSON object a line
    peer.py features FILE              what it takes librosa to load a file and to find beats, chroma and MFCC
    peer.py extractor FILE             what it takes Essentia's MusicExtractor to do its work

Each file of `listen` has a process of its own, and each peer another, because some of these libraries crash on some
files, or never end: what one of them does not answer is missing. Times leave out what importing and compiling takes;
memory is that of a process that has imported only what it measures.
"""

import json
import os
import resource
import signal
import sys
import time
import warnings

warnings.filterwarnings("ignore")
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np

aubio = es = librosa = None

RATE = 44100
# Seconds for one peer; a file has as many as its peers together.
LONGEST = 120
PITCHES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
FLATS = {"Db": "C#", "Eb": "D#", "Gb": "F#", "Ab": "G#", "Bb": "A#"}
# Krumhansl and Kessler 1982.
PROFILES = {
    "major": [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    "minor": [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}


def multifeature(sound, _):
    tempo, beats, *_ = es.RhythmExtractor2013(method="multifeature")(sound)
    return tempo, beats


def percival(sound, _):
    return es.PercivalBpmEstimator()(sound), None


def beat_track(_, path):
    sound, rate = librosa.load(path)
    tempo, frames = librosa.beat.beat_track(y=sound, sr=rate)
    return np.atleast_1d(tempo)[0], librosa.frames_to_time(frames, sr=rate)


def aubio_tempo(sound, _):
    hop, beats = 512, []
    tracker = aubio.tempo("default", 1024, hop, RATE)
    for start in range(0, len(sound) - hop + 1, hop):
        if tracker(sound[start : start + hop]):
            beats.append(tracker.get_last_s())
    return (60 / np.median(np.diff(beats)) if len(beats) > 3 else 0), beats


def bgate(sound, _):
    tonic, mode, _ = es.KeyExtractor()(sound)
    return {"tonic": FLATS.get(tonic, tonic), "mode": mode}


def krumhansl(_, path):
    sound, rate = librosa.load(path)
    chroma = librosa.feature.chroma_cqt(y=sound, sr=rate).mean(axis=1)
    scores = {
        (tonic, mode): np.corrcoef(np.roll(profile, tonic), chroma)[0, 1]
        for mode, profile in PROFILES.items()
        for tonic in range(12)
    }
    tonic, mode = max(scores, key=lambda key: np.nan_to_num(scores[key], nan=-2))
    return {"tonic": PITCHES[tonic], "mode": mode}


def import_essentia():
    global es
    import essentia

    essentia.log.infoActive = essentia.log.warningActive = False
    import essentia.standard as es


def import_librosa():
    global librosa
    import librosa


def import_aubio():
    global aubio
    try:
        import aubio
    except ImportError:
        TOOLS["tempo"].pop("aubio")


TOOLS = {
    "tempo": {"essentia multifeature": multifeature, "essentia percival": percival, "librosa": beat_track, "aubio": aubio_tempo},
    "key": {"essentia": bgate, "librosa krumhansl": krumhansl},
}


def begin(work, longest):
    """Starts work in a process of its own; what it answers comes to lie in the file."""
    # A file, because a pipe might be full before anybody reads it.
    output = os.memfd_create("heard")
    process = os.fork()
    if process == 0:
        signal.alarm(longest)
        try:
            os.write(output, json.dumps(work()).encode())
        finally:
            os._exit(0)
    return process, output


def answer(output):
    """What a process that has ended answered, or nothing."""
    os.lseek(output, 0, os.SEEK_SET)
    with os.fdopen(output) as lines:
        text = lines.read()
    try:
        return json.loads(text)
    except ValueError:
        return None


def plain(found):
    """What a tool found, as JSON can say it."""
    if isinstance(found, dict):
        return found
    tempo, beats = found
    beats = None if beats is None else [float(beat) for beat in beats]
    return [float(tempo) if np.isfinite(tempo) else None, beats]


def hear(what, path):
    heard = {"path": path, "tempo": {}, "beats": {}, "key": {}}
    sound = es.MonoLoader(filename=path, sampleRate=RATE)()
    for name, tool in TOOLS[what].items():
        process, output = begin(lambda: plain(tool(sound, path)), LONGEST)
        os.waitpid(process, 0)
        found = answer(output)
        if found is None:
            continue
        if what == "key":
            heard["key"][name] = found
            continue
        if found[0] is not None:
            heard["tempo"][name] = found[0]
        if found[1] is not None:
            heard["beats"][name] = found[1]
    return heard


def listen(what, jobs):
    warm()
    running = {}

    def end_one():
        process, _ = os.wait()
        path, output = running.pop(process)
        heard = answer(output) or {"path": path, "tempo": {}, "beats": {}, "key": {}}
        print(json.dumps(heard), flush=True)

    for path in sys.stdin.read().splitlines():
        if len(running) == jobs:
            end_one()
        process, output = begin(lambda: hear(what, path), LONGEST * (1 + len(TOOLS[what])))
        running[process] = (path, output)
    while running:
        end_one()


def warm():
    """What librosa compiles at its first use."""
    sound = np.random.default_rng(0).standard_normal(22050 * 6).astype("float32")
    features(sound, 22050)


def features(sound, rate):
    librosa.beat.beat_track(y=sound, sr=rate)
    librosa.feature.chroma_cqt(y=sound, sr=rate)
    librosa.feature.mfcc(y=sound, sr=rate)


def processor_seconds():
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measure(work):
    begin, before = time.monotonic(), processor_seconds()
    work()
    figures = {
        "cpu": processor_seconds() - before,
        "seconds": time.monotonic() - begin,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
    }
    print(json.dumps(figures))


def main(arguments):
    if arguments[:1] == ["listen"]:
        import_essentia()
        import_librosa()
        import_aubio()
        listen(arguments[1], int(arguments[2]))
    elif arguments[:1] == ["features"]:
        import_librosa()
        warm()
        measure(lambda: features(*librosa.load(arguments[1])))
    elif arguments[:1] == ["extractor"]:
        import_essentia()
        measure(lambda: es.MusicExtractor()(arguments[1]))
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
