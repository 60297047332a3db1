import Documents
import Models
import Text

/// What the words of a caption say, for people and programs.
struct CaptionReport {
  /// As many as are shown of what can be many.
  private static let limit = 100
  /// As many texts on a picture are read as of a video, beside its caption.
  private static let stickerLimit = Passage.textLimit - 1

  private let language: String?
  private let script: String?
  private let hashtags: [(name: String, words: [String], isGeneric: Bool)]
  private let mentions: [String]
  private let emoji: [String]
  private let readings: [Reading]
  private let genre: Feature<Distribution<Genre>>?
  private let mood: Feature<Distribution<Mood>>?
  private let tempo: Feature<Tempo>?

  /// The tags are those that the source lists besides those in the texts; stickers are texts on the picture.
  init(_ caption: String, tags: [String] = [], stickers: [String] = []) {
    let texts = [caption] + stickers.filter { !$0.isEmpty }.prefix(Self.stickerLimit)
    let listed = tags.prefix(Self.limit) + texts.flatMap { Text.hashtags(in: $0) }
    let names = Array(listed.compactMap { Hashtag.normalised($0) }.distinct.prefix(Self.limit))
    // With its capitals a tag says where its words end.
    let written =
      texts.flatMap { Text.writtenHashtags(in: $0).prefix(Self.limit) } + tags.prefix(Self.limit)
    let spellings = Dictionary(
      written.compactMap { name in Hashtag.normalised(name).map { ($0, name) } },
      uniquingKeysWith: { first, _ in first })
    let all = texts.joined(separator: "\n")
    language = Text.language(of: all)
    script = Text.script(of: all)
    hashtags = names.map { ($0, Hashtag.words(of: spellings[$0] ?? $0), Hashtag.isGeneric($0)) }
    mentions = Array(texts.flatMap { Text.mentions(in: $0) }.distinct.prefix(Self.limit))
    emoji = Array(texts.flatMap { Text.emoji(in: $0) }.distinct.prefix(Self.limit))
    readings = Lexicon.standard.readings(of: [.tags(names.map { spellings[$0] ?? $0 }), .prose(texts)])
    let witnesses = [
      Witness(readings[0], .hashtags, ceiling: 0.9), Witness(readings[1], .caption, ceiling: 0.75),
    ]
    genre = Feature(witnesses.compactMap(\.genre))
    mood = Feature(witnesses.compactMap(\.mood))
    tempo = Feature(witnesses.compactMap(\.tempo))
  }

  /// `line` is that of the standard input, where there may be more than one.
  func show(on console: Console, line: LineCutter.Line? = nil) {
    if console.isJSON { return console.line(json(line)) }
    if let line {
      if line.number > 1 { console.result("") }
      console.result("\(line.number): \(excerpt(String(decoding: line.bytes, as: UTF8.self), limit: 70))")
    }
    var table = Table(["", ""])
    for (name, words) in lines { table.add([.init(name), .init(printable(words))]) }
    console.result(table)
  }

  private var topics: [(topic: Topic, terms: [String])] {
    Topic.allCases.compactMap { topic in
      let terms = readings.flatMap(\.topics).filter { $0.topic == topic }.flatMap(\.terms).distinct
      return terms.isEmpty ? nil : (topic, Array(terms.prefix(Self.limit)))
    }
  }

  private func style(of genre: Genre) -> String? { readings.lazy.compactMap { $0.style(of: genre) }.first }

  // MARK: For people

  var lines: [(String, String)] {
    let tags = hashtags.map {
      $0.words.count > 1 ? "#\($0.name) (\($0.words.joined(separator: " ")))" : "#\($0.name)"
    }
    return [
      ("language", language ?? "unknown"), ("hashtags", tags.joined(separator: ", ")),
      ("mentions", mentions.map { "@" + $0 }.joined(separator: ", ")),
      ("emoji", emoji.joined(separator: " ")),
      ("topics", topics.map(\.topic.rawValue).joined(separator: ", ")), ("genre", genreWords),
      ("mood", moodWords), ("tempo", tempoWords),
      ("negations", readings.flatMap(\.denials).distinct.joined(separator: ", ")),
    ].filter { !$0.1.isEmpty }
  }

