import Models

extension VideoFeatures {
  /// What words, sound and picture say together: each feature with how sure it is, and with what every kind of evidence
  /// says of it.
  var contentValue: JSONValue {
    [
      "genre": Self.told(genre, Self.shares), "style": JSONValue(style?.name),
      "mood": Self.told(mood, Self.shares), "valence": Self.told(valence) { AnalysisReport.share($0) },
      "arousal": Self.told(arousal) { AnalysisReport.share($0) },
      "tempo": Self.told(tempo) { AnalysisReport.number($0.beatsPerMinute, 2) },
      "energy": Self.told(energy) { AnalysisReport.share($0) }, "language": JSONValue(language),
    ]
  }

  /// In a few lines, for people.
  var contentLines: [(String, String)] {
    [
      ("genre", genre.map { Self.words($0.value.top?.title, $0) }),
      ("mood", mood.map { Self.words($0.value.top?.rawValue, $0) }),
      ("tempo", tempo.map { Self.words("\(AnalysisReport.rounded($0.value.beatsPerMinute, 1))", $0) }),
      ("energy", energy.map { Self.words("\(AnalysisReport.rounded($0.value, 2))", $0) }),
    ].compactMap { name, words in words.map { ("content: \(name)", $0) } }
  }

  private static func words<Value>(_ value: String?, _ feature: Feature<Value>) -> String {
    let evidence = feature.findings.map(\.evidence.rawValue).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    return "\(value ?? "none") (sure by \(AnalysisReport.rounded(feature.confidence, 2)): "
      + evidence.joined(separator: ", ") + ")"
  }

  private static func shares<Label>(_ value: Distribution<Label>) -> JSONValue
  where Label: RawRepresentable<String> {
    .array(
      value.ranked.map {
        ["name": .string($0.label.rawValue), "share": AnalysisReport.share($0.weight)]
      })
  }

  private static func told<Value>(_ feature: Feature<Value>?, _ json: (Value) -> JSONValue) -> JSONValue {
    guard let feature else { return .null }
    return [
      "value": json(feature.value), "confidence": AnalysisReport.share(feature.confidence),
      "evidence": .array(
        feature.findings.map {
          [
            "from": .string($0.evidence.rawValue), "value": json($0.value),
            "confidence": AnalysisReport.share($0.confidence), "detail": JSONValue($0.detail),
          ]
        }),
    ]
  }
}
