/// A song before it sounds: what is played when, and with it the truth that analysis of its sound should find.
///
/// Positions are in beats from the start; `time(of:)` makes seconds of them. The tempo does not change, so the beats are
/// a grid.
public struct SongPlan: Sendable, Equatable {
  public let seed: UInt64
  /// Beats a minute.
  public let tempo: Double
  public let key: SongKey
  /// 3 or 4.
  public let beatsPerBar: Int
  /// One after the other, without gaps.
  public let sections: [SongSection]
  /// One for each bar.
  public let chords: [SongChord]
  /// In order of their beginnings.
  public let notes: [Note]
  /// In order of their beginnings.
  public let hits: [Hit]
  public let band: Band

  /// A tone.
  public struct Note: Sendable, Equatable {
    public enum Part: Int, Sendable, CaseIterable { case bass, chords, lead }

    public let part: Part
    /// In beats.
    public let start: Double
    /// In beats.
    public let length: Double
    /// As MIDI counts: 69 is the A of 440 Hz.
    public let pitch: Int
    /// 0 to 1.
    public let strength: Double
  }

  /// A stroke of the drums.
  public struct Hit: Sendable, Equatable {
    public enum Drum: Int, Sendable, CaseIterable { case kick, snare, clap, closedHat, openHat, tom }

    public let drum: Drum
    /// In beats.
    public let start: Double
    /// 0 to 1.
    public let strength: Double
  }

  public var barCount: Int { chords.count }
  public var beatCount: Int { barCount * beatsPerBar }

  /// Seconds, without what rings on after the last bar.
  public var duration: Double { time(of: Double(beatCount)) }

  /// When each beat falls, in seconds.
  public var beats: [Double] { (0..<beatCount).map { time(of: Double($0)) } }

  /// When each bar begins, in seconds.
  public var downbeats: [Double] { (0..<barCount).map { time(of: Double($0 * beatsPerBar)) } }

  /// The seconds that a section takes.
  public func span(of section: SongSection) -> Range<Double> {
    time(
      of: Double(section.bars.lowerBound * beatsPerBar))..<time(
        of: Double(section.bars.upperBound * beatsPerBar))
  }

  /// The first chorus: what one would take of the song.
  public var hook: SongSection? { sections.first { $0.kind == .chorus } }

  public func time(of beat: Double) -> Double { beat * 60 / tempo }
}
