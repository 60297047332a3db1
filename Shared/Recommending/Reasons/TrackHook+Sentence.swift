public import Models

extension TrackHook {
  /// `0:43–0:58`
  public var span: String { "\(Words.clock(start))–\(Words.clock(end))" }

  /// What to do with the track: "use 0:43–0:58: repeats 3 times, the loudest part, starts on a downbeat".
  public var sentence: String { "use \(span)" + (reason.isEmpty ? "" : ": \(reason)") }
}

extension Recommendation {
  /// Why this track, and which part of it: what is told of the reasons, then of the hook where there is one.
  public var sentences: [String] { reasons.sentences + [hook?.sentence].compactMap { $0 } }
}
