import FoundationEssentials
import Models
import TestKit
import Testing

/// What holds whatever the findings are.
@Suite struct FusionTests {
  private typealias Genres = Distribution<Genre>
  private static let cases = 2_000
  private static let modalities: [Evidence] = [.hashtags, .audio, .picture, .usage]

  /// One finding of each of two to four modalities.
  private func findings<Value>(
    _ random: inout SeededGenerator, _ value: (inout SeededGenerator) -> Value,
    spread: ClosedRange<Double>? = nil
  ) -> [Finding<Value>] {
    Self.modalities.shuffled(using: &random).prefix(Int.random(in: 2...4, using: &random)).map { evidence in
      Finding(
        value(&random), confidence: Double.random(in: 0.05...0.95, using: &random), evidence: evidence,
        spread: spread.map { Double.random(in: $0, using: &random) })
    }
  }

  private func levels(_ random: inout SeededGenerator) -> [Finding<Double>] {
    findings(&random, { Double.random(in: 0...1, using: &$0) }, spread: 0.05...0.25)
  }

  private func tempos(_ random: inout SeededGenerator) throws -> [Finding<Tempo>] {
    let tempo = try beats(100)
    return findings(&random, { Tempo(Double.random(in: 60...200, using: &$0)) ?? tempo }, spread: 0.01...0.1)
  }

