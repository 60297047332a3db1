import Glibc
import Matching
import TestKit
import Testing

@Suite struct TrackMatchTests {
  // MARK: Tempo

  @Test(arguments: [
    (120.0, 120.0, 4, 1.0), (120, 60.3, 4, 0.5), (60, 121, 4, 2), (31, 122, 4, 4), (40, 120, 3, 3),
    (80, 120, 3, 1.5), (120, 88, 4, 1),
  ])
  func `tempos are compared in whichever octave is nearest`(
    film: Double, track: Double, beatsPerBar: Int, multiple: Double
  ) throws {
    let one = try #require(Measured(film)), other = try #require(Measured(track))

    let ratio = try #require(TempoRatio(.cuts, film: one, track: other, beatsPerBar: beatsPerBar))

    #expect(abs(ratio.multiple - multiple) < 1e-9)
    #expect(abs(ratio.film * ratio.multiple * (1 + ratio.deviation) - track) < 1e-9)
    #expect(ratio.fits == (abs(track / (film * multiple) - 1) <= 0.025))
  }

  @Test func `thirds are no tempo of bars of four, and what is no tempo has no ratio`() throws {
    let (slow, fast) = (try #require(Measured(40)), try #require(Measured(120)))

    #expect(TempoRatio(.cuts, film: slow, track: fast, beatsPerBar: 4)?.fits == false)
    for value in [0.0, -5, 1e9] {
      let none = try #require(Measured(value))
      #expect(TempoRatio(.sound, film: none, track: fast) == nil)
      #expect(TempoRatio(.sound, film: fast, track: none) == nil)
    }
    #expect(Measured(.nan) == nil && Measured(nil) == nil && Measured(.infinity) == nil)
  }

  // MARK: Courses

  private static func course(_ seconds: Int, _ value: (Double) -> Double) -> Course? {
    Course(step: 0.5, (0..<seconds * 2).map { value((Double($0) + 0.5) / 2) })
  }

  private static func match(_ film: FilmSide, _ track: TrackSide) -> TrackMatch { TrackMatch(film, track) }

  @Test func `courses are compared from where the film begins`() throws {
    var film = FilmSide(duration: 30)
    film.course = Self.course(30) { 0.5 + 0.3 * sin($0 / 3) }
    var track = TrackSide(duration: 120)
    track.hookStart = 20
    track.course = Self.course(120) { 0.5 + 0.2 * sin(($0 - 20) / 3) }
    var other = track
    other.course = Self.course(120) { 0.5 - 0.2 * sin(($0 - 20) / 3) }
    var level = track
    level.course = Self.course(120) { _ in 0.4 }

    #expect(Self.match(film, track).courseCorrelation.map { $0 > 0.99 } == true)
    #expect(Self.match(film, other).courseCorrelation.map { $0 < -0.99 } == true)
    #expect(Self.match(film, level).courseCorrelation == nil)
    #expect(Self.match(film, track).score > Self.match(film, other).score)
    #expect(Course(step: 0, [1]) == nil && Course(step: 1, []) == nil && Course(step: 1, [.nan]) == nil)
    #expect(Course(cuts: [1, 2, 3], duration: 10) == nil)
  }

  // MARK: All of it

  /// Whatever there may be to know, drawn.
  private static func sides(_ seed: UInt64) -> (FilmSide, TrackSide) {
    let planted = PlantedCuts(seed: seed)
    var dice = SeededGenerator(seed: seed)
    func measured() -> Measured? {
      Bool.random(using: &dice)
        ? Measured(Double.random(in: 0...1, using: &dice), confidence: Double.random(in: 0...1, using: &dice))
        : nil
    }
    var film = FilmSide(duration: planted.duration)
    film.cuts = Bool.random(using: &dice) ? planted.cuts : []
    film.cutTempo = Bool.random(using: &dice) ? Measured(planted.tempo, confidence: 0.95) : nil
    film.feeling = Feeling(valence: measured(), arousal: measured())
    film.energy = measured()
    film.course = Course(cuts: planted.cuts, duration: planted.duration)
    let pulse = Bool.random(using: &dice) ? planted.pulse : Pulse(beats: [])
    var track = TrackSide(
      duration: Bool.random(using: &dice) ? planted.trackEnd : planted.duration / 2, pulse: pulse)
    track.tempo = Bool.random(using: &dice) ? Measured(planted.tempo * 1.01) : nil
    track.hookStart = Bool.random(using: &dice) ? planted.hookStart : nil
    track.feeling = Feeling(valence: measured(), arousal: measured())
    track.energy = measured()
    track.course = course(100) { sin($0) }
    return (film, track)
  }

  @Test func `the score is the sum of what is listed, each in words, whatever is known`() {
    for seed in 0..<60 as Range<UInt64> {
      let (film, track) = Self.sides(seed)

      let match = Self.match(film, track)

      #expect(match.contributions.map(\.kind) == Contribution.Kind.allCases, "seed \(seed)")
      #expect(match.score == match.contributions.reduce(0) { $0 + $1.value }, "seed \(seed)")
      #expect((-1.5...1).contains(match.score) && (0...1).contains(match.coverage), "seed \(seed)")
      #expect(match.contributions.allSatisfy { !$0.words.isEmpty }, "seed \(seed)")
      #expect(
        match.grid.start >= 0 && match.grid.end <= track.duration + 1e-9
          && match.grid.beats.allSatisfy { (0...match.grid.length).contains($0) }, "seed \(seed)")
    }
  }

