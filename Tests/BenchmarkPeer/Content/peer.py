"""The peer of the benchmark `content`: PySceneDetect.

    peer.py shots [SHORTEST]      reads paths, a line each; prints a JSON object a line: the frames that scenes begin with,
                                  found by AdaptiveDetector, and the CPU time of it in seconds

SHORTEST is how many frames a scene lasts at least, in place of what the detector takes by default. Times leave out what
importing takes.
"""

import json
import resource
import sys

from scenedetect import AdaptiveDetector, SceneManager, open_video


def seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def shots(path, options):
    start = seconds()
    video = open_video(path)
    manager = SceneManager()
    manager.add_detector(AdaptiveDetector(**options))
    manager.detect_scenes(video)
    frames = [first.frame_num for first, _ in manager.get_scene_list()[1:]]
    return {"path": path, "frames": frames, "cpu": seconds() - start}


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1] != "shots":
        sys.exit(__doc__)
    options = {"min_scene_len": int(sys.argv[2])} if len(sys.argv) == 3 else {}
    for path in sys.stdin.read().splitlines():
        print(json.dumps(shots(path, options)), flush=True)


main()
