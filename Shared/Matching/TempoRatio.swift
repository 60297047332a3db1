import Glibc

/// How the tempo of a track goes with one of a film, whichever octave they were measured in.
public struct TempoRatio: Sendable, Equatable {
  /// What the film's tempo is of.
  public enum Origin: String, Sendable { case cuts, sound }

  public let origin: Origin
  /// Beats a minute.
  public let film: Double
  public let track: Double
  /// How many times the film's tempo the track's is, meant exactly: 2 is twice as fast. Bars of three have thirds, too.
  public let multiple: Double
  /// From 0 to 1, that both were measured right.
  public let confidence: Double

  /// By which part the track is faster than that multiple; below 0 slower.
  public var deviation: Double { track / (film * multiple) - 1 }

  /// Beyond two and a half in a hundred a beat is missed after half a minute at the latest.
  static let tolerance = 0.025

  public var fits: Bool { abs(deviation) <= Self.tolerance }

  /// Nil where one of them is no tempo.
  public init?(_ origin: Origin, film: Measured, track: Measured, beatsPerBar: Int? = nil) {
    guard (10...1000).contains(film.value), (10...1000).contains(track.value) else { return nil }
    self.origin = origin
    (self.film, self.track) = (film.value, track.value)
    confidence = film.confidence * track.confidence
    let octaves = log2(track.value / film.value)
    // A cut on each bar of three beats follows a third of the tempo.
    let shares = beatsPerBar == 3 ? [0, log2(3.0)] : [0]
    let candidates = shares.map { (octaves - $0).rounded() + $0 }
    multiple = exp2(candidates.min { abs(octaves - $0) < abs(octaves - $1) } ?? 0)
  }

  /// How far a tempo may be off and still seem the same, in octaves.
  private static let width = 0.05

  /// 1 for the same tempo, -0.5 for quite another.
  var signal: Double {
    let distance = log2(1 + deviation) / Self.width
    return confidence * (1.5 * exp(-distance * distance / 2) - 0.5)
  }
}
