"""The reference of the benchmark `content/looks`: the published formulas in numpy, written without a look at ours.

    peer.py FILE WIDTH HEIGHT    FILE holds frames, RGB without padding; prints a JSON object
"""

import json
import sys

import numpy as np


def luma(frame):
    return frame @ np.array([0.299, 0.587, 0.114])


def colourfulness(frame):
    """Hasler and Süsstrunk, Measuring colourfulness in natural images, 2003."""
    red, green, blue = frame[..., 0], frame[..., 1], frame[..., 2]
    rg = red - green
    yb = (red + green) / 2 - blue
    return np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())


def correlated(plane, kernel):
    """Where the kernel lies wholly on the plane."""
    windows = np.lib.stride_tricks.sliding_window_view(plane, kernel.shape)
    return np.einsum("yxab,ab->yx", windows, kernel)


def spatial_information(plane):
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=float)
    return np.hypot(correlated(plane, sobel), correlated(plane, sobel.T)).std()


def looks(path, width, height):
    frames = np.fromfile(path, dtype=np.uint8).reshape(-1, height, width, 3).astype(float)
    planes = [luma(frame) for frame in frames]
    spatial = [spatial_information(plane) for plane in planes]
    steps = [after - before for before, after in zip(planes, planes[1:])]
    temporal = [step.std() for step in steps]
    return {
        "colourfulness": float(np.mean([colourfulness(frame) for frame in frames])),
        "si": float(max(spatial)),
        "siMean": float(np.mean(spatial)),
        "ti": float(max(temporal)),
        "tiMean": float(np.mean(temporal)),
        "motion": float(np.mean([np.abs(step).mean() for step in steps]) / 255),
        "brightness": float(np.mean([plane.mean() for plane in planes]) / 255),
    }


print(json.dumps(looks(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