  @Test func `of two tracks the one that the film was cut to comes first, and says why`() throws {
    let planted = PlantedCuts(seed: 11)
    let other = PlantedCuts(seed: 12)
    var film = FilmSide(duration: planted.duration)
    film.cuts = planted.cuts
    film.cutTempo = Measured(planted.tempo, confidence: 0.95)
    func side(_ planted: PlantedCuts) -> TrackSide {
      var track = TrackSide(duration: planted.trackEnd, pulse: planted.pulse)
      track.tempo = Measured(planted.tempo)
      track.hookStart = planted.hookStart
      return track
    }

    let right = Self.match(film, side(planted)), wrong = Self.match(film, side(other))

    #expect(right.score > wrong.score + 0.2)
    let words = right.contributions.map(\.words)
    #expect(words[0].contains("cuts come within 70 ms of a beat") && words[1].hasSuffix(": the same"))
    #expect(wrong.contributions[0].words == "the cuts come on beats no better than by chance")
    #expect(right.alignment != nil && wrong.alignment == nil && right.grid.length == film.duration)
  }

  @Test func `what is not known is neither for nor against`() {
    let match = Self.match(FilmSide(duration: 20), TrackSide(duration: 60))

    #expect(match.score == 0 && match.alignment == nil && match.tempi.isEmpty)
    #expect(match.grid.start == 0 && match.grid.end == 20)
    #expect(
      match.contributions.map(\.words) == [
        "the film has too few cuts to lay on beats", "the track keeps no tempo",
        "the mood of the film is not known", "the energy of the film is not known",
        "too little is known of how both rise and fall", "the track is long enough",
      ])
  }

  @Test func `a track that ends too soon loses by as much`() {
    let match = Self.match(FilmSide(duration: 80), TrackSide(duration: 60))

    #expect(match.coverage == 0.75 && match.score == -0.125)
    #expect(match.contributions.last?.words == "the track lasts for 75 % of the film")
    #expect(Self.match(FilmSide(duration: .nan), TrackSide(duration: .infinity)).score == 0)
  }

  @Test func `moods and levels of energy that are alike speak for a track, and others against it`() {
    func match(_ valence: Double, _ arousal: Double, _ energy: Double) -> TrackMatch {
      var (film, track) = (FilmSide(duration: 20), TrackSide(duration: 60))
      film.feeling = Feeling(valence: Measured(0.8), arousal: Measured(0.7))
      film.energy = Measured(0.8)
      track.feeling = Feeling(valence: Measured(valence), arousal: Measured(arousal))
      track.energy = Measured(energy)
      return Self.match(film, track)
    }

    let alike = match(0.78, 0.72, 0.75), unlike = match(0.2, 0.2, 0.2)

    #expect(alike.score > 0.3 && unlike.score < -0.1)
    #expect(alike.contributions[2].words == "both feel alike")
    #expect(alike.contributions[3].words == "both are about as lively")
    #expect(unlike.contributions[2].words == "the track is sadder and calmer")
    #expect(unlike.contributions[3].words == "the track is less lively by 6.0 of 10")
  }
}
