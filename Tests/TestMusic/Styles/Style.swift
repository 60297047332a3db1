/// How a kind of music is played.
struct Style: Sendable {
  /// The drums of a bar or two, in one of the ways to play them.
  typealias Groove = [(drum: Drum, line: String)]

  /// An instrument and what it may play.
  struct Part: Sendable {
    enum Role: Sendable, Equatable { case bass, chords, lead, voice }

    let role: Role
    let timbres: [Timbre]
    /// None for a melody, which is composed anew for each piece.
    var lines: [String] = []
    /// As MIDI counts: the lowest pitch that it likes.
    var lowest = 48
    var level = 0.5
    /// -1 is left, 1 is right.
    var place = 0.0
    /// The intensity of a section from which on it plays.
    var from = 1
    /// How far it is overdriven; 0 is not at all.
    var drive = 0.0
    /// How far the kick pushes it down, 0 to 1.
    var pumping = 0.0

    static func bass(_ timbres: [Timbre], _ lines: [String], lowest: Int = 31, drive: Double = 0) -> Part {
      Part(role: .bass, timbres: timbres, lines: lines, lowest: lowest, level: 0.62, drive: drive)
    }

    static func chords(
      _ timbres: [Timbre], _ lines: [String], lowest: Int = 52, level: Double = 0.3, from: Int = 1
    ) -> Part {
      Part(role: .chords, timbres: timbres, lines: lines, lowest: lowest, level: level, from: from)
    }

    static func lead(_ timbres: [Timbre], lowest: Int = 67, level: Double = 0.38, from: Int = 2) -> Part {
      Part(role: .lead, timbres: timbres, lowest: lowest, level: level, place: 0.15, from: from)
    }

    static func voice(_ timbres: [Timbre], lowest: Int = 55) -> Part {
      Part(role: .voice, timbres: timbres, lowest: lowest, level: 0.5, from: 2)
    }

    func placed(_ place: Double) -> Part { with(\.place, place) }
    var isTune: Bool { role == .lead || role == .voice }
    /// Overdriven thirds would be mud: such chords are of roots and fifths alone.
    var isThirdless: Bool { role == .chords && drive > 2 }

    func driven(_ drive: Double) -> Part { with(\.drive, drive) }
    func pumped(_ pumping: Double) -> Part { with(\.pumping, pumping) }

    private func with(_ path: WritableKeyPath<Part, Double>, _ value: Double) -> Part {
      var part = self
      part[keyPath: path] = value
      return part
    }
  }

  let name: String
  /// One of about eight broad genres.
  let family: String
  let split: Split
  let tempo: ClosedRange<Double>
  var meter = Meter.four
  /// Of what a listener may tap, to the tempo.
  var otherTaps: [Double] = []
  /// Beats of a swung pair, and how far it may be swung.
  var swing: (pair: Double, ratio: ClosedRange<Double>)?
  var grooves: [Groove] = []
  var kits: [Kit] = []
  var parts: [Part] = []
  var progressions: Progressions = .pop
  /// Bars that a chord lasts, as a multiple of what is written.
  var barsPerChord = [1]
  /// Milliseconds that players are early or late; machines are not.
  var looseness = 0.0...6.0
  /// Seconds that the room rings.
  var room = 0.2...0.9
  /// Per cent of pieces whose tempo wanders.
  var wandering = 5

  var hasDrums: Bool { !grooves.isEmpty }
  /// Whether only a tune tells major from minor.
  var hidesThirds: Bool { !parts.contains { $0.role == .chords && !$0.isThirdless } }
}