  private var genreWords: String {
    guard let genre else { return "none" }
    let shares = genre.value.ranked.prefix(3).map { genre in
      let style = style(of: genre.label).map { " (\($0))" } ?? ""
      return "\(genre.label.title)\(style) \(AnalysisReport.rounded(genre.weight, 2))"
    }
    return shares.joined(separator: ", ") + sureness(genre.confidence, genre.findings.compactMap(\.detail))
  }

  private var moodWords: String {
    guard let mood else { return "none" }
    let shares = mood.value.ranked.prefix(3).map {
      "\($0.label.rawValue) \(AnalysisReport.rounded($0.weight, 2))"
    }
    return shares.joined(separator: ", ") + sureness(mood.confidence, mood.findings.compactMap(\.detail))
  }

  private var tempoWords: String {
    let terms = readings.flatMap(\.tempoTerms).distinct
    guard let tempo, !terms.isEmpty else { return terms.joined(separator: ", ") }
    return "\(AnalysisReport.rounded(tempo.value.beatsPerMinute, 1)) beats a minute"
      + sureness(tempo.confidence, terms)
  }

  private func sureness(_ confidence: Double, _ evidence: [String]) -> String {
    " (sure by \(AnalysisReport.rounded(confidence, 2)): \(evidence.joined(separator: ", ")))"
  }

  // MARK: For programs

  private func json(_ line: LineCutter.Line?) -> JSONValue {
    guard case .object(let members) = facts, let line else { return facts }
    return .object([("line", .int(line.number)), ("truncated", .bool(line.isTooLong))] + members)
  }

  var facts: JSONValue {
    [
      "language": JSONValue(language), "script": JSONValue(script),
      "hashtags": .array(
        hashtags.map {
          [
            "name": .string($0.name), "words": Self.strings($0.words), "generic": .bool($0.isGeneric),
          ]
        }),
      "mentions": Self.strings(mentions), "emoji": Self.strings(emoji),
      "topics": .array(
        topics.map { ["name": .string($0.topic.rawValue), "evidence": Self.strings($0.terms)] }),
      "genre": genreValue, "mood": moodValue, "tempo": tempoValue,
      "negations": Self.strings(Array(readings.flatMap(\.denials).distinct.prefix(Self.limit))),
    ]
  }

  private var genreValue: JSONValue {
    guard let genre, let top = genre.value.top else { return .null }
    return [
      "name": .string(top.rawValue), "style": JSONValue(style(of: top)),
      "confidence": .share(genre.confidence),
      "shares": .array(
        genre.value.ranked.map { share in
          [
            "name": .string(share.label.rawValue), "share": .share(share.weight),
            "style": JSONValue(style(of: share.label)),
          ]
        }),
      "evidence": Self.evidence(genre),
    ]
  }

  private var moodValue: JSONValue {
    guard let mood, let place = mood.value.place else { return .null }
    return [
      "sign": JSONValue(mood.value.sign?.rawValue), "valence": .share(place.valence),
      "arousal": .share(place.arousal), "confidence": .share(mood.confidence),
      "moods": .array(
        mood.value.ranked.map {
          ["name": .string($0.label.rawValue), "share": .share($0.weight)]
        }),
      "evidence": Self.evidence(mood),
    ]
  }

  private var tempoValue: JSONValue {
    let terms = readings.flatMap(\.tempoTerms).distinct
    guard !terms.isEmpty else { return .null }
    return [
      "bpm": .number(tempo?.value.beatsPerMinute, digits: 1),
      "confidence": .share(tempo?.confidence), "evidence": Self.strings(terms),
    ]
  }

  private static func evidence<Value>(_ feature: Feature<Value>) -> JSONValue {
    .array(
      feature.findings.map {
        [
          "from": .string($0.evidence.rawValue), "terms": JSONValue($0.detail),
          "confidence": .share($0.confidence),
        ]
      })
  }

  private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension [String] {
  /// Each once, in this order.
  fileprivate var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