  private func genres(_ random: inout SeededGenerator) -> [Finding<Genres>] {
    let few: [Genre] = [.rock, .pop, .jazz, .folk]
    return findings(
      &random,
      { random in
        var weights: [Genre: Double] = [:]
        for genre in few.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)) {
          weights[genre] = Double.random(in: 0.1...1, using: &random)
        }
        return Genres(weights)
      })
  }

  private func beats(_ number: Double) throws -> Tempo { try #require(Tempo(number)) }

  private func everyCase(_ seed: UInt64, _ body: (inout SeededGenerator, Comment) throws -> Void) rethrows {
    var random = SeededGenerator(seed: seed)
    for number in 0..<Self.cases { try body(&random, "seed \(seed), case \(number)") }
  }

  @Test func `in which order findings come makes no difference`() throws {
    try everyCase(1) { random, name in
      let (levels, tempos, genres) = (levels(&random), try tempos(&random), genres(&random))

      #expect(Feature(levels) == Feature(levels.shuffled(using: &random)), name)
      #expect(Feature(tempos) == Feature(tempos.shuffled(using: &random)), name)
      #expect(Feature(genres) == Feature(genres.shuffled(using: &random)), name)
    }
  }

  @Test func `a single finding is told as it is, and no surer than it is`() throws {
    try everyCase(2) { random, name in
      let (level, tempo) = (levels(&random)[0], try tempos(&random)[0])
      let genre = genres(&random)[0]
      let (levelled, timed) = (try #require(Feature([level])), try #require(Feature([tempo])))
      let sorted = try #require(Feature([genre]))

      #expect(levelled.value == level.value && levelled.confidence <= level.confidence + 1e-9, name)
      #expect(timed.value == tempo.value && timed.confidence <= tempo.confidence + 1e-9, name)
      #expect(sorted.value == genre.value && sorted.confidence <= genre.confidence + 1e-9, name)
      #expect(levelled.interval?.contains(level.value) == true, name)
      #expect(timed.interval?.contains(tempo.value.beatsPerMinute) == true, name)
    }
  }

  /// What agrees with all others, and is missing, leaves it wider and less sure.
  @Test func `taking an agreeing modality away never makes it narrower or surer`() throws {
    try everyCase(3) { random, name in
      let all = levels(&random), value = all[0].value
      let agreeing = all.map { finding in
        var finding = finding
        finding.value = value
        return finding
      }
      let full = try #require(Feature(agreeing)), less = try #require(Feature(Array(agreeing.dropLast())))

      #expect(less.spread >= full.spread && less.confidence <= full.confidence + 1e-9, name)
    }
  }

  @Test func `taking an agreeing modality of tempo or genre away never makes it narrower or surer`() throws {
    try everyCase(4) { random, name in
      let tempos = try tempos(&random), genres = genres(&random)
      let sameTempo = tempos.map {
        Finding(tempos[0].value, confidence: $0.confidence, evidence: $0.evidence, spread: $0.spread)
      }
      let sameGenre = genres.map {
        Finding(genres[0].value, confidence: $0.confidence, evidence: $0.evidence)
      }
      let tempo = (try #require(Feature(sameTempo)), try #require(Feature(Array(sameTempo.dropLast()))))
      let genre = (try #require(Feature(sameGenre)), try #require(Feature(Array(sameGenre.dropLast()))))

      #expect(tempo.1.spread >= tempo.0.spread && tempo.1.confidence <= tempo.0.confidence + 1e-9, name)
      #expect(genre.1.confidence <= genre.0.confidence + 1e-9, name)
      #expect(genre.1.spread >= genre.0.spread - 1e-9, name)
    }
  }

  /// If the rest is surer without a modality, that one contradicted it.
  @Test func `whatever is surer or narrower without a modality was contradicted by it`() throws {
    try everyCase(5) { random, name in
      let all = levels(&random)
      let full = try #require(Feature(all)), rest = try #require(Feature(Array(all.dropLast())))
      let last = try #require(all.last)
      let single = try #require(Feature([last]))
      guard rest.spread < full.spread - 0.05 || rest.confidence > full.confidence + 0.02 else { return }

      let spreads = [last.spread, rest.findings[0].spread].compactMap(\.self)
      let isNear = abs(single.value - rest.value) < 0.75 * (spreads.min() ?? 0)
      #expect(!isNear || rest.findings.count > 1, "\(name): \(all)")
    }
  }

  @Test func `a modality that contradicts makes it wider and less sure`() throws {
    try everyCase(6) { random, name in
      let confidence = Double.random(in: 0.4...0.9, using: &random)
      let other = Double.random(in: 0.3...confidence, using: &random)
      let low = Finding(
        Double.random(in: 0...0.25, using: &random), confidence: confidence, evidence: .audio, spread: 0.08)
      let high = Finding(
        Double.random(in: 0.75...1, using: &random), confidence: other, evidence: .picture, spread: 0.08)
      let slow = Finding(try beats(100), confidence: confidence, evidence: .audio)
      let fast = Finding(try beats(140), confidence: other, evidence: .hashtags)
      let rock = Finding(Genres.only(.rock), confidence: confidence, evidence: .hashtags)
      let folk = Finding(Genres.only(.folk), confidence: other, evidence: .audio)

      let level = (try #require(Feature([low])), try #require(Feature([low, high])))
      let tempo = (try #require(Feature([slow])), try #require(Feature([slow, fast])))
      let genre = (try #require(Feature([rock])), try #require(Feature([rock, folk])))

      #expect(level.1.spread >= level.0.spread && level.1.confidence < level.0.confidence, name)
      #expect(tempo.1.spread >= tempo.0.spread && tempo.1.confidence < tempo.0.confidence, name)
      #expect(genre.1.confidence < genre.0.confidence, name)
    }
  }

  @Test func `one weak modality claims nothing`() throws {
    for confidence in stride(from: 0.05, through: 0.35, by: 0.05) {
      let fast = Finding(try beats(128), confidence: confidence, evidence: .picture)
      let energy = try #require(Feature([Finding(0.9, confidence: confidence, evidence: .picture)]))
      let tempo = try #require(Feature([fast]))
      let genre = try #require(
        Feature([Finding(Genres.only(.metal), confidence: confidence, evidence: .audio)]))

      #expect(energy.confidence <= confidence && (energy.interval?.width ?? 0) > 0.5)
      #expect(tempo.confidence <= confidence && tempo.spread > 0.5)
      #expect(genre.confidence <= confidence + 1e-9 && genre.spread > 0.5)
    }
  }

  @Test func `tempos an octave apart agree, and the other one is told`() throws {
    let slow = Finding(try beats(85), confidence: 0.7, evidence: .hashtags)
    let fast = Finding(try beats(170), confidence: 0.6, evidence: .audio)

    let alone = try #require(Feature([slow])), both = try #require(Feature([slow, fast]))

    #expect(both.value.beatsPerMinute == 85 && both.alternatives.map(\.beatsPerMinute) == [170])
    #expect(both.confidence > alone.confidence && both.spread < alone.spread)
    #expect(try #require(both.interval).contains(85) && alone.alternatives.isEmpty)
  }

  @Test func `what an earlier version wrote is read, and gets its spread`() throws {
    let old = """
      {"energy": {"value": 0.8, "confidence": 0.6,
        "findings": [{"value": 0.8, "confidence": 0.6, "evidence": "audio", "detail": "loud"}]},
       "tempo": {"value": 120, "confidence": 0.5,
        "findings": [{"value": 120, "confidence": 0.5, "evidence": "sound"}]}}
      """

    let read = try JSONDecoder().decode(VideoFeatures.self, from: Data(old.utf8))

    #expect(read.energy?.value == 0.8 && read.energy?.confidence == 0.6)
    #expect(try #require(read.energy?.interval).contains(0.8))
    #expect(read.tempo.map { $0.spread < 1 } == true && read.soundIs == nil && read.looks == nil)
  }

  @Test func `what was stored may be anything and is borne`() throws {
    let wild = """
      {"energy": {"value": 7e300, "confidence": 4, "findings": [
        {"value": 7e300, "confidence": 4, "evidence": "audio", "spread": -1},
        {"value": -5, "confidence": 0.5, "evidence": "picture", "spread": 1e300}]}}
      """

    let read = try JSONDecoder().decode(VideoFeatures.self, from: Data(wild.utf8))
    let again = try #require(Feature(read.energy?.findings ?? []))

    #expect((0...1).contains(again.value) && (0...1).contains(again.confidence))
  }

  @Test func `who names all labels alike says nothing, and who names few is as sure as they stand out`()
    throws
  {
    func confidence(_ weights: [Genre: Double]) throws -> Double {
      try #require(Feature([Finding(Genres(weights), confidence: 0.8, evidence: .audio)])).confidence
    }
    let all = Dictionary(uniqueKeysWithValues: Genre.allCases.map { ($0, 1.0) })
    let most = all.merging([.rock: 1.05]) { $1 }
    let one = all.merging([.rock: 20]) { $1 }

    let (none, hardly, half) = (try confidence(all), try confidence(most), try confidence(one))
    let (single, both) = (try confidence([.rock: 1]), try confidence([.rock: 1, .pop: 1]))
    let uneven = try confidence([.rock: 3, .pop: 1])

    #expect(none < 1e-9 && hardly < 0.01)
    #expect((0.3...0.5).contains(half), "half of it is one label: \(half)")
    #expect(abs(single - 0.8) < 1e-9 && abs(both - 0.8) < 1e-9, "a song may be of two genres")
    #expect(half < uneven && uneven < both)
  }

  @Test func `what names all labels alike makes nothing surer`() throws {
    let all = Genres(Dictionary(uniqueKeysWithValues: Genre.allCases.map { ($0, 1.0) }))
    let rock = Finding(Genres.only(.rock), confidence: 0.6, evidence: .hashtags)
    let flat = Finding(all, confidence: 0.9, evidence: .audio)

    let alone = try #require(Feature([rock])), with = try #require(Feature([flat, rock]))

    #expect(with.value.top == .rock && with.confidence <= alone.confidence + 1e-9)
  }

  @Test func `an interval that an earlier version wrote is widened until it holds its value`() throws {
    let old = """
      {"tempo": {"value": 128, "confidence": 0.5, "spread": 0.4, "interval": {"low": 90, "high": 120},
        "findings": [{"value": 128, "confidence": 0.5, "evidence": "audio"}]},
       "energy": {"value": 0.1, "confidence": 0.5, "spread": 0.4, "interval": {"low": 0.3, "high": 0.6},
        "findings": [{"value": 0.1, "confidence": 0.5, "evidence": "audio"}]},
       "valence": {"value": 0.4, "confidence": 0.5, "spread": 0.4, "interval": {"low": 0.3, "high": 0.6},
        "findings": [{"value": 0.4, "confidence": 0.5, "evidence": "audio"}]}}
      """

    let read = try JSONDecoder().decode(VideoFeatures.self, from: Data(old.utf8))

    #expect(read.tempo?.interval == Interval(low: 90, high: 128))
    #expect(read.energy?.interval == Interval(low: 0.1, high: 0.6))
    #expect(read.valence?.interval == Interval(low: 0.3, high: 0.6))
  }

  @Test func `what a witness tells of another octave counts there, with its share`() throws {
    let heard = Finding(
      try beats(140), confidence: 0.7, evidence: .audio,
      alternatives: [.init(try beats(70), share: 0.4), .init(try beats(93), share: 0.1)])
    let written = Finding(try beats(70), confidence: 0.3, evidence: .hashtags)

    let alone = try #require(Feature([heard])), both = try #require(Feature([heard, written]))
    let data = try JSONEncoder().encode(VideoFeatures(tempo: alone))

    #expect(alone.value.beatsPerMinute == 140 && alone.alternatives.map(\.beatsPerMinute) == [70])
    #expect(alone.alternativeShares.map { abs($0 - 4.0 / 9) < 1e-9 } == [true], "\(alone.alternativeShares)")
    #expect(both.value.beatsPerMinute == 70 && both.alternatives.map(\.beatsPerMinute) == [140])
    #expect(try JSONDecoder().decode(VideoFeatures.self, from: data).tempo == alone)
  }

  @Test(arguments: [[-1.0], [.nan], [.infinity], [9, 9], [], [1e-300]])
  func `shares that make no sense are borne`(shares: [Double]) throws {
    let slow = try beats(70)
    let heard = Finding(
      try beats(140), confidence: 0.7, evidence: .audio, alternatives: shares.map { .init(slow, share: $0) })

    let feature = try #require(Feature([heard]))

    #expect(feature.value.beatsPerMinute == 140 && (0...1).contains(feature.confidence))
    #expect(feature.alternativeShares.allSatisfy { (0...0.7).contains($0) })
  }

  @Test(arguments: [
    VideoSound.speech, .track(Track.ID(7)), .music, .silence, .other,
  ])
  func `what a sound is survives its JSON`(sound: VideoSound) throws {
    let data = try JSONEncoder().encode(sound)
    #expect(try JSONDecoder().decode(VideoSound.self, from: data) == sound)
    #expect(String(decoding: data, as: UTF8.self).contains(#""kind":"\#(sound.kind.rawValue)""#))
  }
}
