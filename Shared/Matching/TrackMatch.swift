import Glibc
import Models

/// How a track goes with a film, and which stretch of it to use.
public struct TrackMatch: Sendable, Equatable {
  /// Those of the film that go with the track's tempo, that of the cuts first.
  public let tempi: [TempoRatio]
  /// Nil where the cuts come on beats no better than by chance, and where there are too few.
  public let alignment: CutAlignment?
  /// How far apart they feel: from 0 to 1.4. Nil where one of them is not known.
  public let moodDistance: Double?
  /// By how much the track is livelier than the film; below 0 less lively.
  public let energyDifference: Double?
  /// How the liveliness of both rises and falls together, from -1 to 1.
  public let courseCorrelation: Double?
  /// The share of the film that the track lasts for from the stretch's begin on.
  public let coverage: Double
  public let grid: CutGrid
  /// In the order of `Contribution.Kind`.
  public let contributions: [Contribution]

  /// The sum of the contributions.
  public var score: Double { contributions.reduce(0) { $0 + $1.value } }

  public init(_ film: FilmSide, _ track: TrackSide) {
    let home = Self.home(film, track)
    let alignment = CutAlignment(
      cuts: film.cuts, duration: film.duration, pulse: track.pulse, trackEnd: track.duration, home: home)
    let start = alignment?.offset ?? home
    let tempi = Self.tempi(film, track)
    let course = track.course.flatMap {
      film.course?.correlation(with: $0, from: start, for: film.duration)
    }
    let moodDistance = Self.moodDistance(film, track)
    let difference = film.energy.flatMap { own in track.energy.map { $0.value - own.value } }
    let coverage = film.duration > 0 ? min(1, max(0, track.duration - start) / film.duration) : 1
    (self.alignment, self.tempi, self.moodDistance) = (alignment, tempi, moodDistance)
    (energyDifference, courseCorrelation, self.coverage) = (difference, course?.value, coverage)
    grid = CutGrid(from: start, length: film.duration, of: track.pulse, trackEnd: track.duration)
    let writer = ContributionWriter(film: film, track: track)
    contributions = [
      writer.cuts(alignment, tempi.first), writer.tempo(tempi.first), writer.mood(moodDistance),
      writer.energy(difference), writer.course(course), writer.length(coverage),
    ]
  }

  /// Where the film begins if nothing but the hook counts: on its bar, or earlier where the track would end too soon.
  private static func home(_ film: FilmSide, _ track: TrackSide) -> Double {
    let start = track.hookStart ?? track.pulse.downbeats.first ?? track.pulse.beats.first ?? 0
    let length = min(max(film.duration, CutGrid.lengths.lowerBound), max(track.duration, 1e-3))
    let hook = TrackHook(start: start, end: start + length, reason: "")
    return CutGrid(of: hook, track.pulse, length: film.duration, trackEnd: track.duration)?.start ?? 0
  }

  private static func tempi(_ film: FilmSide, _ track: TrackSide) -> [TempoRatio] {
    guard let tempo = track.tempo else { return [] }
    return [(TempoRatio.Origin.cuts, film.cutTempo), (.sound, film.soundTempo)].compactMap { origin, own in
      own.flatMap { TempoRatio(origin, film: $0, track: tempo, beatsPerBar: track.beatsPerBar) }
    }
  }

  private static func moodDistance(_ film: FilmSide, _ track: TrackSide) -> Double? {
    guard let own = film.feeling, let its = track.feeling else { return nil }
    return hypot(own.valence - its.valence, own.arousal - its.arousal)
  }
}
