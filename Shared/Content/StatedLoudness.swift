import Models

/// What the loudness of a video tells that its source states.
enum StatedLoudness {
  /// From a whisper to what is as loud as platforms play it. What is loud need not be lively, so it is never sure.
  static func energy(_ loudness: Double?) -> Finding<Double>? {
    guard let loudness, (-70...0).contains(loudness) else { return nil }
    let level = min(max((loudness + 35) / 29, 0), 1)
    let detail = "\((loudness * 10).rounded() / 10) LUFS"
    return Finding(level, confidence: 0.3, evidence: .audio, detail: detail)
  }
}
