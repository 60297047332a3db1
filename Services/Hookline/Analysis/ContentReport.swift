import Models

/// What content analysis found in a video, for people and programs, with what each of words, sound and picture said.
struct ContentReport {
  let features: VideoFeatures

  // MARK: For people

  /// Each with its name.
  var lines: [(name: String, words: String)] {
    let lines: [(String, String?)] = [
      ("genre", features.genre.map(genreWords)), ("mood", features.mood.map(moodWords)),
      ("valence", features.valence.map(Self.levelWords)), ("arousal", features.arousal.map(Self.levelWords)),
      ("tempo", features.tempo.map(Self.tempoWords)), ("energy", features.energy.map(Self.levelWords)),
      ("sound", soundWords), ("cuts", cutWords), ("looks", lookWords),
    ]
    return lines.compactMap { name, words in words.map { (name, $0) } }
  }

  private func genreWords(_ genre: Feature<Distribution<Genre>>) -> String {
    Self.shares(genre) { label in
      let style = label == genre.value.top ? features.style.map { " (\($0.name))" } : nil
      return label.title + (style ?? "")
    }
  }

  private func moodWords(_ mood: Feature<Distribution<Mood>>) -> String {
    Self.shares(mood) { $0.rawValue }
  }

  private static func shares<Label>(
    _ feature: Feature<Distribution<Label>>, _ title: (Label) -> String
  ) -> String {
    let shares = feature.value.ranked.prefix(3).map {
      "\(title($0.label)) \(AnalysisReport.rounded($0.weight, 2))"
    }
    return shares.joined(separator: ", ") + sureness(feature)
  }

  private static func levelWords(_ level: Feature<Double>) -> String {
    "\(AnalysisReport.rounded(level.value, 2))\(range(level.interval, digits: 2))" + sureness(level)
  }

  private static func tempoWords(_ tempo: Feature<Tempo>) -> String {
    let others = tempo.alternatives.map { " or \(AnalysisReport.rounded($0.beatsPerMinute, 1))" }.joined()
    return "\(AnalysisReport.rounded(tempo.value.beatsPerMinute, 1))\(others) beats a minute"
      + range(tempo.interval, digits: 0) + sureness(tempo)
  }

  private static func range(_ interval: Interval?, digits: Int) -> String {
    interval.map { interval in
      ", from \(AnalysisReport.rounded(interval.low, digits)) to \(AnalysisReport.rounded(interval.high, digits))"
    } ?? ""
  }

  private static func sureness<Value>(_ feature: Feature<Value>) -> String {
    let details = feature.findings.map { $0.detail ?? $0.evidence.rawValue }.joined(separator: "; ")
    return " (sure by \(AnalysisReport.rounded(feature.confidence, 2)): \(details))"
  }

  private var soundWords: String? {
    let kinds = features.soundKind.map { kinds in
      [
        ("speech", kinds.speech), ("music", kinds.music), ("noise", kinds.noise), ("silence", kinds.silence),
      ].filter { $0.1 >= 0.005 }.map { "\($0.0) \(Int(($0.1 * 100).rounded())) %" }.joined(separator: ", ")
    }
    let name: String? =
      switch features.soundIs {
      case .track(let id): "track \(id)"
      case .other: "neither speech nor music"
      case let sound: sound?.kind.rawValue
      }
    let words = [name, kinds].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ": ")
  }

  private var cutWords: String? {
    guard let rate = features.cutsPerMinute else { return nil }
    let tempo = features.cutTempo.map {
      ", to \(AnalysisReport.rounded($0.beatsPerMinute, 1)) beats a minute"
    }
    return "\(AnalysisReport.rounded(rate, 1)) a minute" + (tempo ?? "")
  }

  private var lookWords: String? {
    guard let looks = features.looks, !looks.isEmpty else { return nil }
    return looks.joined(separator: ", ")
  }
}
